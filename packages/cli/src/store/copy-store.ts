import { isDeepStrictEqual } from 'node:util';
import type { LogStore, StateStore } from '@attesta/core';
import { type StateEntry, visible } from '@attesta/core/authoring';
import { CommandError, ExitCode } from '../command-error.js';
import type { Store } from '../io/program-io.js';

/** The size of a store and its copy. */
export interface StoreSize {
  readonly entries: number;
  readonly records: number;
}

/**
 * Copies state and log, then reads both stores again and compares them. It changes no existing entry or record: an interrupted
 * copy continues where it ended, and a store that holds anything else is refused.
 *
 * @throws CommandError (`differs`) if the two stores differ in the end.
 */
export async function copyStore(from: Store, to: Store): Promise<StoreSize> {
  await copyState(from.state, to.state);
  await copyLog(from.log, to.log);
  return { entries: await compareState(from.state, to.state), records: await compareLog(from.log, to.log) };
}

async function copyState(from: StateStore, to: StateStore): Promise<void> {
  for await (const page of pagesOf(from)) {
    // A key that exists is left alone here, and compared later.
    await Promise.all(page.map(({ key, value }) => to.compareAndSet(key, 0, value)));
  }
}

async function copyLog(from: LogStore, to: LogStore): Promise<void> {
  let size = await to.size();
  let batch: Uint8Array[] = [];
  const append = async (): Promise<void> => {
    if (!(await to.append(size, batch))) throw differs('another process writes to its log');
    size += batch.length;
    batch = [];
  };
  for await (const record of from.read(size)) if (batch.push(record) === BATCH) await append();
  if (batch.length > 0) await append();
}

async function compareState(from: StateStore, to: StateStore): Promise<number> {
  let count = 0;
  const others = pagesOf(to);
  for await (const page of pagesOf(from)) {
    const { value: other = [] } = await others.next();
    for (const [index, { key, value }] of page.entries()) {
      const found = other[index];
      if (found?.key !== key || !isDeepStrictEqual(found.value, value)) {
        throw differs(`the entries from ${visible(key)} on differ`);
      }
    }
    if (other.length > page.length) throw differs('it holds entries that the source does not');
    count += page.length;
  }
  if (!(await others.next()).done) throw differs('it holds entries that the source does not');
  return count;
}

async function compareLog(from: LogStore, to: LogStore): Promise<number> {
  let count = 0;
  const others = to.read(0)[Symbol.asyncIterator]();
  for await (const record of from.read(0)) {
    const { value: other, done } = await others.next();
    if (done || Buffer.compare(record, other) !== 0) throw differs(`record ${count} of the log differs`);
    count += 1;
  }
  if (!(await others.next()).done) throw differs('its log is longer');
  return count;
}

/** All entries, page by page. No page is empty. */
async function* pagesOf(state: StateStore): AsyncGenerator<readonly StateEntry[], undefined, void> {
  for (let after: string | undefined; ; ) {
    const page = await state.list('', { limit: BATCH, ...(after === undefined ? {} : { after }) });
    if (page.length > 0) yield page;
    after = page.at(-1)?.key;
    if (page.length < BATCH) return undefined;
  }
}

/** Entries or records in memory at one time. */
const BATCH = 100;

function differs(how: string): CommandError {
  return new CommandError({
    exitCode: ExitCode.REFUSED,
    code: 'differs',
    message: `The target is not a copy of the source: ${how}.`,
    advice: 'Stop every program that uses either store and copy again, or copy to an empty store.',
  });
}
