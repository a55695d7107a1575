import assert from 'node:assert/strict';
import type { ChallengeResult } from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import { expectPassed, expectRefused } from './expectations.js';
import type { ChallengeCase, Harness } from './harness.js';
import type { Presentation } from './presentation.js';

/** What a challenge returns. */
export const RESULT_CASES: readonly ChallengeCase[] = [
  {
    name: 'passes where it must',
    proves: 'Each scenario that must pass does, so that the other cases prove something.',
    async run(harness) {
      for (const scenario of harness.passing) expectPassed(await harness.run(scenario), `in "${scenario}"`);
    },
  },
  {
    name: 'denies where it must',
    proves: 'No scenario passes that must not.',
    async run(harness) {
      for (const scenario of harness.failing) expectRefused(await harness.run(scenario), `in "${scenario}"`);
    },
  },
  {
    name: 'returns a promise',
    proves: 'present returns a promise, which is all that a caller waits for.',
    isDirectOnly: true,
    async run(harness) {
      for (const { outcome } of await all(harness)) assert(outcome.isPromise, 'present must return a promise.');
    },
  },
  {
    name: 'returns a well-formed result',
    proves: 'The result is a plain object whose members are of their types; passed is true or false and nothing alike.',
    async run(harness) {
      for (const presentation of await all(harness)) {
        const { returned } = presentation.outcome;
        assert(presentation.result, 'A result.');
        const passed: unknown = Object(returned).passed;
        assert(typeof passed === 'boolean', 'passed must be true or false.');
      }
    },
  },
  {
    name: 'returns serialisable details',
    proves: 'What it tells for the record is data that a log can write down, and that nobody can change afterwards.',
    async run(harness) {
      for (const presentation of await all(harness)) {
        const before = canonicalize(presentation.result.details);
        await presentation.fixture.clock.advance(1000);
        assert.equal(
          canonicalize(presentation.result.details),
          before,
          'The details changed after they were returned.',
        );
        const { details } = presentation.result;
        const text = assertJson(details);
        assert.equal(JSON.stringify(JSON.parse(text)), text, 'The details must be JSON data.');
      }
    },
  },
  {
    name: 'is of the type that it says',
    proves: 'The type of a result is that of the challenge, so that the record names what was really presented.',
    async run(harness) {
      for (const { result, fixture } of await all(harness)) {
        assert.equal(result.challengeType, fixture.challenge.challengeType, 'The type of the result.');
        assert.notEqual(result.challengeType, 'auto_approve', 'A challenge asks somebody.');
      }
    },
  },
  {
    name: 'gives a reason with each denial',
    proves: 'details.reason tells the operator and the record why it was denied.',
    async run(harness) {
      for (const scenario of harness.failing) {
        const { reason } = (await harness.run(scenario)).result.details;
        assert(typeof reason === 'string' && reason.trim() !== '', `A reason in "${scenario}".`);
      }
    },
  },
  {
    name: 'credits only who can have approved',
    proves:
      'Responder and approvers are the operator or people whom the description names, never the agent or an invention.',
    async run(harness) {
      const { operator, approvers } = harness.description;
      const known = [operator.id, ...approvers];
      for (const { result } of await all(harness)) {
        for (const person of peopleIn(result)) assert(known.includes(person), `${person} cannot have approved.`);
      }
    },
  },
  {
    name: 'invents nobody where there is no operator',
    proves: 'Where nobody vouches for the human, no operator is credited.',
    async run(harness) {
      for (const scenario of harness.passing) {
        const { result } = await harness.run(scenario, { operator: 'none' });
        for (const person of peopleIn(result)) {
          assert(harness.description.approvers.includes(person), `Nobody vouches for ${person}.`);
        }
      }
    },
  },
  {
    name: 'credits nobody for a denial',
    proves: 'A denial has no approvers, whoever had been asked before it.',
    async run(harness) {
      for (const scenario of harness.failing) {
        const { returned } = (await harness.run(scenario)).outcome;
        const approvers: unknown = Object(returned).approvers ?? [];
        assert.deepEqual(approvers, [], `Approvers of a denial in "${scenario}".`);
      }
    },
  },
  {
    name: 'measures time with the clock of its session',
    proves: 'responseTimeSeconds is the time that passed, whatever the wall clock does meanwhile.',
    async run(harness) {
      for (const jump of [-HOUR, 0, HOUR]) {
        const fixture = await harness.fixture();
        const presentation = harness.begin(fixture, {
          interceptAsk: (_question, index) => {
            if (index === 0) fixture.clock.setWall(fixture.clock.wall() + jump);
            return undefined;
          },
        });
        await presentation.end();
        const { responseTimeSeconds } = presentation.result;
        const { elapsedSeconds } = presentation;
        assert(responseTimeSeconds <= elapsedSeconds + 0.001, `${responseTimeSeconds} s of ${elapsedSeconds} s.`);
      }
    },
  },
];

const HOUR = 3_600_000;

/** Every scenario, played. */
async function all(harness: Harness): Promise<readonly Presentation[]> {
  return await Promise.all([...harness.passing, ...harness.failing].map((scenario) => harness.run(scenario)));
}

function assertJson(details: ChallengeResult['details']): string {
  try {
    return JSON.stringify(details);
  } catch {
    return assert.fail('The details must be JSON data.');
  }
}

function peopleIn({ responder, approvers }: ChallengeResult): readonly string[] {
  return responder === undefined ? approvers : [responder, ...approvers];
}
