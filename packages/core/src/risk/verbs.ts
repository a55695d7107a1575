/** What a verb does: reads, changes what can be changed back, or does more. */
type Kind = 'reads' | 'changes' | 'acts';

/**
 * Verbs of tool names. A word after `|` is a noun as well, and counts only where a name has no other verb. `@attesta/risk` knows
 * several hundred more, their forms and their objects.
 */
const WORDS: Readonly<Record<Kind, string>> = {
  reads: `get fetch read retrieve find list search query show describe view lookup inspect explain count check validate
    compare ls cat grep glob stat ping wait exists has is ask
    | status tree history log logs info details stats summary schema docs version health`,
  changes: `create add change set insert append store assign rename copy clone restore close open complete start mark subscribe
    enable make new login verify download
    | tag label comment archive build stash lock watch type test backup index report issue request`,
  acts: `send notify publish submit rollback migrate move mv overwrite replace upload import restart stop pause install
    upgrade configure apply reset revert approve rotate cancel rebuild clear write edit modify update put patch upsert
    execute exec eval evaluate invoke do use manage delete del remove rm drop truncate destroy wipe purge kill terminate
    shutdown flush empty unlink pay revoke authorize permit disable deactivate suspend uninstall ban unlock unprotect decrypt detach share
    reply forward confirm
    | email mail message post broadcast merge deploy release push sync schedule trigger scale commit order sign block call
    page run shell bash terminal command script refund charge transfer purchase trade grant deletion payment payout`,
};

/** A verb that a word of a name is. */
export interface Verb {
  readonly word: string;
  readonly kind: Kind;
  readonly isNoun: boolean;
}

const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) => entries(kind, words)),
);

function entries(kind: string, words: string): [string, Verb][] {
  const [verbs = '', nouns = ''] = words.split('|');
  const of = (list: string, isNoun: boolean): [string, Verb][] =>
    (list.match(/\w+/g) ?? []).map((word) => [word, { word, kind: isKind(kind) ? kind : 'acts', isNoun }]);
  return [...of(verbs, false), ...of(nouns, true)];
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(WORDS, kind);
}

/** The verb that a word is, or is a form of: `deleting`, `removed`, `deleteuser`. */
export function verbIn(word: string): Verb | undefined {
  const [, stem = ''] = /^(.{2,}?)(?:e?s|e?d|ing)$/.exec(word) ?? [];
  const formed = VERBS.get(stem) ?? VERBS.get(`${stem}e`) ?? VERBS.get(stem.replace(/(.)\1$/, '$1'));
  const known = VERBS.get(word) ?? (formed && { ...formed, isNoun: formed.isNoun || !word.endsWith('ing') });
  return known ?? VERBS.get(/^(?:delete|remove|drop|destroy|purge|wipe|kill|revoke|send)(?=...)/.exec(word)?.[0] ?? '');
}
