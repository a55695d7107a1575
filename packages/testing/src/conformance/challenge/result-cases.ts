import assert from 'node:assert/strict';
import type { ChallengeResult } from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import type { ChallengeCase } from './challenge-case.js';
import { expectPassed, expectRefused } from './expectations.js';
import type { Stage } from './fixture.js';
import type { Presentation } from './presentation.js';

/** What a challenge returns. */
export const RESULT_CASES: readonly ChallengeCase[] = [
  {
    name: 'passes where it must',
    proves: 'Each scenario that must pass does, so that the other cases prove something.',
    async run(stage) {
      for (const scenario of stage.passing) expectPassed(await stage.play(scenario), `in "${scenario}"`);
    },
  },
  {
    name: 'denies where it must',
    proves: 'No scenario passes that must not.',
    async run(stage) {
      for (const scenario of stage.failing) expectRefused(await stage.play(scenario), `in "${scenario}"`);
    },
  },
  {
    name: 'returns a promise',
    proves: 'present returns a promise, which is all that a caller waits for.',
    isOfItself: true,
    async run(stage) {
      for (const { ending } of await all(stage)) assert(ending.isPromise, 'present must return a promise.');
    },
  },
  {
    name: 'returns a well-formed result',
    proves: 'The result is a plain object whose members are of their types; passed is true or false and nothing alike.',
    async run(stage) {
      for (const presentation of await all(stage)) {
        const { returned } = presentation.ending;
        assert(presentation.result, 'A result.');
        const passed: unknown = Object(returned).passed;
        assert(typeof passed === 'boolean', 'passed must be true or false.');
      }
    },
  },
  {
    name: 'returns serialisable details',
    proves: 'What it tells for the record is data that a log can write down, and that nobody can change afterwards.',
    async run(stage) {
      for (const presentation of await all(stage)) {
        const before = canonicalize(presentation.result.details);
        await presentation.world.clock.advance(1000);
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
    async run(stage) {
      for (const { result, world } of await all(stage)) {
        assert.equal(result.challengeType, world.challenge.challengeType, 'The type of the result.');
        assert.notEqual(result.challengeType, 'auto_approve', 'A challenge asks somebody.');
      }
    },
  },
  {
    name: 'gives a reason with each denial',
    proves: 'details.reason tells the operator and the record why it was denied.',
    async run(stage) {
      for (const scenario of stage.failing) {
        const { reason } = (await stage.play(scenario)).result.details;
        assert(typeof reason === 'string' && reason.trim() !== '', `A reason in "${scenario}".`);
      }
    },
  },
  {
    name: 'credits only who can have approved',
    proves:
      'Responder and approvers are the operator or people whom the description names, never the agent or an invention.',
    async run(stage) {
      const { operator, approvers } = stage.subject;
      const known = [operator.id, ...approvers];
      for (const { result } of await all(stage)) {
        for (const person of peopleIn(result)) assert(known.includes(person), `${person} cannot have approved.`);
      }
    },
  },
  {
    name: 'invents nobody where there is no operator',
    proves: 'Where nobody vouches for the human, no operator is credited.',
    async run(stage) {
      for (const scenario of stage.passing) {
        const { result } = await stage.play(scenario, { operator: 'nobody' });
        for (const person of peopleIn(result)) {
          assert(stage.subject.approvers.includes(person), `Nobody vouches for ${person}.`);
        }
      }
    },
  },
  {
    name: 'credits nobody for a denial',
    proves: 'A denial has no approvers, whoever had been asked before it.',
    async run(stage) {
      for (const scenario of stage.failing) {
        const { returned } = (await stage.play(scenario)).ending;
        const approvers: unknown = Object(returned).approvers ?? [];
        assert.deepEqual(approvers, [], `Approvers of a denial in "${scenario}".`);
      }
    },
  },
  {
    name: 'measures time with the clock of its session',
    proves: 'responseTimeSeconds is the time that passed, whatever the wall clock does meanwhile.',
    async run(stage) {
      for (const jump of [-HOUR, 0, HOUR]) {
        const world = await stage.world();
        const presentation = world.begin({
          interfere: (_question, index) => {
            if (index === 0) world.clock.setWall(world.clock.wall() + jump);
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
async function all(stage: Stage): Promise<readonly Presentation[]> {
  return await Promise.all([...stage.passing, ...stage.failing].map((scenario) => stage.play(scenario)));
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
