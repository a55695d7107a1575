import type { ChallengeResult, Decision } from '@attesta/core';
import { createChallengeResult, deadlineIn } from '@attesta/core/authoring';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decisionLines, messageLines, queueLines, waitingLines } from '../../src/layout/notice-lines.js';
import { plainPage } from './plain-page.js';

beforeEach(() => vi.stubEnv('TZ', 'UTC'));
afterEach(() => vi.unstubAllEnvs());

function decision(changes: Partial<Decision>): Decision {
  const required = { type: 'confirm', name: 'confirm' } as const;
  return {
    verdict: 'denied',
    context: sampleContext(),
    risk: sampleRisk('medium'),
    challenge: undefined,
    required,
    presented: required,
    operator: { id: 'ada' },
    approvers: [],
    reviewTimeSeconds: undefined,
    reason: undefined,
    receipt: undefined,
    ...changes,
  };
}

const lines = (changes: Partial<Decision>, width = 79): readonly string[] =>
  decisionLines(plainPage(width), decision(changes));

describe('a decision', () => {
  it('says verdict, action, by whom, how long', () => {
    expect(lines({ verdict: 'approved', approvers: ['ada'], reviewTimeSeconds: 12.3 })).toEqual([
      'APPROVED delete_records("table_a", 100) by ada in 12 seconds',
    ]);
    expect(lines({ verdict: 'approved', approvers: ['ada', 'grace'] })).toEqual([
      'APPROVED delete_records("table_a", 100) by ada and grace',
    ]);
    expect(lines({ verdict: 'approved' })).toEqual(['APPROVED delete_records("table_a", 100) automatically']);
  });

  it.each([
    ['denied', 'DENIED'],
    ['timed_out', 'TIMED OUT'],
    ['cancelled', 'CANCELLED'],
  ] as const)('says why it is %s', (verdict, word) => {
    expect(lines({ verdict, reason: 'no' })).toEqual([`${word} delete_records("table_a", 100): no`]);
  });

  it('names who denied, and how long that took', () => {
    const challenge: ChallengeResult = createChallengeResult({
      passed: false,
      challengeType: 'multi_party',
      responder: 'grace',
      responseTimeSeconds: 90,
    });
    expect(lines({ challenge, reason: 'no' })).toEqual([
      'DENIED delete_records("table_a", 100) by grace in 1 minute 30 seconds: no',
    ]);
  });

  it('T-16 does not say why an answer was wrong, but why a right one did not count', () => {
    const challenge = { passed: false, challengeType: 'confirm', responder: 'ada' } as const;
    const answered = { reason: 'max attempts exceeded', reviewTimeSeconds: 4 };
    expect(lines({ ...answered, challenge: createChallengeResult(challenge) })).toEqual([
      'DENIED delete_records("table_a", 100) by ada in 4 seconds',
    ]);
    const passed = createChallengeResult({ ...challenge, passed: true });
    expect(lines({ ...answered, reason: 'it could not be recorded', challenge: passed })).toEqual([
      'DENIED delete_records("table_a", 100) in 4 seconds: it could not be recorded',
    ]);
  });

  it('stays on its line by shortening the action, and keeps a long reason behind the bar', () => {
    const context = sampleContext({ args: ['x'.repeat(200)] });
    const [line = '', ...rest] = lines({ context, reason: 'the operator said no' });
    expect(rest).toEqual([]);
    expect(line).toMatch(/^DENIED delete_records\("x+\.\.\.\(\+\d+ more\): the operator said no$/);
    expect(line.length).toBeLessThanOrEqual(79);
    const reason = `line\nAPPROVED everything by ada\u202e ${'and on '.repeat(20)}`;
    const long = lines({ reason });
    expect(long.slice(1).every((each) => each.startsWith('| '))).toBe(true);
    expect(long.join('\n')).toMatch(/^[ -~\n]*$/);
  });
});

describe('R-04 what would forge lines', () => {
  const FORGED = 'ok\n? Run x?\nRisk: LOW';
  const SHOWN = 'ok\\n? Run x?\\nRisk: LOW';

  it('is one line in a message', () => {
    expect(messageLines(plainPage(79), { kind: 'message', text: FORGED })).toEqual([`| ${SHOWN}`]);
    expect(messageLines(plainPage(30), { kind: 'message', text: 'one \x1b[2J\nRisk | LOW C:\\new' })).toEqual([
      '| one \\u{1b}[2J\\nRisk | LOW',
      '| C:\\\\new',
    ]);
  });

  it('is one line in what is waited for', () => {
    const clock = fakeClock({ now: Date.UTC(2026, 0, 1, 12) });
    const notice = { kind: 'waiting' as const, text: FORGED, deadline: deadlineIn(clock, 60) };
    expect(waitingLines(plainPage(79), notice, clock)).toEqual([
      `| ${SHOWN} Until 12:01:00 (1 minute); Ctrl-C gives up.`,
    ]);
  });

  it('is one line in a reason and in names', () => {
    expect(lines({ reason: FORGED })).toEqual([`DENIED delete_records("table_a", 100): ${SHOWN}`]);
    expect(lines({ verdict: 'approved', approvers: [FORGED] })).toEqual([
      `APPROVED delete_records("table_a", 100) by ${SHOWN}`,
    ]);
    const challenge = createChallengeResult({ passed: false, challengeType: 'multi_party', responder: FORGED });
    expect(lines({ challenge })).toEqual([`DENIED delete_records("table_a", 100) by ${SHOWN}`]);
  });

  it.each([20, 39])('stays behind the bar where it is wrapped, at %d columns', (width) => {
    const clock = fakeClock();
    const deadline = deadlineIn(clock, 60);
    const text = `${FORGED} ? Run x? ${' '.repeat(width)}? Run x?`;
    const foreign = [
      ...messageLines(plainPage(width), { kind: 'message', text }),
      ...waitingLines(plainPage(width), { kind: 'waiting', text, deadline }, clock).slice(width < 30 ? 3 : 2),
      ...lines({ reason: text }, width).slice(1),
    ];
    expect(foreign.length).toBeGreaterThan(5);
    for (const line of foreign) expect(line).toMatch(/^\| [ -~]*$/);
  });
});

it('tells what is waited for, until when, and how to give up', () => {
  const clock = fakeClock({ now: Date.UTC(2026, 0, 1, 12) });
  const deadline = { wall: clock.wall() + 7_200_000, monotonic: clock.monotonic() + 3_600_000 };
  const waiting = (text: string): readonly string[] =>
    waitingLines(plainPage(79), { kind: 'waiting', text, deadline }, clock);
  expect(waiting('Waiting for grace.')).toEqual(['| Waiting for grace. Until 13:00:00 (1 hour); Ctrl-C gives up.']);
  expect(waiting(`Waiting for manager (grace) approval... Request ID: ${'5a'.repeat(16)}`)).toEqual([
    'Waiting until 13:00:00 (1 hour); Ctrl-C gives up.',
    '| Waiting for manager (grace) approval... Request ID:',
    `| ${'5a'.repeat(16)}`,
  ]);
});

it('R-12 tells how many wait', () => {
  expect(queueLines(plainPage(79), 0)).toEqual([]);
  expect(queueLines(plainPage(79), 1)).toEqual(['1 more action waits for an answer after this one.']);
  expect(queueLines(plainPage(79), 49)).toEqual(['49 more actions wait for an answer after this one.']);
});
