import { exact, inUnit, withQuartiles } from './number.js';
import type { Figure, GroupResult } from './results.js';
import { oneLine, table } from './table.js';
import { isMet, verdictOn } from './verdict.js';

/** One table for each group, and under it why a target is missed. */
export function groupsSection(groups: readonly GroupResult[]): string {
  return groups.map(groupSection).join('\n\n');
}

/** How many targets there are, how many are met, and which are not. */
export function targetsSummary(groups: readonly GroupResult[]): string {
  const targeted = groups.flatMap(({ title, figures }) =>
    figures.filter(({ target }) => target !== undefined).map((figure) => ({ title, figure })),
  );
  const missed = targeted.filter(({ figure }) => !isMet(figure));
  if (targeted.length === 0) return 'This run has measured nothing that has a target.';
  if (missed.length === 0) return `All ${targeted.length} targets are met.`;
  const lines = missed.map(({ title, figure }) => `- ${oneLine(`${title}: ${figure.what}`)}: ${verdictOn(figure)}`);
  const met = targeted.length - missed.length;
  return [`${met} of ${targeted.length} targets are met. Missed:`, '', ...lines].join('\n');
}

function groupSection({ title, method, figures }: GroupResult): string {
  const columns = [
    { heading: 'what' },
    { heading: 'over' },
    { heading: 'figure (quartiles)', isNumber: true },
    { heading: 'target', isNumber: true },
    { heading: 'is' },
  ];
  const rows = figures.map((figure) => [
    figure.what,
    figure.over,
    withQuartiles(figure.value, figure.unit),
    targetOf(figure),
    verdictOn(figure),
  ]);
  const parts = [`## ${oneLine(title)}`, oneLine(method), table(columns, rows), reasons(figures)];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** As a number, and in the words in which it was set, where these say more. */
function targetOf({ target, unit }: Figure): string {
  if (target === undefined) return '';
  const atMost = inUnit(exact(target.atMost), unit);
  const said = [atMost, `${target.atMost} times`, `${target.atMost} ${unit}`];
  return said.includes(target.stated) ? atMost : `${atMost} (${target.stated})`;
}

function reasons(figures: readonly Figure[]): string {
  return figures
    .filter((figure) => !isMet(figure))
    .map(({ what, ifMissed }) => `- ${oneLine(what)}, missed: ${oneLine(ifMissed ?? 'no reason is known yet')}`)
    .join('\n');
}
