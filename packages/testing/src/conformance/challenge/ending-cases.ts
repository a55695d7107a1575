import assert from 'node:assert/strict';
import { expectRefused } from './expectations.js';
import type { ChallengeCase, Harness } from './harness.js';
import type { Presentation } from './presentation.js';

/** How a presentation ends when it is ended from outside. */
export const ENDING_CASES: readonly ChallengeCase[] = [
  {
    name: 'ends when it is aborted at any await',
    proves:
      'Each question, dependency and operation of the store hangs in turn; an abort then ends it within a second.',
    async run(harness) {
      for await (const presentation of hangingAtEach(harness)) {
        presentation.abort();
        expectRefused(await presentation.end(1), `when it is aborted at ${last(presentation)}`);
      }
    },
  },
  {
    name: 'says that it was cancelled',
    proves: 'An abort before the deadline is not reported as a timeout.',
    async run(harness) {
      for await (const presentation of hangingAtEach(harness)) {
        presentation.abort();
        const { result } = await presentation.end(1);
        assert.notEqual(result.verdict, 'timed_out', `Aborted at ${last(presentation)}, long before the deadline.`);
      }
    },
  },
  {
    name: 'denies when it was aborted before it began',
    proves: 'A caller who has given up already gets a denial at once.',
    async run(harness) {
      const fixture = await harness.fixture();
      const presentation = harness.begin(fixture, {
        interceptAsk: () => undefined,
      });
      presentation.abort();
      expectRefused(await presentation.end(1), 'when it is aborted at once');
    },
  },
  {
    name: 'denies at the deadline',
    proves: 'Whatever it waits for, time that runs out denies.',
    async run(harness) {
      for await (const presentation of hangingAtEach(harness)) {
        expectRefused(await presentation.end(), `when time runs out at ${last(presentation)}`);
      }
    },
  },
  {
    name: 'names no responder for a timeout',
    proves: 'Where nobody answered nobody is named: no "timeout", no "system", not the person who was asked.',
    async run(harness) {
      for await (const presentation of hangingAtEach(harness)) {
        const { result, interaction } = await presentation.end();
        if (interaction.answered > 0) continue;
        assert.equal(result.responder, undefined, `The responder when time runs out at ${last(presentation)}.`);
      }
    },
  },
  {
    name: 'leaves no timer',
    proves:
      'However it ends, no timer of its own keeps the process alive; those that bound what it still waits for have a minute.',
    async run(harness) {
      for (const presentation of await everyEnding(harness)) {
        assert.equal(presentation.fixture.clock.pending, 0, 'Timers that are left on the clock.');
      }
    },
  },
  {
    name: 'leaves no listener',
    proves: 'However it ends, nothing of it listens to the signal any more, which may live as long as the application.',
    async run(harness) {
      for (const presentation of await everyEnding(harness)) {
        assert.equal(presentation.listeners, 0, 'Listeners that are left on the signal.');
      }
    },
  },
];

/** A presentation for each call that the first passing scenario makes, hanging there. */
async function* hangingAtEach(harness: Harness): AsyncGenerator<Presentation> {
  const { length } = (await harness.run()).fixture.calls;
  assert(length > 0, 'It asks nobody and calls nothing: what would it find out?');
  for (let hangAt = 0; hangAt < length; hangAt += 1) {
    const fixture = await harness.fixture(undefined, { hangAt });
    const presentation = harness.begin(fixture);
    await presentation.settle();
    for (let second = 0; fixture.calls.length <= hangAt && second < 60 && !presentation.isOver; second += 1) {
      await fixture.clock.advance(1000);
    }
    yield presentation;
  }
}

async function everyEnding(harness: Harness): Promise<readonly Presentation[]> {
  const ended = await Promise.all([...harness.passing, ...harness.failing].map((scenario) => harness.run(scenario)));
  for await (const presentation of hangingAtEach(harness)) {
    presentation.abort();
    ended.push(await presentation.end(1));
    // What was begun may be brought to its end, so that an attempt counts: for as long as its dependencies may take.
    await presentation.fixture.clock.advance(60_000);
  }
  return ended;
}

function last({ fixture }: Presentation): string {
  return fixture.calls.at(-1) ?? 'its beginning';
}
