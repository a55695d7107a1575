import { type Evidence, evidence } from '../evidence.js';
import { secretIn } from '../secrets/secret-words.js';
import type { VerbKind } from '../verbs/lexicon.js';
import type { Verb, Verbs } from '../verbs/verbs.js';
import {
  API_WORDS,
  CONJUNCTIONS,
  DISPATCHERS,
  LIGHT_OBJECTS,
  NEVER_NOUNS,
  NOUNISH_READS,
  OBJECTS,
  PROGRAMS,
  READ_NOUNS,
  READS_WITH,
  REPORT_NOUNS,
  RUN_OBJECTS,
  RUN_READS,
  RUN_VERBS,
  VERBS_FIRST,
} from './nouns.js';
import { partsOf } from './split-name.js';

/** What a name says of its tool. */
export interface NameJudgement {
  /** Undefined where no verb of it is known. */
  readonly kind: VerbKind | undefined;
  readonly found: Evidence;
  readonly words: readonly string[];
  /** The secret that the name means, if any. */
  readonly secret: string | undefined;
  /** The verb, as the lexicon has it. */
  readonly verb: string;
  /** Whether a program's name is in it, so that its arguments may be a command line. */
  readonly isProgram: boolean;
}

/** Judges the name of a tool, or of an operation, by its verb. Linear in the name. */
export function judgeName(name: string, verbs: Verbs, factor = 'verb'): NameJudgement {
  const parts = partsOf(name);
  const words = parts.flat();
  const isProgram = words.some((word) => PROGRAMS.has(word) || verbs.find(word)?.kind === 'run');
  const readings = parts.flatMap((part, index) => readPart(part, verbs, index === parts.length - 1) ?? []);
  const gravest = readings.reduce<Reading | undefined>(
    (a, b) => (a === undefined || isGraver(b, a) ? b : a),
    undefined,
  );
  const isOnlyProgram = words.length > 0 && words.every((word) => PROGRAMS.has(word));
  const { kind, level, reason, verb = '' } = gravest ?? (isOnlyProgram ? RUNS_PROGRAM : UNKNOWN);
  return { kind, verb, found: evidence(factor, level, reason), secret: secretIn(words), words, isProgram };
}

interface Reading {
  readonly kind: VerbKind | undefined;
  readonly verb?: string;
  readonly level: Evidence['level'];
  readonly reason: string;
}

const RUNS_PROGRAM: Reading = { kind: 'run', level: 'high', reason: 'runs a program' };
const UNKNOWN: Reading = { kind: undefined, level: 'medium', reason: 'no known verb in the name' };

const RANKS: Readonly<Record<VerbKind, number>> = { read: 0, change: 1, run: 2, act: 3, grave: 4 };
const LEVELS: Readonly<Record<VerbKind, Evidence['level']>> = {
  read: 'low',
  change: 'medium',
  run: 'high',
  act: 'high',
  grave: 'high',
};

const SAID: Readonly<Record<VerbKind, string>> = {
  read: 'reads',
  change: 'changes something',
  act: 'reaches people or running systems',
  run: 'runs what it is given',
  grave: 'destroys, pays, grants or unprotects',
};

function isGraver(a: Reading, b: Reading): boolean {
  return RANKS[a.kind ?? 'change'] > RANKS[b.kind ?? 'change'];
}

function readingOf({ word, kind, level }: Pick<Verb, 'word' | 'kind' | 'level'>): Reading {
  return { kind, verb: word, level: level ?? LEVELS[kind], reason: `"${word}" ${SAID[kind]}` };
}

