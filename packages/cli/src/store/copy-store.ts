import { isDeepStrictEqual } from 'node:util';
import { type Entry, type LogStore, type StateStore, visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import type { Store } from './open-store.js';

/** What was copied, or was there already. */
export interface Copied {
  readonly entries: number;
  readonly records: number;
}

/**
 * Copies state and log, then reads both stores again and compares all of it. Nothing that is there is changed: a copy that was cut
 * short goes on where it ended, and a store that holds anything else is refused.
 *
 * @throws Failure (`differs`) where the two are not the same in the end.
 */
export async function copyStore(from: Store, to: Store): Promise<Copied> {
  await copyState(from.state, to.state);
  await copyLog(from.log, to.log);
  return { entries: await compareState(from.state, to.state), records: await compareLog(from.log, to.log) };
}

async function copyState(from: StateStore, to: StateStore): Promise<void> {
  for await (const page of pagesOf(from)) {
    // What is there already is compared with all the rest.
    await Promise.all(page.map(({ key, value }) => to.compareAndSet(key, 0, value)));
  }
}

async function copyLog(from: LogStore, to: LogStore): Promise<void> {
  let size = await to.size();
  let batch: Uint8Array[] = [];
  const append = async (): Promise<void> => {
    if (!(await to.append(size, batch))) throw differs('somebody else writes to its log');
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
        throw differs(`the entries from ${visible(key)} on are not the same`);
      }
    }
    if (other.length > page.length) throw differs('it holds entries that the other does not');
    count += page.length;
  }
  if (!(await others.next()).done) throw differs('it holds entries that the other does not');
  return count;
}

async function compareLog(from: LogStore, to: LogStore): Promise<number> {
  let count = 0;
  const others = to.read(0)[Symbol.asyncIterator]();
  for await (const record of from.read(0)) {
    const { value: other, done } = await others.next();
    if (done || Buffer.compare(record, other) !== 0) throw differs(`record ${count} of the log is not the same`);
    count += 1;
  }
  if (!(await others.next()).done) throw differs('its log is longer');
  return count;
}

/** All entries, page by page; none is empty. */
async function* pagesOf(state: StateStore): AsyncGenerator<readonly Entry[], undefined, void> {
  for (let after: string | undefined; ; ) {
    const page = await state.list('', { limit: BATCH, ...(after === undefined ? {} : { after }) });
    if (page.length > 0) yield page;
    after = page.at(-1)?.key;
    if (page.length < BATCH) return undefined;
  }
}

/** So many are in memory at one time. */
const BATCH = 100;

function differs(how: string): Failure {
  return new Failure({
    exitCode: ExitCode.REFUSED,
    status: 'differs',
    message: `The store that was copied to is no copy: ${how}.`,
    advice: 'Stop every program that uses one of the two, and copy again; or copy to an empty store.',
  });
}
