import assert from 'node:assert/strict';
import {
  Attesta,
  type ChallengeProtocol,
  type ChallengeResult,
  ChallengeType,
  createActionContext,
  type Decision,
  type Refusal,
} from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import { sampleRisk } from '../../samples.js';
import { HOSTILE_ACTIONS } from '../actions.js';
import type { OperatorReaction } from '../interaction/description.js';
import { settled } from '../promises.js';
import type { RendererCase } from './description.js';
import { RendererHarness } from './harness.js';

/** What it presents, and what it is told. */
export const CHALLENGE_CASES: readonly RendererCase[] = [
  {
    name: 'presents each type, or denies it with a reason',
    proves: 'Whatever type it is asked for, renderChallenge returns a well-formed result.',
    run: RendererHarness.case(['is gone', 'is gone', 'is gone', 'is gone', 'is gone'], async (harness) => {
      for (const type of Object.values(ChallengeType)) {
        const { passed, details } = await presented(harness, type);
        assert(!passed, `Nobody has passed ${type}.`);
        assert(typeof details.reason === 'string' && details.reason !== '', `The reason why ${type} was denied.`);
      }
    }),
  },
  {
    name: 'passes on a clear yes',
    proves: 'A person can approve: confirm passes when they do.',
    needs: 'confirming',
    run: RendererHarness.case([{ answer: true }], async (harness) => {
      assert((await presented(harness, 'confirm')).passed, 'A clear yes.');
    }),
  },
  {
    name: 'passes on nothing but a yes',
    proves: 'A no, walking away and nobody being there each deny.',
    async run(description) {
      for (const reaction of [{ answer: false }, 'cancels', 'is gone'] satisfies readonly OperatorReaction[]) {
        await RendererHarness.case([reaction], async (harness) => {
          assert(!(await presented(harness, 'confirm')).passed, 'Not a yes.');
        })(description);
      }
    },
  },
  {
    name: 'takes any decision without failing',
    proves: 'renderDecision bears every verdict, with and without a person, whatever text is in it.',
    run: RendererHarness.case([], async (harness) => {
      for (const decision of await decisions()) {
        let told: unknown;
        assert.doesNotThrow(() => {
          told = harness.renderer.renderDecision(decision);
        }, `Being told of ${decision.verdict}.`);
        const telling = Promise.resolve(told).catch(() => assert.fail(`It rejected over ${decision.verdict}.`));
        await settled(harness.clock, telling, 'The end of renderDecision');
      }
    }),
  },
  {
    name: 'runs an action through the gate on a yes',
    proves: 'The gate finds everything in place: the action runs once, on the word of the person.',
    needs: 'confirming',
    run: RendererHarness.case([{ answer: true }], async (harness) => {
      assert.equal(await runs(harness), 1, 'Runs on a yes.');
    }),
  },
  {
    name: 'runs nothing through the gate without one',
    proves: 'A no, silence until the deadline, walking away and nobody being there run nothing.',
    async run(description) {
      for (const reaction of [
        { answer: false },
        'stays silent',
        'cancels',
        'is gone',
      ] satisfies readonly OperatorReaction[]) {
        await RendererHarness.case([reaction], async (harness) => {
          assert.equal(await runs(harness), 0, 'Runs without a yes.');
        })(description);
      }
    },
  },
];

async function presented(harness: RendererHarness, type: ChallengeType): Promise<ChallengeResult> {
  const opened = await harness.open();
  const rendering = harness.renderer.renderChallenge(opened.context, sampleRisk('medium'), type, opened.session);
  const given = await settled(harness.clock, rendering, `The result of ${type}`).finally(() => opened.screen.close());
  try {
    return createChallengeResult(given);
  } catch (error) {
    return assert.fail(`It returned no valid result for ${type}: ${String(error)}`);
  }
}

async function runs({ renderer, clock }: RendererHarness): Promise<number> {
  let count = 0;
  const { gate } = new Attesta({ renderer, clock, challengeMap: { medium: 'confirm' } });
  const call = gate({ name: 'delete_records', risk: 'medium', timeoutSeconds: 60 }, (_table: string) => (count += 1));
  await settled(
    clock,
    call('table_a').catch(() => {}),
    'The end of the call',
  );
  return count;
}

/** A decision of each verdict, made by the gate. */
async function decisions(): Promise<readonly Decision[]> {
  const verdicts: readonly (Refusal | undefined)[] = [undefined, 'denied', 'timed_out', 'cancelled'];
  const found: Promise<Decision>[] = [];
  for (const verdict of verdicts) {
    for (const action of HOSTILE_ACTIONS) {
      const details = verdict === undefined ? {} : { reason: `because of ${String(action.documentation)}` };
      const present: ChallengeProtocol['present'] = async () => {
        return { passed: verdict === undefined, challengeType: 'confirm', verdict, details };
      };
      const critical: ChallengeProtocol = { challengeType: 'confirm', present };
      const challengeMap = { low: critical, medium: critical, high: critical, critical };
      found.push(new Attesta({ challengeMap }).evaluate(createActionContext(action)));
    }
  }
  found.push(new Attesta().evaluate(createActionContext({ functionName: 'list' })));
  return await Promise.all(found);
}
