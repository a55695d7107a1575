import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { InteractionCase } from './description.js';
import { InteractionHarness, QUESTIONS } from './harness.js';

const { text, secret, confirm, select } = QUESTIONS;

/** What comes of a question. */
export const ANSWER_CASES: readonly InteractionCase[] = [
  {
    name: 'answers each kind of question with its kind of value',
    proves:
      'A text or secret is answered by text, a confirmation by true or false, a selection by the value of a choice.',
    run: InteractionHarness.case(
      [{ answer: 'because' }, { answer: '123456' }, { answer: true }, { answer: 'b' }],
      async (harness) => {
        assert.deepEqual(await harness.ask(text), { status: 'answered', value: 'because' }, 'A text.');
        assert.deepEqual(await harness.ask(secret), { status: 'answered', value: '123456' }, 'A secret.');
        assert.deepEqual(await harness.ask(confirm), { status: 'answered', value: true }, 'A confirmation.');
        assert.deepEqual(await harness.ask(select), { status: 'answered', value: 'b' }, 'A selection.');
      },
    ),
  },
  {
    name: 'takes a no for a no',
    proves: 'A confirmation that the person declines is answered by false.',
    run: InteractionHarness.case([{ answer: false }], async (harness) => {
      assert.deepEqual(await harness.ask(confirm), { status: 'answered', value: false }, 'A no.');
    }),
  },
  {
    name: 'is cancelled by who walks away',
    proves: 'Leaving on purpose is `cancelled` at each kind of question, not an empty answer and not an exception.',
    needs: 'cancelling',
    run: InteractionHarness.case(['cancels', 'cancels', 'cancels', 'cancels'], async (harness) => {
      for (const question of Object.values(QUESTIONS)) {
        assert.equal((await harness.ask(question)).status, 'cancelled', `Walking away from a ${question.kind}.`);
      }
    }),
  },
  {
    name: 'is unavailable where nobody is',
    proves: 'No terminal, or an input that is closed, is `unavailable`, also for the next question.',
    needs: 'vanishing',
    run: InteractionHarness.case(['is gone', 'is gone'], async (harness) => {
      assert.equal((await harness.ask(confirm)).status, 'unavailable', 'Nobody is there.');
      assert.equal((await harness.ask(text)).status, 'unavailable', 'Nobody is there for the next question.');
    }),
  },
  {
    name: 'stops asking when it is aborted',
    proves: 'An abort ends a question that nobody answers, as timed out or cancelled.',
    run: InteractionHarness.case(['stays silent'], async (harness) => {
      const { status } = (await harness.askAborted(confirm)).answer;
      assert(status === 'timed_out' || status === 'cancelled', `An aborted question is ${status}.`);
    }),
  },
  {
    name: 'does not ask when it was aborted before',
    proves: 'A question whose time is over takes no answer, however fast it would come.',
    run: InteractionHarness.case([{ answer: true }], async (harness) => {
      assert.notEqual(
        (await harness.ask(confirm, AbortSignal.abort())).status,
        'answered',
        'A question after its end.',
      );
    }),
  },
  {
    name: 'asks on after an abort',
    proves: 'The next question gets an answer of its own: what was meant for the one before is dropped.',
    run: InteractionHarness.case(['stays silent', { answer: 'because' }], async (harness) => {
      await harness.askAborted(confirm);
      assert.deepEqual(await harness.ask(text), { status: 'answered', value: 'because' }, 'The next question.');
    }),
  },
  {
    name: 'leaves no timer and no listener',
    proves: 'Whether it is answered or aborted, nothing of a question listens to its signal or waits on the clock.',
    run: InteractionHarness.case(['stays silent', { answer: true }], async (harness) => {
      const { listeners, timers } = await harness.askAborted(confirm);
      assert.deepEqual([listeners, timers], [0, 0], 'Listeners and timers of an aborted question.');
      const { pending } = harness.clock;
      await harness.ask(confirm);
      assert(harness.clock.pending <= pending, 'Timers of an answered question.');
    }),
  },
  {
    name: 'leaves no listener behind an answer',
    proves: 'A signal that outlives many questions is not listened to by those that were answered.',
    run: InteractionHarness.case([{ answer: true }, { answer: 'because' }], async (harness) => {
      const { signal } = new AbortController();
      await harness.ask(confirm, signal);
      await harness.ask(text, signal);
      assert.equal(getEventListeners(signal, 'abort').length, 0, 'Listeners of answered questions.');
    }),
  },
  {
    name: 'takes no answer before the time for review is over',
    proves: 'With reviewSeconds, what comes before that is no answer.',
    needs: 'reviewing',
    run: InteractionHarness.case([{ answer: true }], async (harness) => {
      const controller = new AbortController();
      let isAnswered = false;
      const asking = harness.interaction.ask({ ...confirm, reviewSeconds: 5 }, controller).then(({ status }) => {
        isAnswered = status === 'answered';
      });
      await harness.clock.advance(4900);
      assert(!isAnswered, 'An answer before the time for review was over.');
      controller.abort();
      await asking;
    }),
  },
];
