/** Tells a word that says what a call does, in any of its forms: `removing` for `delete`. */
export type SaysVerb = (word: string) => boolean;

/**
 * The verb of a call: that of its name; of a name that says no more than `run`, that of a command in its arguments (`DROP`,
 * `kubectl scale`). Of a call without a known verb it is any word of its name.
 *
 * @param name The words of its name.
 * @param texts The words of each text in its arguments.
 */
export function verbOf(name: readonly string[], texts: readonly (readonly string[])[]): SaysVerb {
  const groups =
    groupsIn(name, VERBS) ??
    texts.map((words) => groupsIn(words.slice(0, COMMAND_WORDS), VERBS)).find((each) => each !== undefined) ??
    groupsIn(name, [RUN]);
  return groups === undefined ? (word) => name.includes(word) : (word) => groups.some(({ isSaid }) => isSaid(word));
}

interface VerbGroup {
  readonly isCalled: SaysVerb;
  readonly isSaid: SaysVerb;
}

/** The groups of the first word that is in one. */
function groupsIn(words: readonly string[], groups: readonly VerbGroup[]): readonly VerbGroup[] | undefined {
  const verb = words.find((word) => groups.some(({ isCalled }) => isCalled(word)));
  return verb === undefined ? undefined : groups.filter(({ isCalled }) => isCalled(verb));
}

function groupFrom(line: string): VerbGroup {
  const [called = '', said = ''] = line.split(':');
  return { isCalled: formsOf(called), isSaid: formsOf(`${called} ${said}`) };
}

function formsOf(stems: string): SaysVerb {
  const forms = new RegExp(`^(?:${stems.trim().split(/\s+/).join('|')})${ENDING}$`);
  return (word) => forms.test(word);
}

/** Where in a command its verb stands: `git push`, `aws s3 rm`. */
const COMMAND_WORDS = 3;

const ENDING = '[bdglmnprt]?(?:e|y|ies|ied|e?s|e?d|e?n|ing|er|ions?|als?|ations?|ment)?';

/** Each line: stems of verbs that mean much the same in calls, and behind the colon what people say besides. */
const VERBS: readonly VerbGroup[] = `
delet remov eras wip drop purg destroy truncat clear prun rm rmdir unlink: discard eliminat empti gone los lost throw kill
terminat stop kill shut halt: end down destroy offline
restart reboot bounc reload: stop start
start boot launch resum: run begin
creat add insert provision regist new: mak mad set generat build
updat chang modif alter edit patch set put overwrit replac renam configur assign: point switch turn becom suspend mark rewrit mov
grant allow permit invit promot elevat authoriz: giv gave becom add let
revok withdraw den ban block suspend: remov tak los lost lock cut
enabl activat toggl unlock: turn switch set on open
disabl deactivat lock freez: turn switch off stop block
send mail email notif messag broadcast announc publish post: go goes sent reach
pay transfer wir payout refund credit: send sent mov giv return leav get
charg bill invoic debit: tak pay
deploy releas ship install upgrad: roll updat go goes put
rollback revert restor undo reset recover: roll bring back put return
push: overwrit replac rewrit send
merg squash rebas: join combin bring
scal resiz: set reduc increas grow shrink tak down up
rotat renew: replac chang new
export dump download backup copy copi: sav writ send extract
import load upload sync migrat mov: bring copy copi transfer put
cancel abort void: end stop
archiv clos: stor mov end shut
drain evict cordon: mov empti remov
read fetch get list show search select: download look see
buy purchas: order pay
approv reject sign: accept`
  .trim()
  .split('\n')
  .map(groupFrom);

const RUN: VerbGroup = groupFrom(
  'run exec execut call invok perform process apply appli submit trigger request: start do does',
);
