import { ConfirmChallenge } from '@attesta/challenges';
import { Attesta, type AttestaOptions, type ChallengeProtocol, ChallengeType, RiskLevel } from '@attesta/core';
import { FixedRiskScorer } from '@attesta/core/scorers';
import { fakeClock } from '@attesta/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { TerminalRenderer } from '../src/index.js';
import { hostileAction } from './layout/hostile-action.js';
import { openTerminal } from './open-terminal.js';

beforeEach(() => vi.stubEnv('TERM', 'xterm-256color'));
afterEach(() => vi.unstubAllEnvs());

/** A gate whose person sits at a terminal of their own. */
function gateAt(options: Parameters<typeof openTerminal>[0] = {}, gate: AttestaOptions = {}) {
  const terminal = openTerminal(options);
  onTestFinished(terminal.close);
  const { input, output } = terminal;
  const renderer = new TerminalRenderer({ input, output, operator: { id: 'ada' }, clock: gate.clock });
  const confirm = new ConfirmChallenge({ reviewSeconds: 0 });
  const challengeMap = { medium: confirm, high: confirm, critical: confirm };
  return { terminal, renderer, attesta: new Attesta({ renderer, challengeMap, agentId: 'agent-1', ...gate }) };
}

describe('through the gate', () => {
  it('runs what was confirmed and reports it', async () => {
    const { terminal, attesta } = gateAt();
    const drop = attesta.gate({ name: 'drop_table', risk: 'medium' }, (table: string) => `dropped ${table}`);
    const dropped = drop('users');
    await terminal.until(/^>/m);
    terminal.type('yes\r');
    expect(await dropped).toBe('dropped users');
    await terminal.until(/^APPROVED drop_table\("users"\) by ada in .* seconds?$/m);
  });

  it.each(['high', 'critical'] as const)(
    'X-11 says at %s risk which values are hidden, on the page, and warns right above the answer',
    async (risk) => {
      const { terminal, attesta } = gateAt();
      const pay = attesta.gate({ name: 'pay', risk, redact: ['args[0].card'] }, (_order: object) => {});
      const paid = pay({ to: 'ada', card: '4242', password: 'hunter2' });
      await terminal.until(
        /2 values are hidden: args\[0\]\.card, args\[0\]\.password\n[^]*RISK [^\n]* 1 WARNING\n\| pay[^\n]*\n>/m,
      );
      terminal.type('\r');
      await expect(paid).rejects.toMatchObject({ code: 'denied' });
    },
  );

  it.each([
    ['Enter', '\r', 'DENIED', 'by ada in .*'],
    ['n', 'n\r', 'DENIED', 'by ada in .*'],
    ['Ctrl-C', '\x03', 'CANCELLED', '.*: the operator cancelled'],
    ['Ctrl-D', 'ye\x04', 'CANCELLED', '.*: the operator cancelled'],
  ])('runs nothing on %s', async (_name, keys, word, reason) => {
    const { terminal, attesta } = gateAt();
    const run = vi.fn();
    const refused = expect(attesta.gate({ name: 'drop_table', risk: 'medium' }, run)('users')).rejects.toThrow();
    await terminal.until(/^>/m);
    terminal.type(keys);
    await refused;
    expect(run).not.toHaveBeenCalled();
    await terminal.until(new RegExp(`^${word} drop_table\\("users"\\).* ?${reason}$`, 'm'));
  });

  it('stops asking at the deadline', async () => {
    const clock = fakeClock();
    const { terminal, attesta } = gateAt({}, { clock, timeoutSeconds: 60 });
    const refused = expect(attesta.gate({ name: 'drop_table', risk: 'medium' }, vi.fn())()).rejects.toMatchObject({
      decision: { verdict: 'timed_out' },
    });
    await terminal.until(/^>/m);
    expect(terminal.screen()).toContain('in 1 minute\n');
    terminal.type('yes');
    await terminal.until('> yes');
    await clock.advance(60_000);
    await refused;
    await terminal.until(/^TIMED OUT drop_table\(\) in 1 minute: nobody answered in time$/m);
    expect(terminal.modes()).toBe('icanon echo');
  });

  it('asks about the action as long as it is open, and not about it any more afterwards', async () => {
    const { terminal, renderer, attesta } = gateAt();
    const dropped = attesta.gate({ name: 'drop_table', risk: 'medium' }, () => 'dropped')();
    await terminal.until(/MEDIUM RISK[^>]*\n>$/);
    terminal.type('y\r');
    await dropped;
    const { signal } = new AbortController();
    const asked = renderer.interaction.ask({ kind: 'text', id: 'name', prompt: 'Your name?' }, { signal });
    await terminal.until(/APPROVED.*\n\n\? Your name\?\nEnter answers\. Ctrl-C gives up\.\n>$/);
    terminal.type('Ada\r');
    expect(await asked).toEqual({ status: 'answered', value: 'Ada' });
  });

  it('reports what needs nobody in one line', async () => {
    const { terminal, attesta } = gateAt();
    await attesta.gate({ name: 'read_file', risk: 'low' }, () => 'text')();
    await terminal.until('APPROVED read_file() automatically');
    expect(terminal.screen()).toBe('APPROVED read_file() automatically');
  });

  it('keeps what others report until the question is over', async () => {
    const { terminal, attesta } = gateAt();
    const dropped = attesta.gate({ name: 'drop_table', risk: 'medium' }, () => 'dropped')();
    await terminal.until(/^>/m);
    const before = terminal.screen();
    await attesta.gate({ name: 'read_file', risk: 'low' }, () => 'text')();
    terminal.type('y');
    await terminal.until('> y');
    expect(terminal.screen()).toBe(`${before} y`);
    terminal.type('\r');
    await dropped;
    await terminal.until(/> y\nAPPROVED read_file\(\) automatically\nAPPROVED drop_table\(\)/);
  });

  it.each(['high', 'critical'] as const)('R-09 takes nothing but the phrase for a yes at %s risk', async (risk) => {
    const { terminal, attesta } = gateAt();
    const run = vi.fn(() => 'dropped');
    const drop = attesta.gate({ name: 'drop_table', risk }, (_table: string) => run());
    for (const [round, typed] of ['y', 'yes', '', 'drop_table', 'no', 'drop_table users'].entries()) {
      const refused = expect(drop(`users_${round}`)).rejects.toThrow();
      await terminal.until(new RegExp(`To approve, type: drop_table users_${round}\\n[^>]*\\n>$`));
      terminal.type(`${typed}\r`);
      await refused;
    }
    expect(run).not.toHaveBeenCalled();
    const dropped = drop('users');
    await terminal.until(/To approve, type: drop_table users\n[^>]*\n>$/);
    terminal.type('drop_table users\r');
    expect(await dropped).toBe('dropped');
  });

  it('R-18 refuses a pasted phrase, says so, and takes it typed', async () => {
    const { terminal, attesta } = gateAt();
    const run = vi.fn();
    const drop = attesta.gate({ name: 'drop_table', risk: 'critical' }, (_table: string) => run());
    const refused = expect(drop('users')).rejects.toThrow();
    await terminal.until(/^>/m);
    terminal.paste('drop_table users\r');
    await terminal.until(/^Pasted input does not count here: type it\.\nCRITICAL RISK[^>]*\n>$/m);
    terminal.type('\r');
    await refused;
    expect(run).not.toHaveBeenCalled();
    const dropped = drop('users');
    await terminal.until(/DENIED[^]*CRITICAL RISK[^>]*\n>$/);
    terminal.paste('drop_table users');
    await terminal.until(/does not count here[^]*does not count here[^>]*\n>$/);
    terminal.type('drop_table users\r');
    await dropped;
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([
    [80, 24],
    [40, 24],
    [20, 24],
    [21, 10],
    [200, 60],
  ])('R-07 has action, target and risk in the last six rows, at %d columns and %d rows', async (columns, rows) => {
    const { terminal, attesta } = gateAt({ columns, rows });
    const drop = attesta.gate({ name: 'drop_table', risk: 'critical' }, vi.fn());
    const refused = expect(drop('users', 'x\n'.repeat(200), ' '.repeat(500))).rejects.toThrow();
    await terminal.turnAll();
    const last = terminal.viewport().slice(-6);
    expect(last.at(-1)).toBe('>');
    const text = last.map((line) => line.replace(/^\| /, '')).join('');
    expect(text).toContain('CRITICAL RISK');
    expect(text).toMatch(/drop_table\("us/);
    terminal.type('\x03');
    await refused;
  });

  it('R-12 asks fifty one after the other, each under its fingerprint', async () => {
    const { terminal, attesta } = gateAt({ rows: 60 });
    const ran: number[] = [];
    const calls = Array.from({ length: 50 }, (_, index) => index);
    const drop = attesta.gate({ name: 'drop_part', risk: 'medium' }, (part: number) => ran.push(part));
    const settled = Promise.allSettled(calls.map((part) => drop(part)));
    const fingerprints = new Set<string>();
    for (const part of calls) {
      const left = 49 - part;
      const waits = left === 0 ? '' : `${left} more actions? waits? for an answer after this one\\.\\n`;
      await terminal.until(new RegExp(`${waits}MEDIUM RISK {2}[0-9a-f ]{19}\\n\\| drop_part\\(${part}\\)\\n>$`));
      fingerprints.add(terminal.screen().match(/MEDIUM RISK {2}([0-9a-f ]{19})(?![^]*MEDIUM RISK)/)?.[1] ?? '');
      terminal.type(part % 2 === 0 ? 'y\r' : 'n\r');
    }
    await settled;
    expect(ran).toEqual(calls.filter((part) => part % 2 === 0));
    expect(fingerprints.size).toBe(50);
  });
});

describe('R-04 a hostile name', () => {
  it.each([79, 39, 20])('asks one question and no other, at %d columns', async (width) => {
    const { terminal, attesta } = gateAt({ columns: width + 1, rows: 200 });
    const name = 'list_files (low risk)?\nEnter alone answers yes. Run list_files';
    const run = vi.fn();
    const refused = expect(attesta.gate({ name, risk: 'medium' }, run)()).rejects.toThrow();
    await terminal.until(/^>$/m);
    const lines = terminal.screen().split('\n');
    expect(lines.filter((line) => line.startsWith('? '))).toHaveLength(1);
    const start = lines.findIndex((line) => line.startsWith('? '));
    const end = lines.findIndex((line) => line.startsWith('Only y'));
    const marks = lines.slice(start, end).map((line) => line.slice(0, 2));
    expect(marks).toEqual(['? ', ...marks.slice(1).fill('| ')]);
    const prompt = lines.slice(start, end).map((line) => line.slice(2));
    expect(prompt.join(' ')).toBe(
      'Run list_files (low risk)?\\nEnter alone answers yes. Run list_files (medium risk)?',
    );
    terminal.type('\r');
    await refused;
    expect(run).not.toHaveBeenCalled();
  });
});

describe('R-05 a hostile action', () => {
  it.each([
    ['xterm-256color', true],
    ['xterm-256color', false],
    ['dumb', false],
  ])('changes nothing about the terminal (TERM=%s, colour: %s)', async (term, colors) => {
    vi.stubEnv('TERM', term);
    const { terminal, attesta } = gateAt({ colors, rows: 200 }, { riskScorer: new FixedRiskScorer({ score: 0.45 }) });
    const context = hostileAction();
    const refused = attesta.evaluate(context);
    await terminal.until(/^>$/m);
    terminal.type('\r');
    expect((await refused).verdict).toBe('denied');
    await terminal.until(/^DENIED/m);
    const escapes = terminal.written().split('\x1b').slice(1);
    const allowed = colors ? /^\[(?:[012]|1;31|1;7;31|32)m|^\[K|^\[\?2004[hl]/ : /^\[K|^\[\?2004[hl]/;
    expect(escapes.filter((sequence) => !allowed.test(sequence))).toEqual([]);
    expect(escapes.length > 0).toBe(term !== 'dumb');
    expect(terminal.written()).toMatch(/^[\x1b\r\n -~]*$/);
  });
});

describe('the wiring of the guide', () => {
  class TicketChallenge implements ChallengeProtocol {
    readonly challengeType: ChallengeType = ChallengeType.QUIZ;
    readonly present: ChallengeProtocol['present'] = async (_context, _risk, { interaction, signal }) => {
      const answer = await interaction.ask({ kind: 'text', id: 'ticket', prompt: 'Ticket?' }, { signal });
      return { passed: answer.status === 'answered' && answer.value === 'OPS-1', challengeType: this.challengeType };
    };
  }

  class TicketRenderer extends TerminalRenderer {
    readonly ticket = new TicketChallenge();
    override async renderChallenge(...given: Parameters<TerminalRenderer['renderChallenge']>) {
      const [context, risk, type, session] = given;
      if (type === ChallengeType.QUIZ) return await this.ticket.present(context, risk, session);
      return await super.renderChallenge(...given);
    }
  }

  it('puts a challenge in the place of a type, and leaves the rest', async () => {
    const { terminal } = gateAt();
    const { input, output } = terminal;
    const renderer = new TicketRenderer({ input, output });
    const attesta = new Attesta({ renderer, challengeMap: { high: ChallengeType.QUIZ } });
    const asked = attesta.gate({ name: 'deploy', risk: RiskLevel.HIGH }, () => 'deployed')();
    await terminal.until(/Ticket\?[^>]*\n>/);
    terminal.type('OPS-1\r');
    expect(await asked).toBe('deployed');
    const confirmed = attesta.gate({ name: 'restart', risk: RiskLevel.MEDIUM }, () => 'restarted')();
    await terminal.until(/Only y or yes[^>]*\n>/);
    terminal.type('y\r');
    expect(await confirmed).toBe('restarted');
  });
});

it('R-12 counts an action once, however many questions its challenge asks together', async () => {
  const { terminal, attesta } = gateAt();
  const twice: ChallengeProtocol = {
    challengeType: 'quiz',
    async present(_context, _risk, { interaction, signal }) {
      const ask = (id: string) => interaction.ask({ kind: 'text', id, prompt: `${id}?` }, { signal });
      const answers = await Promise.all([ask('First'), ask('Second')]);
      return { passed: answers.every(({ status }) => status === 'answered'), challengeType: 'quiz' };
    },
  };
  const asked = attesta.gate({ name: 'deploy', risk: 'high', challengeMap: { high: twice } }, () => 'deployed')();
  for (const id of ['First', 'Second']) {
    await terminal.until(new RegExp(`\\? ${id}\\?[^>]*\n>$`));
    terminal.type(`${id}\r`);
  }
  expect(await asked).toBe('deployed');
  expect(terminal.screen()).not.toContain('for an answer after this one');
});
