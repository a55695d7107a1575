import { stem } from './words.js';

/** Tells a word that says what a call does, in any of its forms: `removing` for `delete`. */
export type SaysVerb = (word: string) => boolean;

/**
 * The verb of a call: that of its name; of a name that says no more than `run` or `change`, that of a command in its
 * arguments and any word of the name, too (`DROP`, `kubectl scale`, `priced` for `set_price`).
 *
 * @param name The words of its name.
 * @param texts The words of each text in its arguments.
 */
export function verbOf(name: readonly string[], texts: readonly (readonly string[])[]): SaysVerb {
  const named = name.flatMap(groupsOf).slice(0, 1);
  const isVague = named.every((group) => group === VERBS[0]);
  const commanded = isVague ? texts.flatMap((words) => words.slice(0, COMMAND_WORDS).flatMap(groupsOf)) : [];
  const groups = [...named, ...commanded];
  const isRun = groups.length === 0 && name.some(RUN);
  const own = isVague ? name.map(stem) : [];
  return (word) => groups.some(({ isSaid }) => isSaid(word)) || (isRun && RUN(word)) || own.includes(stem(word));
}

function groupsOf(word: string): readonly VerbGroup[] {
  return VERBS.filter(({ isCalled }) => isCalled(word));
}

interface VerbGroup {
  readonly isCalled: SaysVerb;
  readonly isSaid: SaysVerb;
}

function formsOf(stems: string, ending: string): SaysVerb {
  const forms = new RegExp(`^(?:${stems.trim().replaceAll(' ', '|')})${ending}$`);
  return (word) => forms.test(word);
}

/** Where in a command its verbs stand: `git push`, `aws s3 rm`, `ALTER TABLE t DROP`. */
const COMMAND_WORDS = 4;

/** Calls are verbs; what people say of them has every form. */
const CALLED = '(?:e|y|e?s|ing)?';
const SAID = '[bdglmnprt]?(?:e|y|ied|ies|e?[sdn]|ing|er|ment|(?:at)?ions?|als?)?';

/** Each line: stems of verbs that mean much the same in calls, and behind the colon what people say besides. */
const VERBS: readonly VerbGroup[] =
  `updat chang modif alter edit patch set adjust configur assign:put overwrit replac renam point enabl disabl activat turn switch becom suspend mark mov rewrit open clos
delet remov eras wip drop purg destroy truncat clear prun rm unlink:eliminat empti gone los lost throw
terminat stop kill shut:end down destroy offline
restart reboot bounc reload:stop start
start launch resum:run begin
creat add insert provision regist:new mak mad set
writ put stor sav overwrit:replac set
renam replac:chang mov
grant allow permit invit promot elevat:giv gave becom add open
revok withdraw ban block suspend:remov tak los lost
enabl activat:set open start
unlock open:releas
lock clos:shut
disabl deactivat freez:stop lock
send mail email notif publish post:goes sent reach
pay transfer wir refund credit:send sent mov giv return leav get
charg bill debit:tak pay
deploy releas ship install upgrad:roll updat goes put
rollback revert restor undo reset recover:roll bring put return
push:overwrit replac rewrit send
merg squash rebas:join combin bring
scal resiz:set chang reduc increas grow shrink tak
rotat renew:replac chang new
export dump download backup copy copi:sav writ written send
import load upload sync migrat mov:bring copy copi transfer
cancel abort:end stop
archiv:stor mov
drain evict cordon:mov empti remov
read fetch list show search select:get download look
buy purchas:order pay
approv:accept sign
reject deny declin:refus`
    .split('\n')
    .map((line) => ({
      isCalled: formsOf(line.replace(/:.*/, ''), CALLED),
      isSaid: formsOf(line.replace(':', ' '), SAID),
    }));

const RUN = formsOf(
  'run exec execut call invok perform process appl trigger request start do chang updat creat replac',
  SAID,
);
