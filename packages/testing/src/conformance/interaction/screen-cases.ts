import assert from 'node:assert/strict';
import { createActionContext } from '@attesta/core';
import { deadlineIn, type Notice } from '@attesta/core/authoring';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import { sampleRisk } from '../../sample-risk.js';
import { HOSTILE_ACTIONS, NASTY_TEXTS } from '../actions.js';
import { AtScreen, QUESTIONS } from './harness.js';
import type { InteractionCase } from './index.js';

/** What comes to the screen. */
export const SCREEN_CASES: readonly InteractionCase[] = [
  {
    name: 'shows every kind of notice at once',
    proves: 'show returns nothing, so that it cannot hold anybody up.',
    run: AtScreen.case([], async ({ interaction, clock }) => {
      for (const notice of noticesOn('Fine.', clock)) {
        assert.equal(interaction.show(notice), undefined, `What showing a ${notice.kind} returns.`);
      }
    }),
  },
  {
    name: 'shows hostile text without failing',
    proves: 'No text in a notice throws.',
    run: AtScreen.case([], async ({ interaction, clock }) => {
      for (const notice of hostileNotices(clock)) {
        assert.doesNotThrow(() => interaction.show(notice), `Showing a ${notice.kind}.`);
      }
    }),
  },
  {
    name: 'asks hostile questions without failing',
    proves: 'No text in a prompt or a choice rejects.',
    run: AtScreen.case(
      NASTY_TEXTS.flatMap(() => [{ answer: true }, { answer: 'a' }]),
      async (at) => {
        for (const text of NASTY_TEXTS) {
          assert.equal((await at.ask({ ...QUESTIONS.confirm, prompt: text })).status, 'answered', 'A confirmation.');
          const choices = [{ value: 'a', label: text }];
          assert.equal(
            (await at.ask({ ...QUESTIONS.select, prompt: text, choices })).status,
            'answered',
            'A selection.',
          );
        }
      },
    ),
  },
  {
    name: 'shows what it asks',
    proves: 'The prompt of each question and the label of each choice stand on the screen; so does a message.',
    needs: 'reading',
    run: AtScreen.case([{ answer: 'x' }, { answer: 'x' }, { answer: true }, { answer: 'a' }], async (at) => {
      for (const question of Object.values(QUESTIONS)) {
        await at.ask(question);
        assert(at.screen.includes(question.prompt), `The prompt of a ${question.kind}.`);
      }
      for (const { label } of QUESTIONS.select.choices) assert(at.screen.includes(label), 'The label of a choice.');
      at.interaction.show({ kind: 'message', text: 'Invalid code.' });
      assert(at.screen.includes('Invalid code.'), 'A message.');
    }),
  },
  {
    name: 'shows the whole action',
    proves:
      'The name of the function, every argument, the agent, the environment and the level of risk stand on the screen.',
    needs: 'reading',
    run: AtScreen.case([{ answer: true }], async (at) => {
      const context = createActionContext({
        functionName: 'delete_records',
        args: ['table_of_orders', { where: { status: 'stale_ones' } }, 4711],
        agentId: 'agent-seven',
        environment: 'staging-eu',
      });
      at.interaction.show({
        kind: 'action',
        context,
        risk: sampleRisk('critical'),
        deadline: deadlineIn(at.clock, 60),
      });
      await at.ask(QUESTIONS.confirm);
      for (const part of ['delete_records', 'table_of_orders', 'stale_ones', '4711', 'agent-seven', 'staging-eu']) {
        assert(at.screen.includes(part), `${part} stands on the screen.`);
      }
      assert(at.screen.toLowerCase().includes('critical'), 'The level of risk stands on the screen.');
    }),
  },
  {
    name: 'passes foreign text through visible()',
    proves:
      'No control, bidirectional or invisible character of a text reaches the screen, and no text makes a line of its own.',
    needs: 'reading',
    run: AtScreen.case(
      NASTY_TEXTS.map(() => ({ answer: 'a' })),
      async (at) => {
        for (const notice of hostileNotices(at.clock)) at.interaction.show(notice);
        for (const text of NASTY_TEXTS) {
          await at.ask({ ...QUESTIONS.select, prompt: `Which ${text}?`, choices: [{ value: 'a', label: text }] });
        }
        const { screen } = at;
        for (const raw of RAW) assert(!screen.includes(raw), `${JSON.stringify(raw)} has reached the screen.`);
        const starts = screen.split('\n').map((line) => line.replace(/^\W+/, ''));
        assert(
          !starts.some((start) => start.startsWith('Approved by everybody')),
          'A text has made a line of its own.',
        );
      },
    ),
  },
  {
    name: 'shows no secret',
    proves: 'What is typed at a `secret` question never stands on the screen.',
    needs: 'reading',
    run: AtScreen.case([{ answer: 'hunter2-xyzzy' }], async (at) => {
      assert.deepEqual(await at.ask(QUESTIONS.secret), { status: 'answered', value: 'hunter2-xyzzy' }, 'A secret.');
      assert(!at.screen.includes('hunter2-xyzzy'), 'The secret stands on the screen.');
      assert(!at.screen.includes('hunter2'), 'A part of the secret stands on the screen.');
    }),
  },
  {
    name: 'leaves a question as it is',
    proves: 'A question is data that the caller may use again: nothing is written to it.',
    run: AtScreen.case([{ answer: 'a' }], async (at) => {
      const choices = [
        { value: 'b', label: 'Second' },
        { value: 'a', label: 'First' },
      ];
      const question = { ...QUESTIONS.select, choices };
      const before = JSON.stringify(question);
      await at.ask(question);
      assert.equal(JSON.stringify(question), before, 'The question.');
    }),
  },
];

/** What no screen may get from a text; what a renderer colours and moves with is its own. */
const RAW: readonly string[] = [
  '\u001b[2J',
  '\u001b]52',
  '\u0007',
  '\u0000',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u0085',
  '\u2028',
];

function noticesOn(text: string, clock: FakeClock): readonly Notice[] {
  const deadline = deadlineIn(clock, 60);
  const context = createActionContext({ functionName: 'f', args: [text] }, fakeClock());
  return [
    { kind: 'message', text },
    { kind: 'waiting', text, deadline },
    { kind: 'action', context, risk: sampleRisk(), deadline },
  ];
}

function hostileNotices(clock: FakeClock): readonly Notice[] {
  const deadline = deadlineIn(clock, 60);
  const actions = HOSTILE_ACTIONS.map((action): Notice => {
    return { kind: 'action', context: createActionContext(action, clock), risk: sampleRisk(), deadline };
  });
  return [...NASTY_TEXTS.flatMap((text) => noticesOn(text, clock)), ...actions];
}
