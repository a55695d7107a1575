import assert from 'node:assert/strict';

/** It rejects or throws, with whatever error. */
export async function assertRejects(work: () => Promise<unknown>, what: string): Promise<void> {
  let isRejected = false;
  try {
    await work();
  } catch {
    isRejected = true;
  }
  assert(isRejected, `${what} must reject.`);
}
