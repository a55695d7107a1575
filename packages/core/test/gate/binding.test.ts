import {
  Attesta,
  AttestaDenied,
  type ChallengeProtocol,
  ChallengeType,
  type PartialChallengeResult,
} from '@attesta/core';
import { describe, expect, it } from 'vitest';

/** A challenge that does something while the person reads, and then passes. */
function passingAfter(meanwhile: () => void | Promise<void>): ChallengeProtocol {
  return {
    challengeType: ChallengeType.CONFIRM,
    async present(): Promise<PartialChallengeResult> {
      await meanwhile();
      return { passed: true, challengeType: ChallengeType.CONFIRM };
    },
  };
}

const passing = passingAfter(() => {});

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ran';
  } catch (error) {
    if (error instanceof AttestaDenied) return error.code;
    throw error;
  }
}

describe('what runs is what was approved', () => {
  it('B-01 runs on what was shown when the caller changes its object meanwhile', async () => {
    const rows = { table: 'drafts', ids: [1, 2], when: new Map([['from', 1]]) };
    const attack = passingAfter(() => {
      rows.table = 'orders';
      rows.ids.push(3);
      rows.when.set('from', 0);
    });
    const seen: unknown[] = [];
    const guarded = new Attesta({ challengeMap: { critical: attack } }).gate(
      { risk: 'critical', name: 'remove' },
      (given: typeof rows) => {
        seen.push(given);
      },
    );
    await guarded(rows);
    expect(seen).toEqual([{ table: 'drafts', ids: [1, 2], when: new Map([['from', 1]]) }]);
  });

  it('B-03 gives the function a copy of its own', async () => {
    const rows = [1];
    let context: unknown;
    const guarded = new Attesta({ onDecision: (decision) => (context = decision.context.args) }).gate(
      { risk: 'low', name: 'add' },
      (list: number[]) => list.push(2),
    );
    expect(await guarded(rows)).toBe(2);
    expect(rows).toEqual([1]);
    expect(context).toEqual([[1]]);
  });

  it('B-01 denies when a challenge changes what the context shows', async () => {
    let runs = 0;
    const attack: ChallengeProtocol = {
      challengeType: ChallengeType.CONFIRM,
      async present(context) {
        const [amounts] = context.args;
        if (amounts instanceof Map) amounts.set('total', 1_000_000);
        return { passed: true, challengeType: ChallengeType.CONFIRM };
      },
    };
    const pay = new Attesta({ challengeMap: { critical: attack } }).gate(
      { risk: 'critical', name: 'pay' },
      (_amounts: Map<string, number>) => {
        runs += 1;
      },
    );
    expect(await codeOf(pay(new Map([['total', 1]])))).toBe('changed');
    expect(runs).toBe(0);
  });

  it('B-01 asks `inspect` again right before the run, and denies another answer', async () => {
    class Transfer {
      amount = 10;
    }
    const transfer = new Transfer();
    const ran: number[] = [];
    const gateWith = (challenge: ChallengeProtocol) =>
      new Attesta({ challengeMap: { critical: challenge } }).gate(
        { risk: 'critical', name: 'send', inspect: ({ amount }: Transfer) => [{ amount }] },
        (given: Transfer) => {
          ran.push(given.amount);
        },
      );
    expect(await codeOf(gateWith(passing)(transfer))).toBe('ran');
    const raise = passingAfter(() => {
      transfer.amount = 1_000_000;
    });
    expect(await codeOf(gateWith(raise)(transfer))).toBe('changed');
    expect(ran).toEqual([10]);
  });

  it('B-03 takes the list that `inspect` returns as it takes any value', async () => {
    const live = { table: 'scratch' };
    const change = passingAfter(() => {
      live.table = 'customers';
    });
    const ran: string[] = [];
    const attesta = new Attesta({ challengeMap: { critical: change } });
    for (const list of [Object.assign([live], { every: () => true }), new Proxy([live], {}), [live]]) {
      const drop = attesta.gate({ risk: 'critical', name: 'drop', inspect: () => list }, () => {
        ran.push(live.table);
      });
      expect(['not_displayable', 'changed']).toContain(await codeOf(drop()));
      live.table = 'scratch';
    }
    expect(ran).toEqual([]);
  });

  it('B-01 looks again after the last wait, with a call id too', async () => {
    for (let turn = 0; turn < 80; turn += 1) {
      const controller = new AbortController();
      const { signal } = controller;
      let startedOnAborted = false;
      const guarded = new Attesta({ challengeMap: { critical: passing } }).gate({ risk: 'critical', name: 'f' }, () => {
        startedOnAborted = signal.aborted;
      });
      const call = codeOf(guarded.with({ callId: `c${turn}`, signal })());
      for (let hop = 0; hop < turn; hop += 1) await undefined;
      controller.abort();
      await call;
      expect(startedOnAborted, `aborted after ${turn} turns`).toBe(false);
    }
  });

  it('B-04 denies what it cannot show, naming the argument and the option', async () => {
    let runs = 0;
    const run = new Attesta({ challengeMap: { low: 'auto_approve' } }).gate(
      { risk: 'low', name: 'run' },
      (_job: { done: () => void }) => {
        runs += 1;
      },
    );
    const error = await run({ done: () => {} }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AttestaDenied);
    expect(error).toMatchObject({
      code: 'not_displayable',
      message: expect.stringMatching(/args\[0\]\.done is a function.*`inspect`/),
    });
    expect(error).toMatchObject({
      decision: { verdict: 'denied', risk: { level: 'critical' }, context: { args: [] } },
    });
    expect(runs).toBe(0);
  });

  it('B-17 asks again for a gated call inside an approved one', async () => {
    let asked = 0;
    const count = passingAfter(() => {
      asked += 1;
    });
    const { gate } = new Attesta({ challengeMap: { critical: count } });
    const inner = gate({ risk: 'critical', name: 'inner' }, () => 'done');
    const outer = gate({ risk: 'critical', name: 'outer' }, async () => await inner());
    expect(await outer()).toBe('done');
    expect(asked).toBe(2);
  });

  it('B-17 keeps 1,000 concurrent calls apart', async () => {
    const even: ChallengeProtocol = {
      challengeType: ChallengeType.CONFIRM,
      async present({ args: [n] }) {
        for (let turn = 0; turn < Number(n) % 7; turn += 1) await undefined;
        return { passed: Number(n) % 2 === 0, challengeType: ChallengeType.CONFIRM };
      },
    };
    const ran: number[] = [];
    const guarded = new Attesta({ challengeMap: { critical: even } }).gate(
      { risk: 'critical', name: 'run' },
      (n: number) => ran.push(n),
    );
    const codes = await Promise.all(Array.from({ length: 1000 }, (_, n) => codeOf(guarded(n))));
    expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, n) => 2 * n));
    expect(codes).toEqual(Array.from({ length: 1000 }, (_, n) => (n % 2 === 0 ? 'ran' : 'denied')));
  });

  it('B-25 leaves no path from the wrapper to the function', () => {
    const raw = function purge(): string {
      return 'secret body';
    };
    const guarded = new Attesta().gate(raw);
    const reached: unknown[] = [String(guarded)];
    const visit = (value: unknown): void => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || reached.includes(value))
        return;
      reached.push(value);
      for (const key of Reflect.ownKeys(value)) {
        const property = Object.getOwnPropertyDescriptor(value, key);
        for (const inner of [property?.value, property?.get, property?.set]) visit(inner);
      }
      if (reached.length < 5000) visit(Object.getPrototypeOf(value));
    };
    visit(guarded);
    visit(guarded.with({ callId: 'c' }));
    expect(reached).not.toContain(raw);
    expect(reached[0]).not.toContain('secret body');
    expect(Reflect.getOwnPropertyDescriptor(guarded, 'prototype')).toBeUndefined();
    expect(Object.isFrozen(guarded)).toBe(true);
    expect(guarded.name).toBe('purge');
  });
});

