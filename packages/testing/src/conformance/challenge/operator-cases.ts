import assert from 'node:assert/strict';
import type { Answer } from '@attesta/core/authoring';
import { faults } from '../../faults.js';
import { expectPassed, expectRefused } from './expectations.js';
import type { ChallengeCase, Harness } from './harness.js';
import type { Presentation } from './presentation.js';
import { type AnswerOverride, silence } from './recording-interaction.js';

/** What the operator may do instead of answering. */
export const OPERATOR_CASES: readonly ChallengeCase[] = [
  {
    name: 'denies when the operator cancels',
    proves: 'At each question, walking away on purpose ends it as cancelled.',
    needs: 'asking',
    run: (harness) =>
      instead(harness, faults.returns({ status: 'cancelled' }), 'when the operator cancels', 'cancelled'),
  },
  {
    name: 'denies when the time for an answer is up',
    proves: 'At each question, an interaction that timed out ends it as timed out.',
    needs: 'asking',
    run: (harness) =>
      instead(harness, faults.returns({ status: 'timed_out' }), 'when an answer timed out', 'timed_out'),
  },
  {
    name: 'denies when nobody can be asked',
    proves: 'At each question, a missing terminal or a closed input is no consent.',
    needs: 'asking',
    run: (harness) => instead(harness, faults.returns({ status: 'unavailable' }), 'when nobody can be asked', 'denied'),
  },
  {
    name: 'denies when the operator stays silent',
    proves: 'At each question, silence until the deadline ends it as timed out; nothing passes by waiting.',
    needs: 'asking',
    async run(harness) {
      for (const at of await questions(harness)) {
        const presentation = await harness.run(undefined, {
          interceptAsk: (_question, index, signal) => (index === at ? () => silence(signal) : undefined),
        });
        expectRefused(presentation, `when question ${at + 1} is never answered`, 'timed_out');
        assert(presentation.elapsedSeconds <= presentation.seconds + 1, 'It must end with its deadline.');
      }
    },
  },
  {
    name: 'denies when the interaction fails',
    proves: 'An interaction that throws or rejects, which it must not, is no consent.',
    needs: 'asking',
    async run(harness) {
      for (const at of await questions(harness)) {
        await expectNoPass(harness, at, faults.throws(), 'when the interaction throws');
        await expectNoPass(harness, at, faults.rejects(), 'when the interaction rejects');
      }
    },
  },
  {
    name: 'denies when the answer is garbage',
    proves:
      'What is no answer, or an answer of another kind (a text that says "true", a number), is not taken for one.',
    needs: 'asking',
    async run(harness) {
      for (const at of await questions(harness)) {
        for (const value of faults.garbage) {
          await expectNoPass(harness, at, faults.returns(value), `when the interaction answers ${typeof value}`);
          if (typeof value === 'boolean') continue;
          const answer = { status: 'answered', value: typeof value === 'string' ? NOISE : value };
          await expectNoPass(harness, at, faults.returns(answer), `when an answer is of type ${typeof value}`);
        }
      }
    },
  },
  {
    name: 'denies when the answer is incomplete',
    proves:
      'The right answer without its status, or with one that there is not, and a status without its value, is none.',
    needs: 'asking',
    async run(harness) {
      for (const at of await questions(harness)) {
        for (const [what, part] of Object.entries(INCOMPLETE)) {
          const incomplete: AnswerOverride = async (scripted) =>
            await faults.returns<Promise<Answer>>(part(await scripted))();
          await expectNoPass(harness, at, incomplete, `when an answer ${what}`);
        }
      }
    },
  },
  {
    name: 'denies without a session',
    proves:
      'A renderer that does not hand the session on gets a denial with a reason, not an exception and not a pass.',
    needs: 'asking',
    isDirectOnly: true,
    async run(harness) {
      expectRefused(await harness.run(undefined, { hasSession: false }), 'without a session');
    },
  },
  {
    name: 'keeps two presentations apart',
    proves:
      'Of two that run at once on one instance, each is decided by its own operator, its own signal and nothing else.',
    async run(harness) {
      for (const order of [0, 1]) {
        const fixture = await harness.fixture();
        const silent = {
          interceptAsk: (_question: unknown, _index: number, signal: AbortSignal) => () => silence(signal),
        };
        const [first, second] = order === 0 ? [undefined, silent] : [silent, undefined];
        const presentations = [harness.begin(fixture, first), harness.begin(fixture, second)];
        const [answered, aborted] = order === 0 ? presentations : presentations.toReversed();
        assert(answered !== undefined && aborted !== undefined);
        aborted.abort();
        await answered.end();
        expectPassed(answered, 'while another is aborted');
        expectRefused(await aborted.end(2), 'when it is aborted while another passes');
      }
    },
  },
  {
    name: 'does not remember an approval',
    proves: 'After a pass, the same instance asks again: no approval is carried over to the next action.',
    needs: 'asking',
    async run(harness) {
      const fixture = await harness.fixture();
      expectPassed(await harness.begin(fixture).end(), 'the first time');
      const again = await harness.begin(fixture, { script: () => [] }).end();
      expectRefused(again, 'when nobody answers the second time');
    },
  },
  {
    name: 'takes no answer twice',
    proves: 'Where an answer works once, it passes one presentation: not the next, and one of two at the same time.',
    needs: 'spending',
    async run(harness) {
      const fixture = await harness.fixture();
      expectPassed(await harness.begin(fixture).end(), 'the first time');
      expectRefused(await harness.begin(fixture).end(), 'when the same answer comes again');
      const other = await harness.fixture();
      const both = [harness.begin(other), harness.begin(other)];
      for (const presentation of both) await presentation.end();
      assert.equal(
        both.filter(({ passed }) => passed).length,
        1,
        'Passes of two that were given the same answer at once.',
      );
    },
  },
];

const INCOMPLETE: Readonly<Record<string, (answer: Answer) => object>> = {
  'has no status': ({ status: _, ...rest }) => rest,
  'has a status that there is not': (answer) => ({ ...answer, status: 'approved' }),
  'has no value': ({ status }) => ({ status }),
};

const NOISE = 'neither yes nor right \u0000';

/** The questions of the first passing scenario, counted from 0; one at least, or the description says why not. */
async function questions(harness: Harness): Promise<readonly number[]> {
  const { asked } = (await harness.run()).interaction;
  assert(asked.length > 0, 'It asked nothing. If it never asks at the screen, declare `asking` as unsupported.');
  return asked.map((_question, index) => index);
}

/** At each question in turn, something else in place of the answer. */
async function instead(harness: Harness, override: AnswerOverride, when: string, verdict: string): Promise<void> {
  for (const at of await questions(harness)) {
    expectRefused(await overridden(harness, at, override), `${when} (question ${at + 1})`, verdict);
  }
}

/** Where the interaction itself is broken, `present` may reject. */
async function expectNoPass(harness: Harness, at: number, override: AnswerOverride, when: string): Promise<void> {
  const { passed } = await overridden(harness, at, override);
  assert(!passed, `It must not pass ${when} (question ${at + 1}).`);
}

/** Runs the first passing scenario with something else in place of the answer, from one question on. */
async function overridden(harness: Harness, from: number, override: AnswerOverride): Promise<Presentation> {
  return await harness.run(undefined, { interceptAsk: (_question, index) => (index >= from ? override : undefined) });
}
