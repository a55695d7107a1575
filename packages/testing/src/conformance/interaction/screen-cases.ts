import assert from 'node:assert/strict';
import { createActionContext } from '@attesta/core';
import { deadlineIn, type Notice } from '@attesta/core/authoring';
import { type FakeClock, fakeClock } from '../../fake-clock.js';
import { sampleRisk } from '../../samples.js';
import { HOSTILE_ACTIONS, HOSTILE_STRINGS } from '../actions.js';
import type { InteractionCase } from './description.js';
import { InteractionHarness, QUESTIONS } from './harness.js';

/** What comes to the screen. */
export const SCREEN_CASES: readonly InteractionCase[] = [
  {
    name: 'shows every kind of notice at once',
    proves: 'show returns nothing, so that it cannot hold anybody up.',
    run: InteractionHarness.case([], async ({ interaction, clock }) => {
      for (const notice of noticesOn('Fine.', clock)) {
        assert.equal(interaction.show(notice), undefined, `What showing a ${notice.kind} returns.`);
      }
    }),
  },
  {
    name: 'shows hostile text without failing',
    proves: 'No text in a notice throws.',
    run: InteractionHarness.case([], async ({ interaction, clock }) => {
      for (const notice of hostileNotices(clock)) {
        assert.doesNotThrow(() => interaction.show(notice), `Showing a ${notice.kind}.`);
      }
    }),
  },
  {
    name: 'asks hostile questions without failing',
    proves: 'No text in a prompt or a choice rejects.',
    run: InteractionHarness.case(
      HOSTILE_STRINGS.flatMap(() => [{ answer: true }, { answer: 'a' }]),
      async (harness) => {
        for (const text of HOSTILE_STRINGS) {
          assert.equal(
            (await harness.ask({ ...QUESTIONS.confirm, prompt: text })).status,
            'answered',
            'A confirmation.',
          );
          const choices = [{ value: 'a', label: text }];
          assert.equal(
            (await harness.ask({ ...QUESTIONS.select, prompt: text, choices })).status,
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
    run: InteractionHarness.case(
      [{ answer: 'x' }, { answer: 'x' }, { answer: true }, { answer: 'a' }],
      async (harness) => {
        for (const question of Object.values(QUESTIONS)) {
          await harness.ask(question);
          assert(harness.screen.includes(question.prompt), `The prompt of a ${question.kind}.`);
        }
        for (const { label } of QUESTIONS.select.choices)
          assert(harness.screen.includes(label), 'The label of a choice.');
        harness.interaction.show({ kind: 'message', text: 'Invalid code.' });
        assert(harness.screen.includes('Invalid code.'), 'A message.');
      },
    ),
  },
  {
    name: 'shows the whole action',
    proves:
      'The name of the function, every argument, the agent, the environment and the level of risk stand on the screen.',
    needs: 'reading',
    run: InteractionHarness.case([{ answer: true }], async (harness) => {
      const context = createActionContext({
        functionName: 'delete_records',
        args: ['table_of_orders', { where: { status: 'stale_ones' } }, 4711],
        agentId: 'agent-seven',
        environment: 'staging-eu',
      });
      harness.interaction.show({
        kind: 'action',
        context,
        risk: sampleRisk('critical'),
        deadline: deadlineIn(harness.clock, 60),
      });
      await harness.ask(QUESTIONS.confirm);
      for (const part of ['delete_records', 'table_of_orders', 'stale_ones', '4711', 'agent-seven', 'staging-eu']) {
        assert(harness.screen.includes(part), `${part} stands on the screen.`);
      }
      assert(harness.screen.toLowerCase().includes('critical'), 'The level of risk stands on the screen.');
    }),
  },
  {
    name: 'shows the warnings of an action',
    proves: 'Each of `warnings`, such as how many values are hidden, stands on the screen by the time of the question.',
    needs: 'reading',
    run: InteractionHarness.case([{ answer: true }], async (harness) => {
      const [notice] = noticesOn('orders', harness.clock).filter(({ kind }) => kind === 'action');
      assert(notice?.kind === 'action');
      const warnings = ['2 values are hidden', '1 name is new here'];
      harness.interaction.show({ ...notice, warnings });
      await harness.ask(QUESTIONS.confirm);
      for (const warning of warnings) assert(harness.screen.includes(warning), `The warning "${warning}".`);
    }),
  },
  {
    name: 'passes foreign text through visible()',
    proves:
      'No control, bidirectional or invisible character of a text reaches the screen, and no text makes a line of its own.',
    needs: 'reading',
    run: InteractionHarness.case(
      HOSTILE_STRINGS.map(() => ({ answer: 'a' })),
      async (harness) => {
        for (const notice of hostileNotices(harness.clock)) harness.interaction.show(notice);
        for (const text of HOSTILE_STRINGS) {
          await harness.ask({ ...QUESTIONS.select, prompt: `Which ${text}?`, choices: [{ value: 'a', label: text }] });
        }
        const { screen } = harness;
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
    run: InteractionHarness.case([{ answer: 'hunter2-xyzzy' }], async (harness) => {
      assert.deepEqual(
        await harness.ask(QUESTIONS.secret),
        { status: 'answered', value: 'hunter2-xyzzy' },
        'A secret.',
      );
      assert(!harness.screen.includes('hunter2-xyzzy'), 'The secret stands on the screen.');
      assert(!harness.screen.includes('hunter2'), 'A part of the secret stands on the screen.');
    }),
  },
  {
    name: 'leaves a question as it is',
    proves: 'A question is data that the caller may use again: nothing is written to it.',
    run: InteractionHarness.case([{ answer: 'a' }], async (harness) => {
      const choices = [
        { value: 'b', label: 'Second' },
        { value: 'a', label: 'First' },
      ];
      const question = { ...QUESTIONS.select, choices };
      const before = JSON.stringify(question);
      await harness.ask(question);
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
  return [...HOSTILE_STRINGS.flatMap((text) => noticesOn(text, clock)), ...actions];
}
