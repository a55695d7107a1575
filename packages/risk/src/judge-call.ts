import type { ActionContext } from '@attesta/core';
import { CallReader } from './arguments/call-reader.js';
import type { Keys } from './arguments/keys.js';
import { walkArguments } from './arguments/walk.js';
import { atMost, type Evidence, evidence, gravest, raised } from './evidence.js';
import type { NameJudgement } from './names/judge-name.js';
import { FINAL_WORDS, SCOPE_WORDS } from './names/nouns.js';
import type { Knowledge } from './options.js';

/** All evidence of a call, but for its novelty. */
export function judgeCall(context: ActionContext, name: NameJudgement, knowledge: Knowledge, keys: Keys): Evidence[] {
  const reader = new CallReader(name, knowledge);
  walkArguments(context.args, keys, reader);
  const { hints } = context;
  const found: Evidence[] = [];
  addDeeds(found, name, reader, Object.hasOwn(hints, 'readOnly') && hints.readOnly === true);
  addHints(found, hints, reader);
  addSecrets(found, name, reader);
  // Rights that are given, or something made public, by a call that changes something.
  if (name.kind !== 'read') found.push(...reader.flags.opens);
  if (gravest(found)?.level !== 'low') found.push(...increases(context, name, reader, found, knowledge));
  return found;
}

/** What the call does, by its name and by what it is told to do. */
function addDeeds(
  found: Evidence[],
  name: NameJudgement,
  { operands, flags, hasNumber }: CallReader,
  isReadOnly: boolean,
): void {
  const told = gravest(operands);
  if (told !== undefined) found.push(told);
  if (isReadOnly) {
    found.push(READ_ONLY);
    return;
  }
  // The operation that a dispatcher is told to do takes the place of its own name.
  const isProof = name.isProgram || operands.every((each) => each.name !== 'command');
  if (told !== undefined && (name.kind === 'run' || (name.kind === undefined && isProof))) return;
  found.push(tried(name, sized(name, hasNumber), flags.isDry));
}

const READ_ONLY: Evidence = evidence('hints', 'low', 'the hint readOnly');

/** To scale without a size only asks for it. */
function sized({ verb, found }: NameJudgement, hasNumber: boolean): Evidence {
  return verb === 'scale' && !hasNumber ? atMost('medium', found) : found;
}

/** A dry run, or a draft, of what would reach others. */
function tried({ kind }: NameJudgement, found: Evidence, isDry: boolean): Evidence {
  if (!isDry || kind !== 'act') return found;
  const limited = atMost('medium', found);
  return evidence(limited.name, limited.level, `${limited.reason}, as a dry run or draft`);
}

/** The gate's own word on the call: it raises, and `readOnly` stands for the verb. */
function addHints(found: Evidence[], hints: ActionContext['hints'], reader: CallReader): void {
  for (const hint of Object.keys(hints)) {
    const value = hints[hint];
    if (typeof value === 'number') reader.amount(value, hint);
    if (value !== true || hint === 'readOnly') continue;
    found.push(HINTS.get(hint) ?? OTHER_HINT);
  }
}

const HINTS: ReadonlyMap<string, Evidence> = new Map([
  ['destructive', evidence('hints', 'high', 'the hint destructive')],
  ['irreversible', evidence('hints', 'critical', 'the hint irreversible')],
]);
const OTHER_HINT: Evidence = evidence('hints', 'medium', 'a hint that is true');

/** A read of what is secret. */
function addSecrets(found: Evidence[], { kind, secret }: NameJudgement, { raising, flags }: CallReader): void {
  if (secret !== undefined && (kind === 'read' || kind === undefined)) {
    found.push(evidence('secrets', 'medium', `"${secret}" is secret`));
  }
  found.push(...raising, ...flags.shows);
}

/** What makes a change graver: all of it, for good, above an amount, in production, in a cluster of words that say so. */
function increases(
  { environment, documentation }: ActionContext,
  name: NameJudgement,
  { flags, isProduction, excess }: CallReader,
  evidences: readonly Evidence[],
  { production }: Knowledge,
): readonly Evidence[] {
  const isChange = evidences.some((each) => each.level !== 'low' && each.name !== 'secrets' && !isUnknown(name, each));
  const isGrave = isChange && (name.kind === 'grave' || evidences.some(isDestroying));
  const whole = flags.whole ?? name.words.find((word) => SCOPE_WORDS.has(word));
  const final = flags.final ?? name.words.find((word) => FINAL_WORDS.has(word));
  const found: Evidence[] = [];
  if (isGrave && whole !== undefined) found.push(evidence('scope', 'critical', `${whole} is for everything`));
  if (isGrave && final !== undefined) found.push(evidence('scope', 'critical', `"${final}" cannot be undone`));
  if (isChange && excess !== undefined) found.push(evidence('amount', 'critical', excess));
  if (isChange && documentation !== undefined && IRREVERSIBLE.test(documentation)) {
    found.push(evidence('documentation', isGrave ? 'critical' : 'high', 'says that it cannot be undone'));
  }
  const isLive = isProduction || production.isIn(environment) || name.words.some((word) => production.isIn(word));
  const isSecret = evidences.some((each) => each.name === 'secrets');
  if (isLive && (isChange || isSecret)) {
    const base = gravest([...evidences, ...found])?.level ?? 'medium';
    found.push(evidence('production', isChange ? raised(base) : 'high', 'acts in production'));
  }
  return found;
}

/** A verb that is not known may change nothing: it is asked about, and not raised. */
function isUnknown({ kind }: NameJudgement, { name }: Evidence): boolean {
  return kind === undefined && name === 'verb';
}

function isDestroying({ name, reason }: Evidence): boolean {
  return (name === 'operation' || name === 'http' || name === 'graphql') && /destroys/.test(reason);
}

const IRREVERSIBLE =
  /irreversibl|irrevocabl|permanent(?:ly)?\b|(?:cannot|can't|can not) be (?:undone|reversed|recovered|restored)|unrecoverable|destructive/i;
