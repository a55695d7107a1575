/** What a verb does: reads, changes what can be changed back, or does more. */
type Kind = 'reads' | 'changes' | 'acts';

/**
 * Verbs of tool names. A word after `|` is a noun as well, and counts only where a name has no other verb. `@attesta/risk` knows
 * several hundred more, their forms and their objects.
 */
const WORDS: Readonly<Record<Kind, string>> = {
  reads: `get fetch read retrieve find list search query show describe view lookup inspect explain browse count check validate
    compare diff preview summarize analyze estimate calculate detect classify parse ls cat grep glob stat ping think wait exists
    has is locate discover scrape crawl extract ask recommend suggest measure hash encode decode render
    | status tree history log logs info details stats metrics summary schema docs version health forecast whoami messages`,
  changes: `create add change set insert append save store attach associate assign untag annotate rename copy clone
    unstar follow react unpin unarchive restore undelete close reopen open complete start resume mark mute hide subscribe
    unsubscribe register join leave generate compile checkout select connect convert scroll navigate press choose toggle adjust
    enqueue claim acknowledge dismiss reject decline enable activate make new login verify resolve download export load refresh
    | tag label comment fork star pin archive draft build link stash flag record lock watch click type fill vote test scan backup
    snapshot index report issue request`,
  acts: `send notify publish submit redeploy rollback migrate move mv overwrite replace upload import restart reboot stop pause
    install uninstall upgrade downgrade configure apply rebase reset revert approve invite rotate cancel abort resend rebuild clear
    evict write edit modify update put patch upsert execute exec eval evaluate invoke perform do use manage delete del remove rm
    drop truncate destroy erase wipe purge shred nuke kill terminate shutdown teardown unregister deregister flush flushall empty
    prune unlink void pay repay withdraw disburse donate buy sell redeem revoke authorize permit disable deactivate suspend ban
    unlock unprotect decrypt impersonate assume mint elevate chmod chown detach disassociate forget anonymize rmdir unpublish
    promote share reply forward confirm finalize launch override
    | email mail message post tweet broadcast dispatch merge deploy release push sync schedule trigger scale commit swap order sign
    block call page run shell bash terminal command script refund charge transfer wire purchase trade grant deletion removal
    termination payment payout`,
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
