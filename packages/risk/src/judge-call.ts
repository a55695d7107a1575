import type { ActionContext } from '@attesta/core';
import { CallReader } from './arguments/call-reader.js';
import type { Keys } from './arguments/keys.js';
import { walkArguments } from './arguments/walk.js';
import { atMost, type Evidence, evidence, graver, gravest, raised } from './evidence.js';
import type { NameJudgement } from './names/judge-name.js';
import { FINAL_WORDS, SCOPE_WORDS } from './names/nouns.js';
import { folded, type Knowledge } from './options.js';
import { secretIn } from './secrets/secret-words.js';

/** All evidence of a call, the one that decides first among those of its level. */
export function judgeCall(
  context: ActionContext,
  name: NameJudgement,
  knowledge: Knowledge,
  keys: Keys,
): readonly Evidence[] {
  const reader = new CallReader(name, knowledge);
  walkArguments(context.args, keys, reader);
  const { hints } = context;
  for (const [hint, value] of Object.entries(hints)) if (typeof value === 'number') reader.amount(value, folded(hint));
  const does = whatItDoes(name, reader, hints.readOnly === true);
  const evidences = [...does, ...hintsOf(hints), ...secretsOf(name, reader, does), ...openings(name, reader)];
  return [...evidences, ...increases(context, name, reader, evidences, knowledge)];
}

/** What the call does, by its name and by what it is told to do. */
function whatItDoes(
  name: NameJudgement,
  { operands, flags, hasNumber }: CallReader,
  isReadOnly: boolean,
): readonly Evidence[] {
  const told = gravest(operands);
  if (isReadOnly) return [evidence('hints', 'low', 'the hint readOnly'), ...(told === undefined ? [] : [told])];
  if (told === undefined) return [tried(name, sized(name, hasNumber), flags.isDry)];
  // The operation that a dispatcher is told to do takes the place of its own name.
  if (name.kind === 'run' || (name.kind === undefined && isProof(name, operands))) return [told];
  return [tried(name, name.found, flags.isDry), told];
}

/** To scale without a size only asks for it. */
function sized({ verb, found }: NameJudgement, hasNumber: boolean): Evidence {
  return verb === 'scale' && !hasNumber ? atMost('medium', found) : found;
}

function isProof({ isProgram }: NameJudgement, operands: readonly Evidence[]): boolean {
  return isProgram || operands.every(({ name }) => name !== 'command');
}

/** A dry run, or a draft, of what would reach others. */
function tried({ kind }: NameJudgement, found: Evidence, isDry: boolean): Evidence {
  if (!isDry || kind !== 'act') return found;
  const limited = atMost('medium', found);
  return evidence(limited.name, limited.level, `${limited.reason}, as a dry run or draft`);
}

function hintsOf(hints: ActionContext['hints']): readonly Evidence[] {
  return Object.entries(hints).flatMap(([hint, value]) => {
    if (hint === 'readOnly' || value === false) return [];
    if (hint === 'destructive' && value === true) return [evidence('hints', 'high', 'the hint destructive')];
    if (hint === 'irreversible' && value === true) return [evidence('hints', 'critical', 'the hint irreversible')];
    if (value === true) return [evidence('hints', 'medium', 'a hint that is true')];
    return [];
  });
}

/** A read of what is secret. */
function secretsOf(
  { kind, words }: NameJudgement,
  { raising, flags }: CallReader,
  does: readonly Evidence[],
): readonly Evidence[] {
  const word = kind === 'read' || kind === undefined ? secretIn(words) : undefined;
  const named = word === undefined ? [] : [evidence('secrets', 'medium', `"${word}" is secret`)];
  return [...named, ...raising, ...(does.some(({ level }) => level !== 'low') || kind === 'read' ? flags.shows : [])];
}

/** Rights that are given, or something made public, by a call that changes something. */
function openings({ kind }: NameJudgement, { flags }: CallReader): readonly Evidence[] {
  return kind === 'read' ? [] : flags.opens;
}

/** What makes a change graver: all of it, for good, above an amount, in production, in a cluster of words that say so. */
function increases(
  { environment, documentation }: ActionContext,
  name: NameJudgement,
  { flags, isProduction, excess }: CallReader,
  evidences: readonly Evidence[],
  { production }: Knowledge,
): readonly Evidence[] {
  const worst = gravest(evidences);
  if (worst === undefined || worst.level === 'low') return [];
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
    const base = gravest([worst, ...found])?.level ?? worst.level;
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

/** The score of a call: that of its gravest evidence. */
export function scoreOf(evidences: readonly Evidence[]): number {
  return evidences.reduce<Evidence | undefined>((a, b) => graver(a, b), undefined)?.score ?? 0;
}
