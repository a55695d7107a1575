import {
  type ActionContext,
  type Clock,
  createActionContext,
  type Deadline,
  type Operator,
  type RiskAssessment,
  type RiskFactor,
} from '@attesta/core';
import { type ActionNotice, type ArgumentLeaf, describeArguments, remaining, visible } from '@attesta/core/authoring';
import { collapsed } from './blank-runs.js';
import { scriptLines, words } from './lines.js';
import { type Page, type Row, type Tone, table } from './page.js';
import { atTime, inWords } from './time-words.js';

/** The reader of the page, the time, and the warnings. */
export interface PageReader {
  readonly operator: Operator | undefined;
  readonly clock: Clock;
  /** Facts of the action that could be mistaken for something else. Printable ASCII. */
  readonly warnings: readonly string[];
}

/** The whole action: the facts in a fixed order, every value whole, and what the agent's side says about it at the end. */
export function actionPage(
  page: Page,
  { context, risk, deadline }: ActionNotice,
  reader: PageReader,
): readonly string[] {
  const rows = [
    { label: 'Action', text: named(context.functionName), tone: 'strong' as const },
    { label: 'Environment', text: named(context.environment) },
    ...argumentRows(context),
    { label: 'Agent', text: named(context.agentId) },
    { label: 'Requester', text: named(context.requesterId) },
    { label: 'Operator', text: named(reader.operator?.id) },
    ...riskRows(risk),
    ...reader.warnings.map((text) => ({ label: 'Warning', text, wrap: words, tone: 'bad' as const })),
    { label: 'Expires', text: expiry(deadline, reader.clock), wrap: words },
    { label: 'Fingerprint', text: fingerprint(context) },
    ...unverifiedRows(context),
  ] satisfies readonly Row[];
  return [...heading(page), ...table(page, rows), ''];
}

/** Its first lines, which are the same for every action. */
export function heading(page: Page): readonly string[] {
  return ['', page.paint('strong', 'Approval needed'), ''];
}

/** The start of the digest, for telling one action from another: `3f2a 91c0 77de 05b1`. */
export function fingerprint({ digest }: ActionContext): string {
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}

/** How a level is emphasized. */
export const LEVEL_TONES: Readonly<Record<RiskAssessment['level'], Tone>> = {
  low: 'good',
  medium: 'strong',
  high: 'bad',
  critical: 'alarm',
};

function argumentRows(context: ActionContext): readonly Row[] {
  const leaves = describeArguments(context);
  const count = leaves.length === 0 ? 'none' : `${leaves.length} value${leaves.length === 1 ? '' : 's'}`;
  return [{ label: 'Arguments', text: count }, ...leaves.map(leafRow)];
}

function leafRow({ path, type, text }: ArgumentLeaf): Row {
  return { label: `  ${path}`, note: type, text: collapsed(text), wrap: scriptLines };
}

function riskRows({ level, score, factors, scorer }: RiskAssessment): readonly Row[] {
  const weight = (factor: RiskFactor): number => factor.score * (factor.weight ?? 1);
  const why = factors.length > 0 ? '' : scorer === 'fixed' ? ', set for this function' : `, by ${named(scorer)}`;
  return [
    {
      label: 'Risk',
      text: `${level.toUpperCase()}, ${score.toFixed(2)} of 1${why}`,
      wrap: words,
      tone: LEVEL_TONES[level],
    },
    ...factorRows(factors.toSorted((a, b) => weight(b) - weight(a))),
  ];
}

/** The factors of the risk, one a row; factors below `LITTLE` share one row. */
function factorRows(factors: readonly RiskFactor[]): readonly Row[] {
  const little = factors.filter(({ score }) => score < LITTLE);
  const rest = little.map(({ name, score }) => `${nameOf(name)} ${score.toFixed(2)}`).join(', ');
  return [
    ...factors.filter((factor) => !little.includes(factor)).map(factorRow),
    ...(rest === '' ? [] : [{ label: '  little from', text: rest, wrap: words }]),
  ];
}

/** In words: `function name 0.95 | destructive verb "delete"`. */
function factorRow({ name, score, reason }: RiskFactor): Row {
  const text = reason ? named(reason) : 'no reason given';
  return { label: `  ${nameOf(name)}`, note: score.toFixed(2), text, wrap: words };
}

function nameOf(factor: string): string {
  return named(factor).replaceAll('_', ' ');
}

function expiry(deadline: Deadline, clock: Clock): string {
  const rest = remaining(clock, deadline);
  return `${atTime(clock.wall() + rest, clock.wall())}, in ${inWords(rest)}`;
}

/** The agent itself may have written documentation and metadata: they come after every fact. */
function unverifiedRows({ documentation, metadata }: ActionContext): readonly Row[] {
  const rows: Row[] = [];
  if (documentation !== undefined) {
    rows.push({ label: '  documentation', text: proseOf(documentation), wrap: words });
  }
  if (Object.keys(metadata).length > 0) rows.push(...metadataRows(metadata));
  if (rows.length === 0) return [];
  return [{ label: 'Unverified', text: "said about it by the agent's side", wrap: words }, ...rows];
}

function metadataRows(metadata: ActionContext['metadata']): readonly Row[] {
  const leaves = describeArguments(createActionContext({ functionName: 'metadata', args: [metadata] }));
  return leaves.map((leaf) => leafRow({ ...leaf, path: leaf.path.replace('args[0]', 'metadata') }));
}

/** Prose keeps its paragraphs, but no gap that would push it off the screen. */
function proseOf(text: string): string {
  return text.split(PARAGRAPHS).map(named).join('\n');
}

function named(text: string | undefined): string {
  return text === undefined ? 'not given' : collapsed(visible(text));
}

/** A factor below it makes no call risky by itself. */
const LITTLE = 0.3;
const PARAGRAPHS = /\n(?!\n)/;
