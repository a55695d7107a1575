import { ConfirmChallenge } from '@attesta/challenges';
import { Attesta, createActionContext } from '@attesta/core';
import { describeArguments, visible } from '@attesta/core/authoring';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { TerminalRenderer } from '../src/index.js';
import { type HostileAction, hostileActions } from './hostile/corpus.js';
import { behindTheBar, linesOf } from './hostile/read-screens.js';
import { type OpenTerminal, openTerminal } from './open-terminal.js';

const ACTIONS = hostileActions();
const SIZES = [
  [80, 24],
  [40, 20],
  [20, 24],
  [120, 40],
] as const;

afterEach(() => vi.unstubAllEnvs());

it('the corpus has more than 200 actions, no two alike', () => {
  expect(ACTIONS.length).toBeGreaterThan(200);
  expect(new Set(ACTIONS.map(({ name }) => name)).size).toBe(ACTIONS.length);
});

describe.each(SIZES)(
  'R-06 B-02 at the moment of decision nothing is hidden, at %d columns and %d rows',
  (columns, rows) => {
    let terminal: OpenTerminal;
    let renderer: TerminalRenderer;
    beforeAll(() => {
      vi.stubEnv('TERM', 'xterm-256color');
      terminal = openTerminal({ columns, rows, colors: true });
      const { input, output } = terminal;
      renderer = new TerminalRenderer({ input, output, operator: { id: 'ada' } });
    });
    afterAll(() => terminal.close());

    const share = ACTIONS.filter((_action, index) => SIZES[index % SIZES.length]?.[0] === columns);
    it.each(share.map((action, index) => [action.name, action, index] as const))(
      '%s',
      async (_name, hostile, index) => {
        vi.stubEnv('TERM', 'xterm-256color');
        const isApproved = index % 3 === 0;
        await put(hostile, isApproved);
      },
    );

    /** Puts it to a person who turns everything over; they type the phrase, or what is none. */
    async function put({ action }: HostileAction, isApproved: boolean): Promise<void> {
      const { functionName: name, args, environment, agentId, requesterId, documentation, metadata } = action;
      const critical = new ConfirmChallenge({ reviewSeconds: 0 });
      const attesta = new Attesta({ renderer, environment, challengeMap: { critical } });
      terminal.clear();
      const ran: unknown[][] = [];
      const run = (...given: unknown[]) => ran.push(given);
      const guarded = attesta.gate({ name, risk: 'critical', documentation, metadata }, run);
      const before = { state: terminal.state(), written: terminal.written().length };
      const ending = guarded
        .with({ agentId, requesterId })(...args)
        .then(
          () => 'ran',
          () => 'denied',
        );
      const lines = linesOf(await terminal.turnAll());
      expect(hidden(lines, createActionContext(action))).toEqual([]);
      expect(forged(lines)).toEqual([]);
      terminal.type(isApproved ? `${phraseIn(lines)}\r` : 'y\r');
      expect(await ending).toBe(isApproved ? 'ran' : 'denied');
      expect(ran).toEqual(isApproved ? [args] : []);
      await terminal.untilRow(isApproved ? /^(?:APPROVED |\| )/ : /^(?:DENIED |\| )/);
      const written = terminal.written().slice(before.written);
      expect(written.replace(OUR_SEQUENCES, '')).toMatch(/^[\r\n -~]*$/);
      expect(terminal.state()).toEqual(before.state);
    }
  },
);

/** What of the action was on no screen. */
function hidden(lines: readonly string[], context: ReturnType<typeof createActionContext>): readonly string[] {
  const shown = behindTheBar(lines);
  const named = [context.functionName, context.environment, context.agentId, context.requesterId];
  const facts = [
    ...named.filter((name) => name !== undefined).map(visible),
    ...describeArguments(context).map(({ text }) => text),
  ];
  const words = (context.documentation ?? '').match(/[a-z]{3,}/gi) ?? [];
  return [...facts, ...words].filter((text) => !shown.includes(text));
}

/** Lines that begin as ours do, more often than ours do. */
function forged(lines: readonly string[]): readonly string[] {
  const starts = lines.map((line) => line.split(/ *\|/)[0] ?? '');
  return ONCE.filter((label) => starts.filter((start) => start === label || start.startsWith(`${label} `)).length > 1);
}

/** The phrase that the question asks for. */
function phraseIn(lines: readonly string[]): string {
  const start = lines.findLastIndex((line) => line.startsWith('? '));
  const end = lines.findIndex((line, index) => index > start && line.startsWith('Type it'));
  const prompt = lines.slice(start, end).map((line) => line.slice(2));
  return prompt.join(' ').split('To approve, type: ').at(-1) ?? '';
}

const OUR_SEQUENCES = /\x1b\[(?:(?:[012]|1;31|1;7;31|32)m|K|\?2004[hl])/g;
const ONCE = [
  'Approval needed',
  'Action',
  'Environment',
  'Arguments',
  'Operator',
  'Risk',
  'Expires',
  'Fingerprint',
  '?',
];
