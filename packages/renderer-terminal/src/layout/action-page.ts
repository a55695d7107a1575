import {
  type ActionContext,
  type ActionNotice,
  type ArgumentLeaf,
  type Clock,
  createActionContext,
  type Deadline,
  describeArguments,
  type Operator,
  type RiskAssessment,
  type RiskFactor,
  remaining,
  visible,
} from '@attesta/core';
import { type Page, type Row, scriptLines, type Tone, table, words } from './page.js';
import { atTime, inWords } from './time-words.js';

/** Who looks at the page, and when. */
export interface Reader {
  readonly operator: Operator | undefined;
  readonly clock: Clock;
}

/** The whole action: the facts in a fixed order, every value whole, and what the agent's side says about it at the end. */
export function actionPage(page: Page, { context, risk, deadline }: ActionNotice, reader: Reader): readonly string[] {
  const rows = [
    { label: 'Action', text: visible(context.functionName), tone: 'strong' as const },
    { label: 'Environment', text: visible(context.environment) },
    ...argumentRows(context),
    { label: 'Agent', text: named(context.agentId) },
    { label: 'Requester', text: named(context.requesterId) },
    { label: 'Operator', text: named(reader.operator?.id) },
    ...riskRows(risk),
    { label: 'Expires', text: expiry(deadline, reader.clock), wrap: words },
    { label: 'Fingerprint', text: fingerprint(context) },
    ...unverifiedRows(context),
  ] satisfies readonly Row[];
  return ['', page.paint('strong', 'Approval needed'), '', ...table(page, rows), ''];
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
  return { label: `  ${path}`, note: type, text, wrap: scriptLines };
}

function riskRows({ level, score, factors }: RiskAssessment): readonly Row[] {
  const weight = (factor: RiskFactor): number => factor.score * (factor.weight ?? 1);
  return [
    { label: 'Risk', text: `${level.toUpperCase()}, ${score.toFixed(2)} of 1`, tone: LEVEL_TONES[level] },
    ...factors.toSorted((a, b) => weight(b) - weight(a)).map(factorRow),
  ];
}

function factorRow({ name, score, reason = '' }: RiskFactor): Row {
  return { label: `  ${visible(name)}`, note: score.toFixed(2), text: visible(reason), wrap: words };
}

function expiry(deadline: Deadline, clock: Clock): string {
  const rest = remaining(clock, deadline);
  return `${atTime(clock.wall() + rest, clock.wall())}, in ${inWords(rest)}`;
}

/** Whoever wrote the documentation and the metadata may be the agent itself: never in place of a fact, never before one. */
function unverifiedRows({ documentation, metadata }: ActionContext): readonly Row[] {
  const rows: Row[] = [];
  if (documentation !== undefined) {
    rows.push({ label: '  documentation', text: documentation.split('\n').map(visible).join('\n'), wrap: words });
  }
  if (Object.keys(metadata).length > 0) rows.push(...metadataRows(metadata));
  if (rows.length === 0) return [];
  return [{ label: 'Unverified', text: "said about it by the agent's side", wrap: words }, ...rows];
}

function metadataRows(metadata: ActionContext['metadata']): readonly Row[] {
  const leaves = describeArguments(createActionContext({ functionName: 'metadata', args: [metadata] }));
  return leaves.map((leaf) => leafRow({ ...leaf, path: leaf.path.replace('args[0]', 'metadata') }));
}

function named(id: string | undefined): string {
  return id === undefined ? 'nobody is named' : visible(id);
}