/** The reading of one part; a namespace counts only by a verb that is no noun. */
function readPart(words: readonly string[], verbs: Verbs, isLast: boolean): Reading | undefined {
  const found = words.map((word) => verbs.find(word));
  const at = found.findIndex((verb) => verb !== undefined && !verb.isNoun);
  const first = found[at];
  if (first === undefined) return isLast ? nounsOnly(words, found) : undefined;
  // In a namespace, a reading verb is a noun: `search.delete_index`.
  if (first.kind === 'read') return isLast ? readsOrHides(words, found, at) : undefined;
  if (isReadWithObject(first, words.slice(at + 1))) return readingOf({ word: first.word, kind: 'read' });
  if (runsWhatItIsGiven(words, first)) return readingOf({ word: first.word, kind: 'run' });
  const verb = gravestVerb(words, found);
  // `run_report`: medium, unless what it is given proves less or more.
  if (verb.kind === 'run' && words.some((word) => RUN_READS.has(word))) return { ...readingOf(verb), level: 'medium' };
  return lifted(verb, words, found);
}

/** `start_process`, `make_api_request`: judged by what is started or requested. */
function runsWhatItIsGiven(words: readonly string[], { word }: Verb): boolean {
  const last = words.at(-1) ?? '';
  if (DISPATCHERS.has(last) && words.length > 1) return true;
  if (RUN_VERBS.has(word) && RUN_OBJECTS.has(last)) return true;
  if (last === 'request' && (word === 'send' || word === 'make')) return true;
  return (last === 'request' || last === 'call') && words.some((each) => API_WORDS.has(each));
}

function isReadWithObject({ word }: Verb, rest: readonly string[]): boolean {
  const objects = READS_WITH.get(word);
  return (
    objects !== undefined && rest.some((each) => objects.has(each)) && !rest.some((each) => CONJUNCTIONS.has(each))
  );
}

/** All verbs of a name that changes something; of the nouns among them, the one that begins it. */
function gravestVerb(words: readonly string[], found: readonly (Verb | undefined)[]): Verb {
  const start = PROGRAMS.has(words[0] ?? '') ? 1 : 0;
  const counted = found.filter((verb, index) => verb !== undefined && (!verb.isNoun || index === start));
  return counted.reduce<Verb>(
    (a, b) => (b !== undefined && RANKS[b.kind] > RANKS[a.kind] ? b : a),
    counted.find((verb) => verb !== undefined) ?? NO_VERB,
  );
}

const NO_VERB: Verb = { word: '', kind: 'change', isNoun: false };

/** A change of something that makes it graver: rights, money, files, configuration. */
function lifted(verb: Verb, words: readonly string[], found: readonly (Verb | undefined)[]): Reading {
  const isKey = verb.word === 'press' || verb.word === 'type' || verb.word === 'hold';
  if (isKey && words.some((word) => word === 'key' || word === 'keys')) return readingOf(verb);
  const isLight = verb.word === 'remove' && words.some((word) => LIGHT_OBJECTS.has(word));
  if (isLight) return { ...readingOf({ ...verb, kind: 'change' }), reason: '"remove" of what can be put back' };
  if (verb.kind !== 'change' || verb.level !== undefined) return readingOf(verb);
  for (const { kind, what, verbs, nouns } of OBJECTS) {
    const noun = words.find((word) => nouns.has(word) && word !== verb.word);
    if (
      noun === undefined ||
      (verbs !== undefined && !found.some((each) => each !== undefined && verbs.has(each.word)))
    )
      continue;
    return { kind, verb: verb.word, level: 'high', reason: `"${verb.word}" of "${noun}" ${what}` };
  }
  return readingOf(verb);
}

/** A name whose first verb reads, unless a later one is its real verb. */
function readsOrHides(words: readonly string[], found: readonly (Verb | undefined)[], at: number): Reading {
  const first = found[at] ?? NO_VERB;
  const before = found[at - 1];
  // `deploy_preview` may deploy: what begins with a word that can be a verb, and ends in one that can be a noun.
  if (at === 1 && isBareNoun(before, words[0]) && NOUNISH_READS.has(words[at] ?? '')) {
    return { kind: 'change', level: 'medium', reason: `"${before?.word}" may be the verb` };
  }
  for (let index = at + 1; index < words.length; index += 1) {
    const verb = found[index];
    if (verb === undefined || verb.kind === 'read') continue;
    if (isHidden(words, index, at, verb)) return lifted(verb, words.slice(index), found.slice(index));
  }
  return readingOf(first);
}

