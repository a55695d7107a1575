import assert from 'node:assert/strict';
import { createActionContext } from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import { HOSTILE_ACTIONS } from '../actions.js';
import { expectRefused } from './expectations.js';
import type { ChallengeCase, Harness } from './harness.js';
import { ACTION, type Presentation } from './presentation.js';

/** What the action may hold, and what must not become of it. */
export const ACTION_CASES: readonly ChallengeCase[] = [
  {
    name: 'leaves its inputs as they are',
    proves: 'A challenge writes to nothing it is given: not to a Map, Date or list among the arguments either.',
    async run(harness) {
      for (const scenario of [...harness.passing, ...harness.failing]) {
        const { context } = (await harness.run(scenario)).outcome;
        assert.equal(canonicalize(context?.args), UNTOUCHED, `The arguments after "${scenario}".`);
      }
    },
  },
  {
    name: 'survives hostile text in every field of the action',
    proves: 'Whatever stands in the action, a wrong answer denies with a reason, and nothing throws.',
    async run(harness) {
      for (const action of HOSTILE_ACTIONS) {
        for (const scenario of harness.failing) {
          expectRefused(await harness.run(scenario, { action }), 'with hostile text in the action');
        }
        const { result } = await harness.run(undefined, { action });
        if (!result.passed) assert(typeof result.details.reason === 'string', 'A denial has a reason.');
      }
    },
  },
  {
    name: 'shows no secret',
    proves: 'No secret of its dependencies, and nothing that was typed as one, is on the screen or in the result.',
    async run(harness) {
      for (const scenario of [...harness.passing, ...harness.failing]) {
        const presentation = await harness.run(scenario);
        const sink = sinkOf(presentation);
        for (const secret of [...harness.description.secrets, ...presentation.interaction.typedSecrets]) {
          for (const form of formsOf(secret)) assert(!sink.includes(form), `A secret shows in "${scenario}".`);
        }
      }
    },
  },
  {
    name: 'shows no secret when something fails',
    proves: 'A fault whose message holds the secret is not repeated to anybody.',
    async run(harness) {
      const [secret = ''] = harness.description.secrets;
      const failure = (): never => {
        throw new Error(`no access with ${secret}`);
      };
      for (const dependency of Object.keys(harness.description.dependencies)) {
        const stub = (name: string): (() => never) | undefined => (name === dependency ? failure : undefined);
        const sink = sinkOf(await harness.run(undefined, {}, { dependency: stub }));
        assert(secret === '' || !sink.includes(secret), `What ${dependency} said as it failed shows.`);
      }
    },
  },
  {
    name: 'counts no requester as an approver',
    proves:
      'Neither the agent nor the requester nor the operator approves what it asked for, though named as the approver.',
    needs: 'approvers',
    async run(harness) {
      const [approver] = await approversOf(harness);
      for (const action of [{ agentId: approver }, { requesterId: approver }]) {
        expectRefused(await harness.run(undefined, { action }), 'when the approver is a requester');
      }
      const operator = { id: approver ?? '' };
      expectRefused(await harness.run(undefined, { operator }), 'when the approver is the operator');
    },
  },
  {
    name: 'passes with approvers only',
    proves: 'A pass that needs another person names one at least, and none of them is a requester.',
    needs: 'approvers',
    async run(harness) {
      for (const person of await approversOf(harness)) {
        const requesters = [ACTION.agentId, ACTION.requesterId, harness.description.operator.id];
        assert(!requesters.includes(person), `${person} has requested the action.`);
      }
    },
  },
  {
    name: 'stands for several people only if it asks them',
    proves: 'A challenge of the type multi_party has approvers other than the operator.',
    async run(harness) {
      const { result } = await harness.run();
      if (result.challengeType !== 'multi_party') return;
      const others = result.approvers.filter((person) => person !== harness.description.operator.id);
      assert(others.length > 0, 'Nobody but the operator has approved.');
    },
  },
];

async function approversOf(harness: Harness): Promise<readonly string[]> {
  const { approvers } = (await harness.run()).result;
  assert(
    approvers.length > 0,
    'A pass names its approvers. If the operator alone decides, declare `approvers` as unsupported.',
  );
  return approvers;
}

/** Everything that anybody gets to see. */
function sinkOf({ interaction, outcome, result }: Presentation): string {
  return [
    ...interaction.strings,
    canonicalize(result.details),
    String(result.responder),
    String(outcome.decision?.reason),
  ].join('\n');
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ];
}

const UNTOUCHED = canonicalize(createActionContext(ACTION).args);
