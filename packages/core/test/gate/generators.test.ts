import { Attesta, AttestaDenied } from '@attesta/core';
import { memoryAuditLog } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

/** A gate over a log, and what it recorded. */
function recorded(): { attesta: Attesta; outcomes: () => readonly unknown[] } {
  const auditLog = memoryAuditLog();
  const attesta = new Attesta({ auditLog });
  const outcomes = () => auditLog.entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome] : []));
  return { attesta, outcomes };
}

const low = { name: 'wipe', risk: 'low' } as const;

describe('X-21 a function that is a generator', () => {
  it('is refused when it is wrapped, with what to write instead', () => {
    const { attesta } = recorded();
    expect(() => attesta.gate(low, function* wipe() {})).toThrow(/generator: 'inside'/);
    expect(() => attesta.gate(low, async function* wipe() {})).toThrow(/generator: 'inside'/);
    expect(() => attesta.gate({ ...low, generator: 'outside' as 'inside' }, () => 1)).toThrow(/generator must be/);
  });

  it('is refused when it comes back, before any of it runs', async () => {
    const ran: string[] = [];
    async function* wipe(): AsyncGenerator<number> {
      ran.push('wipe');
      yield 1;
    }
    function* remove(): Generator<number> {
      ran.push('remove');
      yield 1;
    }
    const iterator = { next: () => ({ done: true, value: ran.push('next') }), [Symbol.iterator]: () => iterator };
    for (const make of [wipe, remove, async () => remove(), () => iterator]) {
      const { attesta, outcomes } = recorded();
      let given: unknown;
      const guarded = attesta.gate(low, () => (given = make()));
      const error = await guarded().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(AttestaDenied);
      expect(error).toMatchObject({ code: 'generator', decision: { approvers: [], verdict: 'denied' } });
      expect(outcomes()).toEqual(['threw']);
      if (make === wipe)
        expect(await (given as AsyncGenerator<number>).next()).toEqual({ done: true, value: undefined });
    }
    expect(ran).toEqual([]);
  });

  it('runs to its end within the call where asked for, whether or not its parts are read', async () => {
    const { attesta, outcomes } = recorded();
    const ran: number[] = [];
    const ended = later();
    const guarded = attesta.gate({ ...low, generator: 'inside' }, async function* wipe() {
      for (const part of [1, 2, 3]) {
        ran.push(part);
        yield part;
      }
      ended.resolve();
      return 'done';
    });
    const parts = await guarded();
    await ended.promise;
    expect(ran).toEqual([1, 2, 3]);
    const read: unknown[] = [];
    for (let step = await parts.next(); ; step = await parts.next()) {
      read.push(step.value);
      if (step.done === true) break;
    }
    expect(read).toEqual([1, 2, 3, 'done']);
    expect(outcomes()).toEqual(['returned']);
  });

  it('has its outcome at its end: thrown, given up by the caller, or not read to the end', async () => {
    const stopped: string[] = [];
    function* wipe(fault?: Error): Generator<number> {
      try {
        yield 1;
        if (fault !== undefined) throw fault;
        for (let part = 2; part < 1000; part += 1) yield part;
      } finally {
        stopped.push('stopped');
      }
    }
    const thrown = recorded();
    const fault = new Error('disk');
    const parts = await thrown.attesta.gate({ ...low, generator: 'inside' }, () => wipe(fault))();
    expect(await parts.next()).toEqual({ done: false, value: 1 });
    await expect(parts.next()).rejects.toBe(fault);
    expect(thrown.outcomes()).toEqual(['threw']);

    const aborted = recorded();
    const controller = new AbortController();
    const cut = aborted.attesta.gate({ ...low, generator: 'inside' }, () => wipe()).with({ signal: controller.signal });
    const cutParts = await cut();
    await cutParts.next();
    controller.abort();
    await expect(async () => {
      for await (const _ of cutParts);
    }).rejects.toThrow(/abort/i);
    expect(aborted.outcomes()).toEqual(['threw']);

    const left = recorded();
    for await (const part of await left.attesta.gate({ ...low, generator: 'inside' }, () => wipe())()) {
      if (part === 2) break;
    }
    expect(left.outcomes().length).toBeLessThanOrEqual(1);
    expect(stopped.length).toBeGreaterThanOrEqual(2);
  });
});

function later(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((given) => {
    resolve = given;
  });
  return { promise, resolve };
}
