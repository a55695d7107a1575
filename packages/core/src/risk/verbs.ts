/** What a verb does: reads, changes what can be changed back, or does more. */
type Kind = 'reads' | 'changes' | 'acts';

/**
 * Verbs of tool names; those of the last list are nouns as well, and count only where a name has no other verb. `@attesta/risk` knows
 * several hundred more, their forms and their objects.
 */
const WORDS: readonly (readonly [kind: Kind, verbs: string, nouns: string])[] = [
  [
    'reads',
    `get fetch read retrieve find list search query show describe view lookup inspect explain count check validate
compare ls cat grep glob stat ping wait exists has is ask`,
    'status tree history log info details stats summary schema docs version health',
  ],
  [
    'changes',
    `create add change set insert append assign rename copy close open complete start enable make new download
mark`,
    'archive lock label tag',
  ],
  [
    'acts',
    `send notify publish submit rollback migrate move mv overwrite replace upload import restart stop pause install
upgrade configure apply reset revert approve rotate cancel rebuild clear write edit modify update put patch upsert
execute exec eval evaluate invoke do use manage delete del remove rm drop truncate destroy wipe purge kill terminate
shutdown flush empty unlink pay revoke authorize permit disable deactivate suspend uninstall ban unlock unprotect decrypt
detach share reply forward confirm retry rerun promote void expire dismiss finalize restore`,
    `email mail message post broadcast merge deploy release push sync schedule trigger scale commit order sign block call
page run shell bash terminal command script refund charge transfer purchase trade grant deletion payment payout`,
  ],
];

/** A verb that a word of a name is. */
export interface Verb {
  readonly word: string;
  readonly kind: Kind;
  readonly isNoun: boolean;
}

const VERBS: ReadonlyMap<string, Verb> = new Map(
  WORDS.flatMap(([kind, verbs, nouns]) => [...entries(kind, verbs, false), ...entries(kind, nouns, true)]),
);

function entries(kind: Kind, words: string, isNoun: boolean): readonly (readonly [string, Verb])[] {
  return words.split(/\s/).map((word) => [word, { word, kind, isNoun }]);
}

/** The verb that a word is, or is a form of: `deleting`, `removed`, `deleteuser`. */
export function verbIn(word: string): Verb | undefined {
  const [, stem = ''] = /^(.{2,}?)(?:e?s|e?d|ing)$/.exec(word) ?? [];
  const formed = VERBS.get(stem) ?? VERBS.get(`${stem}e`) ?? VERBS.get(stem.replace(/(.)\1$/, '$1'));
  const known = VERBS.get(word) ?? (formed && { ...formed, isNoun: formed.isNoun || !word.endsWith('ing') });
  return known ?? VERBS.get(/^(?:delete|remove|drop|destroy|purge|wipe|kill|revoke|send)(?=...)/.exec(word)?.[0] ?? '');
}
