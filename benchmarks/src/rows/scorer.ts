import { createActionContext, DefaultRiskScorer } from '@attesta/core';
import { ToolRiskScorer } from '@attesta/risk';
import { bare, bareCalls } from '../measure/bare.js';
import { ratioOf } from '../measure/ratio.js';
import type { Group, Row } from '../row.js';

const SENTENCE =
  'The quarterly figures were reviewed by the team, and two of the rows need another look before Friday. ';

const CONTEXTS = 16;

/** What it takes to say how risky a call is. */
export const SCORER: Group = {
  title: 'The risk scorers',
  method: 'The scorer alone, on contexts made beforehand, each with a text of its own.',
  rows: [
    ...rows('scorer', '', () => new DefaultRiskScorer()),
    ...rows('tool-scorer', 'ToolRiskScorer, ', () => new ToolRiskScorer()),
  ],
};

/** Both scorers answer at once, without a promise. */
type Scorer = DefaultRiskScorer | ToolRiskScorer;

function rows(group: string, scored: string, create: () => Scorer): readonly Row[] {
  return [
    row(`${group}/small`, `${scored}a small call`, create(), (at) => `notes/${at}.txt`, 1),
    row(
      `${group}/10kb-text`,
      `${scored}10 KB of text`,
      create(),
      (at) => SENTENCE.repeat(101).slice(at, at + 10_240),
      10,
    ),
    row(
      `${group}/100kb-letter`,
      `${scored}100 KB of one letter`,
      create(),
      (at) => String.fromCharCode(97 + at).repeat(102_400),
      300,
    ),
  ];
}

function row(id: string, what: string, scorer: Scorer, argument: (at: number) => string, microseconds: number): Row {
  // Several, so that nothing is remembered of the call before.
  const contexts = Array.from({ length: CONTEXTS }, (_, at) =>
    createActionContext({ functionName: 'read_file', args: [argument(at)] }),
  );
  let at = 0;
  const score = (): void => {
    const context = contexts[at];
    at = (at + 1) % CONTEXTS;
    if (context === undefined) throw new Error('There is no context to score.');
    scorer.score(context);
  };
  return {
    id,
    what,
    over: 'the bare async call',
    target: { atMost: bareCalls(microseconds), stated: `${microseconds} us` },
    measure: (budget) => ratioOf(score, bare, budget),
  };
}
