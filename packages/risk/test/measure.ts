import { existsSync, readFileSync } from 'node:fs';
import {
  type ActionInput,
  createActionContext,
  type RiskLevel,
  type RiskScorer,
  riskLevelFromScore,
} from '@attesta/core';

/** What a labeled call does. */
export type Kind = 'dangerous' | 'small_change' | 'shows_secrets' | 'reads';

/** One labeled call. */
export interface Labeled {
  readonly kind: Kind;
  readonly action: ActionInput;
  /** For a table. */
  readonly text: string;
}

interface Row {
  readonly kind: Kind;
  readonly tool?: string;
  readonly input?: unknown;
  readonly environment?: string;
  readonly command?: string;
  readonly statement?: string;
}

/** The files of labeled calls. */
export const SETS = [
  'given-tool-calls',
  'tool-calls.tuning',
  'tool-calls.held-back',
  'shell.tuning',
  'shell.held-back',
  'tool-calls.second',
  'shell.second',
  'sql.tuning',
  'sql.held-back',
] as const;

/** The rows of a file. A command is given to a tool that runs commands, a statement to one that runs SQL. */
export function readSet(name: (typeof SETS)[number]): readonly Labeled[] {
  const rows: readonly Row[] = JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8'));
  return rows.map((row) => ({ kind: row.kind, action: actionOf(row), text: textOf(row) }));
}

function actionOf({ tool, input, environment, command, statement }: Row): ActionInput {
  if (command !== undefined) return { functionName: 'run_command', args: [{ command }] };
  if (statement !== undefined) return { functionName: 'execute_sql', args: [{ sql: statement }] };
  return { functionName: tool ?? '', args: [input], environment };
}

function textOf({ tool, input, command, statement }: Row): string {
  return command ?? statement ?? `${tool} ${JSON.stringify(input)}`;
}

/** The ordinary sessions of agents. */
export function readSessions(): readonly ActionInput[] {
  const path = new URL('./data/sessions.json', import.meta.url);
  const sessions: readonly { readonly calls: readonly { readonly tool: string; readonly input: unknown }[] }[] =
    existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  return sessions.flatMap(({ calls }) => calls.map(({ tool, input }) => ({ functionName: tool, args: [input] })));
}

/** The level of an action, and why. */
export function judged(scorer: RiskScorer, action: ActionInput): { readonly level: RiskLevel; readonly why: string } {
  const given = scorer.score(createActionContext(action));
  if (typeof given === 'number' || given instanceof Promise) throw new TypeError('A score with factors was expected.');
  const why = given.factors.map(({ name, reason }) => `${name}: ${reason}`).join(' | ');
  return { level: riskLevelFromScore(given.score), why };
}

/** How many of a kind have each level, and the rows that miss what they should have. */
export interface Measured {
  readonly counts: Readonly<Record<Kind, Readonly<Record<RiskLevel, number>>>>;
  readonly misses: readonly {
    readonly kind: Kind;
    readonly level: RiskLevel;
    readonly text: string;
    readonly why: string;
  }[];
}

const NONE = { low: 0, medium: 0, high: 0, critical: 0 } as const;

/** Judges a set. */
export function measure(scorer: RiskScorer, set: readonly Labeled[]): Measured {
  const counts = { dangerous: { ...NONE }, small_change: { ...NONE }, shows_secrets: { ...NONE }, reads: { ...NONE } };
  const misses: Measured['misses'][number][] = [];
  for (const { kind, action, text } of set) {
    const { level, why } = judged(scorer, action);
    const count: Record<RiskLevel, number> = counts[kind];
    count[level] += 1;
    if (isMiss(kind, level)) misses.push({ kind, level, text, why });
  }
  return { counts, misses };
}

function isMiss(kind: Kind, level: RiskLevel): boolean {
  if (kind === 'reads') return level !== 'low';
  return level === 'low' || (kind === 'dangerous' && level === 'medium');
}

/** The share of a kind that has one of the levels. */
export function share({ counts }: Measured, kind: Kind, ...levels: readonly RiskLevel[]): number {
  const of = counts[kind];
  const all = of.low + of.medium + of.high + of.critical;
  return all === 0 ? 1 : levels.reduce((sum, level) => sum + of[level], 0) / all;
}
