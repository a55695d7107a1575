import { setMaxListeners } from 'node:events';
import { Snapshots } from './snapshots.mjs';

/** A state store in a folder, for tests: small and slow, and whole whatever happens to whom. */
export class FileStateStore {
  constructor(folder, clock) {
    this.snapshots = new Snapshots(folder, {});
    this.clock = clock;
    this.ending = new AbortController();
    setMaxListeners(0, this.ending.signal);
  }

  async get(key) {
    return this.read()[`key ${key}`];
  }

  async compareAndSet(key, expectedVersion, value) {
    if (JSON.stringify(value) === undefined) throw new TypeError('A stored value must be JSON data.');
    return this.change(key, expectedVersion, (version) => ({ value, version }));
  }

  async delete(key, expectedVersion) {
    return expectedVersion !== 0 && this.change(key, expectedVersion, () => undefined) !== undefined;
  }

  async list(prefix, { after = '', limit = 100 } = {}) {
    const names = Object.keys(this.read()).map((name) => name.slice(4));
    const found = names.filter((key) => key.startsWith(prefix) && key > after).sort();
    return found.slice(0, limit).map((key) => ({ key, ...this.read()[`key ${key}`] }));
  }

  async watch(key, version, { signal }) {
    for (;;) {
      if (signal.aborted || this.ending.signal.aborted) return undefined;
      const entry = await this.get(key);
      if (entry === undefined ? version !== 0 : entry.version > version) return entry;
      await this.pause(signal);
    }
  }

  async close() {
    this.ending.abort();
  }

  read() {
    if (this.ending.signal.aborted) throw new Error('The store is closed.');
    return this.snapshots.read().value;
  }

  /** The number of the state is the version: one count for all keys, deletions too. */
  change(key, expectedVersion, entryOf) {
    for (;;) {
      if (this.ending.signal.aborted) throw new Error('The store is closed.');
      const { number, value } = this.snapshots.read();
      if ((value[`key ${key}`]?.version ?? 0) !== expectedVersion) return undefined;
      const next = { ...value, [`key ${key}`]: entryOf(number + 1) };
      if (this.snapshots.write(number + 1, next)) return number + 1;
    }
  }

  /** A tenth of a second, the end of the caller or the end of the store. */
  async pause(signal) {
    const waking = new AbortController();
    const wake = () => waking.abort();
    signal.addEventListener('abort', wake, { once: true });
    this.ending.signal.addEventListener('abort', wake, { once: true });
    await this.clock.sleep(100, waking.signal);
    signal.removeEventListener('abort', wake);
    this.ending.signal.removeEventListener('abort', wake);
  }
}

/** A log store in a folder, for tests. */
export class FileLogStore {
  constructor(folder) {
    this.snapshots = new Snapshots(folder, []);
    this.isClosed = false;
  }

  async append(expectedSize, records) {
    if (records.some((record) => record.includes(0x0a))) throw new TypeError('A record must not hold a line feed.');
    for (;;) {
      const { number, value } = this.latest();
      if (value.length !== expectedSize) return false;
      const added = records.map((record) => Buffer.from(record).toString('base64'));
      if (this.snapshots.write(number + 1, [...value, ...added])) return true;
    }
  }

  async *read(from) {
    for (const record of this.latest().value.slice(from)) yield new Uint8Array(Buffer.from(record, 'base64'));
  }

  async size() {
    return this.latest().value.length;
  }

  async close() {
    this.isClosed = true;
  }

  latest() {
    if (this.isClosed) throw new Error('The store is closed.');
    return this.snapshots.read();
  }
}
