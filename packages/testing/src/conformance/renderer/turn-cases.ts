import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { settled } from '../promises.js';
import type { RendererCase } from './description.js';
import { RendererHarness } from './harness.js';

/** Whose turn it is on the screen. */
export const TURN_CASES: readonly RendererCase[] = [
  {
    name: 'opens without waiting for the screen',
    proves:
      'While one action is being asked about another can be opened: the screen is waited for with the first question.',
    run: RendererHarness.case(['stays silent'], async (harness) => {
      const first = await harness.open();
      const asking = first.ask();
      await harness.clock.advance(1000);
      await harness.open('another');
      assert(!asking.isSettled, 'The first is still being asked about.');
      first.controller.abort();
      await settled(harness.clock, asking.promise, 'The end of the first');
    }),
  },
  {
    name: 'shows the whole action before its first question',
    proves: 'onShown is called once, with the first question and not before: the time of the person starts then.',
    run: RendererHarness.case([{ answer: true }, { answer: true }], async (harness) => {
      const opened = await harness.open();
      await harness.clock.advance(1000);
      assert.equal(opened.shown, 0, 'Before there is a question.');
      await opened.answer();
      assert.equal(opened.shown, 1, 'With the first question.');
      await opened.answer();
      assert.equal(opened.shown, 1, 'With the second question.');
    }),
  },
  {
    name: 'asks about one action at a time',
    proves: 'The question of a second action waits until the first is closed, and only then the second is shown.',
    run: RendererHarness.case([{ answer: true }, { answer: true }, { answer: true }], async (harness) => {
      const [first, second] = [await harness.open('first'), await harness.open('second')];
      await first.answer();
      const waiting = second.ask();
      await harness.clock.advance(1000);
      assert(!waiting.isSettled && second.shown === 0, 'The first has not been closed yet.');
      await first.answer();
      first.screen.close();
      assert.equal(
        (await settled(harness.clock, waiting.promise, 'The turn of the second')).status,
        'answered',
        'Its turn.',
      );
      assert.equal(second.shown, 1, 'Its action was shown.');
    }),
  },
  {
    name: 'gives the turn on when who waits for it is aborted',
    proves: 'An action whose time runs out in the queue ends there, and holds up nobody behind it.',
    run: RendererHarness.case([{ answer: true }, { answer: true }], async (harness) => {
      const [first, second, third] = [
        await harness.open('first'),
        await harness.open('second'),
        await harness.open('third'),
      ];
      await first.answer();
      const [aborted, last] = [second.ask(), third.ask()];
      await harness.clock.advance(1000);
      second.controller.abort();
      const { status } = await settled(harness.clock, aborted.promise, 'The end of who waited');
      assert.notEqual(status, 'answered', 'Nobody was asked.');
      second.screen.close();
      first.screen.close();
      assert.equal(
        (await settled(harness.clock, last.promise, 'The turn of the third')).status,
        'answered',
        'Its turn.',
      );
    }),
  },
  {
    name: 'answers nothing once it is closed',
    proves: 'A question on a screen that is closed reaches nobody.',
    run: RendererHarness.case([{ answer: true }, { answer: true }], async (harness) => {
      const opened = await harness.open();
      await opened.answer();
      opened.screen.close();
      assert.notEqual((await opened.answer()).status, 'answered', 'A question after the end.');
    }),
  },
  {
    name: 'can be closed without a question',
    proves: 'An action that nobody was asked about takes no turn from the next.',
    run: RendererHarness.case([{ answer: true }], async (harness) => {
      (await harness.open('first')).screen.close();
      assert.equal((await (await harness.open('second')).answer()).status, 'answered', 'The next action.');
    }),
  },
  {
    name: 'shows without a turn',
    proves: 'A notice on one screen is not held up by a question on another, and fails nobody.',
    run: RendererHarness.case(['stays silent'], async (harness) => {
      const [first, second] = [await harness.open('first'), await harness.open('second')];
      const asking = first.ask();
      await harness.clock.advance(1000);
      assert.doesNotThrow(() => {
        const returned: unknown = second.screen.interaction.show({ kind: 'message', text: 'Waiting for a colleague.' });
        assert.equal(returned, undefined, 'show returns nothing.');
      }, 'Showing without a turn.');
      first.controller.abort();
      await settled(harness.clock, asking.promise, 'The end of the first');
    }),
  },
  {
    name: 'vouches for a person by an id, or for nobody',
    proves: 'An operator has an id that is not empty, and is the same on every screen.',
    run: RendererHarness.case([], async (harness) => {
      const [first, second] = [(await harness.open()).screen.operator, (await harness.open()).screen.operator];
      if (first !== undefined)
        assert(typeof first.id === 'string' && first.id.trim() !== '', 'The id of the operator.');
      assert.deepEqual(second, first, 'The operator of the next screen.');
    }),
  },
  {
    name: 'leaves no timer and no listener',
    proves: 'A screen that was answered, aborted and closed leaves nothing on the clock or on its signal.',
    run: RendererHarness.case([{ answer: true }, 'stays silent'], async (harness) => {
      const { pending } = harness.clock;
      const opened = await harness.open();
      await opened.answer();
      const asking = opened.ask();
      await harness.clock.advance(1000);
      opened.controller.abort();
      await settled(harness.clock, asking.promise, 'The end of an aborted question');
      opened.screen.close();
      await harness.clock.advance(0);
      assert.equal(getEventListeners(opened.controller.signal, 'abort').length, 0, 'Listeners on the signal.');
      assert(harness.clock.pending <= pending, 'Timers on the clock.');
    }),
  },
];
