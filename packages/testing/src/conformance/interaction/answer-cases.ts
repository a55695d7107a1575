import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { AtScreen, QUESTIONS } from './harness.js';
import type { InteractionCase } from './index.js';

const { text, secret, confirm, select } = QUESTIONS;

/** What comes of a question. */
export const ANSWER_CASES: readonly InteractionCase[] = [
  {
    name: 'answers each kind of question with its kind of value',
    proves:
      'A text or secret is answered by text, a confirmation by true or false, a selection by the value of a choice.',
    run: AtScreen.case([{ answer: 'because' }, { answer: '123456' }, { answer: true }, { answer: 'b' }], async (at) => {
      assert.deepEqual(await at.ask(text), { status: 'answered', value: 'because' }, 'A text.');
      assert.deepEqual(await at.ask(secret), { status: 'answered', value: '123456' }, 'A secret.');
      assert.deepEqual(await at.ask(confirm), { status: 'answered', value: true }, 'A confirmation.');
      assert.deepEqual(await at.ask(select), { status: 'answered', value: 'b' }, 'A selection.');
    }),
  },
  {
    name: 'takes a no for a no',
    proves: 'A confirmation that the person declines is answered by false.',
    run: AtScreen.case([{ answer: false }], async (at) => {
      assert.deepEqual(await at.ask(confirm), { status: 'answered', value: false }, 'A no.');
    }),
  },
  {
    name: 'is cancelled by who walks away',
    proves: 'Leaving on purpose is `cancelled` at each kind of question, not an empty answer and not an exception.',
    needs: 'cancelling',
    run: AtScreen.case(['cancels', 'cancels', 'cancels', 'cancels'], async (at) => {
      for (const question of Object.values(QUESTIONS)) {
        assert.equal((await at.ask(question)).status, 'cancelled', `Walking away from a ${question.kind}.`);
      }
    }),
  },
  {
    name: 'is unavailable where nobody is',
    proves: 'No terminal, or an input that is closed, is `unavailable`, also for the next question.',
    needs: 'vanishing',
    run: AtScreen.case(['is gone', 'is gone'], async (at) => {
      assert.equal((await at.ask(confirm)).status, 'unavailable', 'Nobody is there.');
      assert.equal((await at.ask(text)).status, 'unavailable', 'Nobody is there for the next question.');
    }),
  },
  {
    name: 'stops asking when it is aborted',
    proves: 'An abort ends a question that nobody answers, as timed out or cancelled.',
    run: AtScreen.case(['stays silent'], async (at) => {
      const { status } = (await at.askAborted(confirm)).answer;
      assert(status === 'timed_out' || status === 'cancelled', `An aborted question is ${status}.`);
    }),
  },
  {
    name: 'does not ask when it was aborted before',
    proves: 'A question whose time is over takes no answer, however fast it would come.',
    run: AtScreen.case([{ answer: true }], async (at) => {
      assert.notEqual((await at.ask(confirm, AbortSignal.abort())).status, 'answered', 'A question after its end.');
    }),
  },
  {
    name: 'asks on after an abort',
    proves: 'The next question gets an answer of its own: what was meant for the one before is dropped.',
    run: AtScreen.case(['stays silent', { answer: 'because' }], async (at) => {
      await at.askAborted(confirm);
      assert.deepEqual(await at.ask(text), { status: 'answered', value: 'because' }, 'The next question.');
    }),
  },
  {
    name: 'leaves no timer and no listener',
    proves: 'Whether it is answered or aborted, nothing of a question listens to its signal or waits on the clock.',
    run: AtScreen.case(['stays silent', { answer: true }], async (at) => {
      const { listeners, timers } = await at.askAborted(confirm);
      assert.deepEqual([listeners, timers], [0, 0], 'Listeners and timers of an aborted question.');
      const { pending } = at.clock;
      await at.ask(confirm);
      assert(at.clock.pending <= pending, 'Timers of an answered question.');
    }),
  },
  {
    name: 'leaves no listener behind an answer',
    proves: 'A signal that outlives many questions is not listened to by those that were answered.',
    run: AtScreen.case([{ answer: true }, { answer: 'because' }], async (at) => {
      const { signal } = new AbortController();
      await at.ask(confirm, signal);
      await at.ask(text, signal);
      assert.equal(getEventListeners(signal, 'abort').length, 0, 'Listeners of answered questions.');
    }),
  },
  {
    name: 'takes no answer before the time for review is over',
    proves: 'With reviewSeconds, what comes before that is no answer.',
    needs: 'reviewing',
    run: AtScreen.case([{ answer: true }], async (at) => {
      const controller = new AbortController();
      let isAnswered = false;
      const asking = at.interaction.ask({ ...confirm, reviewSeconds: 5 }, controller).then(({ status }) => {
        isAnswered = status === 'answered';
      });
      await at.clock.advance(4900);
      assert(!isAnswered, 'An answer before the time for review was over.');
      controller.abort();
      await asking;
    }),
  },
];