describe('a call id is one intended run', () => {
  const setUp = () => {
    let runs = 0;
    const { gate } = new Attesta({ challengeMap: { critical: passing } });
    const guarded = gate({ risk: 'critical', name: 'charge' }, (_cents: number) => (runs += 1));
    return { guarded, gate, runs: () => runs };
  };

  it('runs once, however often it is made', async () => {
    const { guarded, runs } = setUp();
    expect(await codeOf(guarded.with({ callId: 'a' })(5))).toBe('ran');
    expect(await codeOf(guarded.with({ callId: 'a' })(5))).toBe('already_run');
    expect(await codeOf(guarded.with({ callId: 'b' })(5))).toBe('ran');
    expect(runs()).toBe(2);
  });

  it('runs once when made many times at once', async () => {
    const { guarded, runs } = setUp();
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(guarded.with({ callId: 'a' })(5))));
    expect(codes.filter((code) => code === 'ran')).toHaveLength(1);
    expect(runs()).toBe(1);
  });

  it('is refused for other arguments, another function or another agent', async () => {
    const { guarded, gate, runs } = setUp();
    const refuse: ChallengeProtocol = {
      challengeType: 'confirm',
      present: async () => ({ passed: false, challengeType: 'confirm' }),
    };
    const refused = gate(
      { risk: 'critical', name: 'charge', challengeMap: { critical: refuse } },
      (_cents: number) => {},
    );
    expect(await codeOf(refused.with({ callId: 'a' })(5))).toBe('denied');
    expect(await codeOf(guarded.with({ callId: 'a' })(6))).toBe('call_mismatch');
    expect(await codeOf(guarded.with({ callId: 'a', agentId: 'other' })(5))).toBe('call_mismatch');
    expect(
      await codeOf(gate({ risk: 'critical', name: 'other' }, (_cents: number) => {}).with({ callId: 'a' })(5)),
    ).toBe('call_mismatch');
    expect(runs()).toBe(0);
    expect(await codeOf(guarded.with({ callId: 'a' })(5))).toBe('ran');
  });

  it('B-01 is refused when what the store holds of it changes after the approval', async () => {
    const { MemoryStateStore } = await import('@attesta/core');
    const state = new MemoryStateStore();
    let runs = 0;
    const attack = passingAfter(async () => {
      const call = await state.get('call/a');
      await state.compareAndSet('call/a', call?.version ?? 0, 'another');
    });
    const guarded = new Attesta({ state, challengeMap: { critical: attack } }).gate(
      { risk: 'critical', name: 'charge' },
      () => (runs += 1),
    );
    expect(await codeOf(guarded.with({ callId: 'a' })())).toBe('call_mismatch');
    expect(runs).toBe(0);
  });
});