const PREVIEWS = /^(?:preview|estimate|measure)$/;

function isHidden(words: readonly string[], index: number, at: number, verb: Verb): boolean {
  const isBare = words[index] === verb.word && !verb.isNoun;
  const isLast = index === words.length - 1;
  if (CONJUNCTIONS.has(words[index - 1] ?? '')) return true;
  // `preview_payout`: a word that can hardly be a noun before another.
  if (!isBare || (at === 0 && PREVIEWS.test(words[at] ?? ''))) return false;
  if (isLast && (NEVER_NOUNS.has(verb.word) || NOUNISH_READS.has(words[at] ?? ''))) return true;
  // `list_remove_item`, but not `list_delete_markers`.
  return (
    NOUNISH_READS.has(words[at] ?? '') && index === at + 1 && NEVER_NOUNS.has(verb.word) && !words.at(-1)?.endsWith('s')
  );
}

/** Whether a word is both a verb and a noun, written as the verb: `deploy`, not `deploys`. */
function isBareNoun(verb: Verb | undefined, word: string | undefined): boolean {
  return verb !== undefined && verb.word === word && verb.kind !== 'read' && verb.kind !== 'change';
}

/** A name without a word that can only be a verb. */
function nounsOnly(words: readonly string[], found: readonly (Verb | undefined)[]): Reading | undefined {
  const last = words.at(-1) ?? '';
  if (READ_NOUNS.has(last)) {
    const start = PROGRAMS.has(words[0] ?? '') ? 1 : 0;
    const verb = found[start];
    const isAct = words.length > start + 1 && isBareNoun(verb, words[start]);
    if (isAct && !REPORT_NOUNS.has(last) && verb !== undefined && VERBS_FIRST.has(verb.word))
      return lifted(verb, words, found);
    if (isAct) return { kind: 'change', level: 'medium', reason: `"${words[start]}" may be the verb` };
    return { kind: 'read', level: 'low', reason: `"${last}" is read` };
  }
  const [start] = found;
  if (start !== undefined && isReadWithObject(start, words.slice(1)))
    return readingOf({ word: start.word, kind: 'read' });
  // A noun that may be a reading verb is no evidence of reading.
  const counted = found.filter((verb) => verb !== undefined && verb.kind !== 'read');
  if (counted.length === 0) return undefined;
  // `conversations_replies`, `dns_report`: most likely what is read.
  const isGraveAtStart = isBareNoun(start, words[0]) && start?.kind === 'grave';
  const isCollection =
    words.length > 1 &&
    isNamedThing(last, found.at(-1)) &&
    (last === 'report' ? !isGraveAtStart : counted.every((verb) => verb?.kind !== 'grave'));
  if (isCollection) return { kind: 'change', level: 'medium', reason: `"${found.at(-1)?.word}" may be the verb` };
  if (gravestNoun(counted).kind === 'run' && words.some((word) => RUN_READS.has(word))) {
    return { ...readingOf(gravestNoun(counted)), level: 'medium' };
  }
  const isRequest = (last === 'request' || last === 'call') && words.some((each) => API_WORDS.has(each));
  return isRequest ? readingOf({ word: last, kind: 'run' }) : lifted(gravestNoun(counted), words, counted);
}

/** The plural of a word that is a noun as well, or a report. */
function isNamedThing(word: string, verb: Verb | undefined): boolean {
  return verb?.isNoun === true && (word === 'report' || (word.endsWith('s') && word !== verb.word));
}

function gravestNoun(found: readonly (Verb | undefined)[]): Verb {
  return found.reduce<Verb>((a, b) => (b !== undefined && RANKS[b.kind] > RANKS[a.kind] ? b : a), found[0] ?? NO_VERB);
}
