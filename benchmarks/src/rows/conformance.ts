import { ConfirmChallenge } from '@attesta/challenges';
import type { Question } from '@attesta/core/authoring';
import { challengeConformance, type TestRunner } from '@attesta/testing/conformance';
import { bareCalls, longInBareCalls, milliseconds } from '../measure/bare.js';
import type { Group } from '../row.js';

/** How long an author waits for the kit. */
export const CONFORMANCE: Group = {
  title: 'The conformance kit',
  method: 'Every case of a challenge, all three times: by itself, through the gate, and through a renderer.',
  rows: [
    {
      id: 'conformance/challenge',
      what: 'the kit over the confirmation',
      over: 'the bare async call',
      target: { atMost: bareCalls(2_000_000), stated: '2 s' },
      measure: ({ rounds }) => longInBareCalls(() => milliseconds(runKit), Math.min(rounds, MOST_ROUNDS)),
    },
  ],
};

/** What the question asks to type. */
function phrase({ prompt }: Question): string {
  return prompt.slice(prompt.lastIndexOf('type: ') + 'type: '.length);
}

/** Each takes about half a second. */
const MOST_ROUNDS = 5;

async function runKit(): Promise<void> {
  const cases: (() => Promise<void>)[] = [];
  const it = (_name: string, run: () => Promise<void>): unknown => cases.push(run);
  const runner: TestRunner = { describe: (_name, define) => define(), it: Object.assign(it, { skip() {} }) };
  challengeConformance(runner, {
    name: 'ConfirmChallenge',
    create: () => new ConfirmChallenge(),
    passes: { 'the phrase, typed': () => [phrase] },
    fails: { 'a clear no': () => ['no'], 'a yes': () => ['yes'] },
    unsupported: { approvers: 'the operator alone decides' },
  });
  for (const run of cases) await run();
}
