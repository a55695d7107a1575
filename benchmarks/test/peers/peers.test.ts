import { describe, expect, it } from 'vitest';
import { PEERS } from '../../src/peers/index.js';
import { REQUESTED, RowDeletion } from '../../src/peers/row-deletion.js';

describe.each(PEERS)('$id', (peer) => {
  it.each(['ungated', 'own', 'attesta'] as const)('runs the tool once, with what was asked for: %s', async (way) => {
    const deletion = new RowDeletion();
    const running = await peer.start(deletion);
    const said = await running[way]();
    expect([deletion.runs, deletion.last]).toEqual([1, REQUESTED]);
    expect(said).toEqual(await running.ungated());
    await running.stop?.();
  });

  it.each(['own', 'attesta'] as const)('does not run the tool when the program says no: %s', async (way) => {
    const deletion = new RowDeletion(false);
    const running = await peer.start(deletion);
    // What is denied is an answer to the model with some, and an error with others.
    await Promise.resolve(running[way]()).catch(() => {});
    expect(deletion.runs).toBe(0);
    await running.stop?.();
  });

  it('says what it checks, and how it was run', () => {
    const { binding, singleUse, identity, audit } = peer.checks;
    for (const text of [binding, singleUse, identity, audit, peer.method]) expect(text).not.toBe('');
  });
});