describe('the function keeps its nature', () => {
  const { gate } = new Attesta();

  it('passes `this`, the value and the error through, and makes a sync function async', async () => {
    const account = {
      owner: 'ada',
      read: gate({ risk: 'low' }, function read(this: { owner: string }, more: string) {
        return this.owner + more;
      }),
    };
    const answer = account.read('!');
    expect(answer).toBeInstanceOf(Promise);
    expect(await answer).toBe('ada!');
    const failure = new Error('disk full');
    await expect(
      gate({ risk: 'low', name: 'fail' }, () => {
        throw failure;
      })(),
    ).rejects.toBe(failure);
  });

  it('wraps without options, with them, and with the options first', async () => {
    const decided: string[] = [];
    const attesta = new Attesta({ onDecision: ({ risk, verdict }) => decided.push(`${risk.level} ${verdict}`) });
    const add = function get_sum(a: number, b: number): number {
      return a + b;
    };
    expect(await attesta.gate(add)(1, 2)).toBe(3);
    expect(await attesta.gate({ risk: 'low' }, add)(1, 2)).toBe(3);
    expect(await attesta.gate({ risk: 'low' })(add)(1, 2)).toBe(3);
    expect(await codeOf(attesta.gate({ risk: 'critical' })(add)(1, 2))).toBe('denied');
    const once = attesta.gate({ risk: 'low' })(add).with({ callId: 'sum' });
    expect([await once(1, 2), await codeOf(once(1, 2))]).toEqual([3, 'already_run']);
    expect(decided).toEqual([
      'low approved',
      'low approved',
      'low approved',
      'critical denied',
      'low approved',
      'low denied',
    ]);
  });

  it('decorates an async method', async () => {
    class Files {
      readonly root = '/data';

      @gate({ risk: 'low' })
      async list(folder: string): Promise<string> {
        return `${this.root}/${folder}`;
      }

      @gate({ risk: 'critical' })
      async purge(): Promise<string> {
        return 'purged';
      }
    }
    expect(await new Files().list('a')).toBe('/data/a');
    expect(await codeOf(new Files().purge())).toBe('denied');
  });

  it('refuses to wrap what it cannot name', () => {
    expect(() => gate({ risk: 'low' }, () => {})).toThrow(/anonymous function needs the option name/);
    expect(() => gate({ risk: 'low' })(Object('no function'))).toThrow(/functions and methods only/);
  });
});
