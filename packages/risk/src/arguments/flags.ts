import { type Evidence, evidence } from '../evidence.js';
import { FINAL_WORDS, SCOPE_WORDS } from '../names/nouns.js';
import type { Key } from './keys.js';

/** What the small arguments of a call say: booleans, numbers and words. */
export interface Flags {
  /** The call only tries, or makes a draft. */
  isDry: boolean;
  /** It is for everything. */
  whole: string | undefined;
  /** It cannot be undone, by its own words. */
  final: string | undefined;
  /** Makes the result seen by more people, or gives rights. */
  readonly opens: Evidence[];
  /** Shows what would be hidden. */
  readonly shows: Evidence[];
}

/** Nothing said yet. */
export function noFlags(): Flags {
  return { isDry: false, whole: undefined, final: undefined, opens: [], shows: [] };
}

/** Takes a number or a boolean. */
export function readPlainFlag(flags: Flags, value: number | bigint | boolean, { words }: Key): void {
  const name = words.join('');
  if (typeof value !== 'boolean') {
    if (Number(value) === 0 && COUNTS.test(name))
      flags.opens.push(evidence('arguments', 'high', `"${words.join(' ')}" is zero`));
    return;
  }
  if (!value) {
    if (name === 'private' || name === 'isprivate') flags.opens.push(OPENED);
    return;
  }
  if (DRY.test(name)) flags.isDry = true;
  if (PUBLIC.test(name)) flags.opens.push(OPENED);
  if (SENDS.test(name))
    flags.opens.push(evidence('arguments', 'high', `"${words.join(' ')}": sends or confirms at once`));
  if (REVEALS.test(name) || (SHOWS.test(name) && words.some((word) => HIDDEN.has(word))))
    flags.shows.push(evidence('secrets', 'medium', 'asks for secrets to be shown'));
  if (words.some((word) => SCOPE_WORDS.has(word))) flags.whole ??= words.join(' ');
  if (FINAL.test(name) || words.some((word) => FINAL_WORDS.has(word))) flags.final ??= words.join(' ');
}

/** Takes a short string. */
export function readWordFlag(flags: Flags, value: string, { words, kind }: Key): void {
  const word = value.trim().toLowerCase();
  if (kind !== 'search' && kind !== 'prose' && WHOLE.has(word)) flags.whole ??= `the value "${word}"`;
  if (words.length === 0) return;
  const name = words.join('');
  if (words.some((each) => each === 'forward' || each === 'forwarding' || each === 'redirect') && word.includes('@')) {
    flags.opens.push(evidence('arguments', 'high', 'forwards to an address'));
  }
  if (DRY.test(name) && word === 'true') flags.isDry = true;
  if (/^(?:mode|state|status|type)$/.test(name) && /^(?:draft|dry[-_ ]?run|preview)$/.test(word)) flags.isDry = true;
  if (
    /^(?:visibility|access|acl|cannedacl|sharing|audience|privacy|scope|publicaccess)$/.test(name) &&
    /public|anyone|everyone|world/.test(word)
  )
    flags.opens.push(OPENED);
  if (
    /(?:role|permission|permissions|access|accesslevel|policy|policyname|policyarn|privilege)s?$/.test(name) &&
    /admin|owner|full.?access|superuser|root|maintain|write/.test(word)
  ) {
    flags.opens.push(evidence('arguments', 'high', 'gives rights to write or to administer'));
  }
  if (/^(?:cidr|cidrip|sourceip|source|ipranges?|allowedips?)$/.test(name) && /^(?:0\.0\.0\.0\/0|::\/0)$/.test(word))
    flags.opens.push(OPENED);
}

/** Takes an object or list without anything in it: a filter that excludes nothing. */
export function readEmptyFlag(flags: Flags, { words }: Key): void {
  if (/^(?:filter|where|query|selector|match|condition|conditions|criteria|predicate)$/.test(words.join('')))
    flags.whole ??= `an empty ${words.join(' ')}`;
}

const OPENED: Evidence = evidence('arguments', 'high', 'makes something public');
const DRY =
  /^(?:is)?(?:dryrun|validateonly|validationonly|planonly|simulate|simulation|noop|whatif|checkonly|preview|previewonly|draft|isdraft|asdraft|testmode|nocommit)$/;
const PUBLIC =
  /^(?:is)?(?:public|makepublic|publiclyaccessible|publicread|publish|published|external|anonymous|allowpublicaccess|publicaccess)$/;
const SENDS =
  /^(?:submit|send|sendnow|sendemail|sendnotification|notify|notifyall|confirm|confirmed|execute|autoapprove|automerge|autopay|finalize|charge|paynow|applyimmediately|approve|approved|deploy)$/;
const SHOWS = /^(?:include|show|with|return|expose|export|print|display|get|reveal|add|full)/;
const HIDDEN: ReadonlySet<string> = new Set(
  'secret secrets token tokens password passwords credential credentials sensitive key keys plaintext cleartext'.split(
    ' ',
  ),
);
const REVEALS =
  /(?:decryption|decrypt|reveal|unmask|showsecrets?|includesecrets?|withsecrets?|showpasswords?|includevalues|showvalues|plaintext|includecredentials|exportkeys)$/;
const FINAL =
  /^(?:skipfinalsnapshot|skipsnapshot|skipbackup|nobackup|cascade|permanentlydelete|bypassgovernanceretention|deleteimmediately|forcedelete(?:withoutrecovery)?|skiptrash|bypasstrash|purge|harddelete|deletebackups|deleteautomatedbackups|force|forced|noundo|irreversible|overridelock|ignoreprotection)$/;
const COUNTS =
  /^(?:replicas|desiredcount|desiredcapacity|desiredreplicas|minsize|maxsize|instances|instancecount|nodecount|mincapacity)$/;
const WHOLE: ReadonlySet<string> = new Set([
  '*',
  '**',
  '**/*',
  '/',
  '~',
  '~/',
  'all',
  '%',
  '/*',
  '*.*',
  'everything',
  '.*',
]);
