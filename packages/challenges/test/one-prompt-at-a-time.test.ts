import { InteractionRenderer } from '@attesta/challenges';
import { Attesta, type ChallengeProtocol, type Decision, type Interaction } from '@attesta/core';
import type { Answer, Notice, Question } from '@attesta/core/authoring';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

/** A person who answers when told to, and a screen that complains when two prompts share it. */
class Person implements Interaction {
  readonly events: string[] = [];
  readonly #waiting: ((answer: Answer) => void)[] = [];

  show(notice: Notice): void {
    this.events.push(notice.kind === 'action' ? `shown ${notice.context.description}` : notice.text);
  }

  ask(question: Question): Promise<Answer> {
    this.events.push(`asked ${question.prompt}`);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  get pending(): number {
    return this.#waiting.length;
  }

  answer(answer: Answer): void {
    this.#waiting.shift()?.(answer);
  }
}

const yes: Answer = { status: 'answered', value: true };

function setUp(timeoutSeconds = 3600) {
  const clock = fakeClock();
  const person = new Person();
  const decisions: Decision[] = [];
  const attesta = new Attesta({
    clock,
    timeoutSeconds,
    renderer: new InteractionRenderer(person, { operator: { id: 'ada' } }),
    challengeMap: { medium: 'confirm' },
    onDecision: (decision) => decisions.push(decision),
  });
  return { clock, person, decisions, attesta };
}

describe('one prompt at a time', () => {
  it('R-12 shows fifty waiting prompts one after the other, each with its action first', async () => {
    const { clock, person, attesta } = setUp();
    const ran: number[] = [];
    const run = attesta.gate({ risk: 'medium', name: 'run' }, (n: number) => ran.push(n));
    const calls = Array.from({ length: 50 }, (_, n) => run(n));
    for (let n = 0; n < 50; n += 1) {
      await clock.advance(1000);
      expect(person.pending).toBe(1);
      expect(person.events.splice(0)).toEqual([
        ...(n === 0 ? [] : ['approved: run']),
        `shown run(${n})`,
        'asked Run run (medium risk)?',
      ]);
      person.answer(yes);
    }
    await Promise.all(calls);
    expect(ran).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('counts the time of a person from their turn on', async () => {
    const { clock, person, decisions, attesta } = setUp();
    const run = attesta.gate({ risk: 'medium', name: 'run' }, () => {});
    const calls = [run(), run()];
    await clock.advance(30_000);
    person.answer(yes);
    await clock.advance(5_000);
    person.answer(yes);
    await Promise.all(calls);
    expect(decisions.map(({ reviewTimeSeconds }) => reviewTimeSeconds)).toEqual([30, 5]);
  });

  it('gives the turn on when a prompt times out, once its question has settled', async () => {
    const { clock, person, decisions, attesta } = setUp(60);
    const run = attesta.gate({ risk: 'medium', name: 'run' }, (_n: number) => {});
    const first = run(1).catch(() => {});
    await clock.advance(50_000);
    const second = run(2);
    await clock.advance(11_000);
    await first;
    expect(person.events).not.toContain('shown run(2)');
    person.answer({ status: 'timed_out' });
    await clock.advance(0);
    person.answer(yes);
    await second;
    expect(decisions.map(({ verdict }) => verdict)).toEqual(['timed_out', 'approved']);
  });

  it('denies at the deadline what never got its turn', async () => {
    const { clock, person, decisions, attesta } = setUp(60);
    const run = attesta.gate({ risk: 'medium', name: 'run' }, () => {});
    const calls = [run().catch(() => {}), run().catch(() => {})];
    await clock.advance(62_000);
    await Promise.all(calls);
    expect(person.events.filter((event) => event.startsWith('shown'))).toHaveLength(1);
    expect(decisions.map(({ verdict, reviewTimeSeconds }) => [verdict, reviewTimeSeconds])).toEqual([
      ['timed_out', undefined],
      ['timed_out', undefined],
    ]);
    expect(clock.pending).toBe(0);
  });

  it('asks the questions of one challenge one after the other, after a single showing', async () => {
    const { clock, person, attesta } = setUp();
    const both: ChallengeProtocol = {
      challengeType: 'quiz',
      async present(_context, _risk, { interaction, signal }) {
        const ask = (id: string): Promise<Answer> => interaction.ask({ kind: 'text', id, prompt: id }, { signal });
        const answers = await Promise.all([ask('a'), ask('b')]);
        return { passed: answers.every(({ status }) => status === 'answered'), challengeType: 'quiz' };
      },
    };
    const call = attesta.gate({ risk: 'medium', name: 'run', challengeMap: { medium: both } }, () => 'ran')();
    await clock.advance(0);
    expect(person.events).toEqual(['shown run()', 'asked a']);
    person.answer({ status: 'answered', value: '1' });
    await clock.advance(0);
    person.answer({ status: 'answered', value: '2' });
    expect(await call).toBe('ran');
  });

  it('lets nothing through that does not fit the question', async () => {
    for (const answer of [
      { status: 'answered', value: 'yes' },
      { status: 'answered' },
      { status: 'sure' },
      undefined,
      'yes',
      { status: 'answered', value: false },
    ]) {
      const { clock, person, attesta } = setUp();
      const call = attesta.gate({ risk: 'medium', name: 'run' }, () => 'ran')();
      const denied = expect(call).rejects.toMatchObject({ code: 'denied' });
      await clock.advance(0);
      person.answer(answer as Answer);
      await denied;
    }
  });
});
