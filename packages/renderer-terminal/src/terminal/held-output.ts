import type { Writable } from 'node:stream';

type Done = (error: Error | null | undefined) => void;

/** One write that waits for the end of a question. */
interface HeldWrite {
  readonly stream: Writable;
  readonly chunk: unknown;
  readonly encoding: BufferEncoding | undefined;
  readonly done: Done | undefined;
}

/**
 * Output that waits until a question is over, so that it neither interrupts the question nor draws over it. Up to a megabyte waits;
 * further bytes are dropped and counted.
 */
export class HeldOutput {
  #restore: (() => void)[] = [];
  #held: HeldWrite[] = [];
  #bytes = 0;
  #dropped = 0;
  #isOpen = false;
  #isOurs = false;

  /** From now on writes wait: those through `write()`, and those of the whole process to `streams`, whose `write` is replaced. */
  begin(streams: readonly Writable[]): void {
    this.#isOpen = true;
    this.#restore = streams.map((stream) => this.#hold(stream));
  }

  /** Writes to a stream; during a question, after it. */
  write(stream: Writable, chunk: string, done: Done): void {
    if (this.#isOpen && !this.#isOurs) this.#keep({ stream, chunk, encoding: undefined, done });
    else stream.write(chunk, done);
  }

  /** Runs `write`, whose writes do not wait. */
  atOnce<T>(write: () => T): T {
    const before = this.#isOurs;
    this.#isOurs = true;
    try {
      return write();
    } finally {
      this.#isOurs = before;
    }
  }

  /** Writes all that waited, in its order. Returns the number of dropped bytes. */
  end(): number {
    this.#isOpen = false;
    for (const restore of this.#restore) restore();
    const [held, dropped] = [this.#held, this.#dropped];
    [this.#restore, this.#held, this.#bytes, this.#dropped] = [[], [], 0, 0];
    for (const { stream, chunk, encoding, done } of held) {
      try {
        if (encoding === undefined) stream.write(chunk, done);
        else stream.write(chunk, encoding, done);
      } catch {
        // The stream was closed after it had accepted the write.
      }
    }
    return dropped;
  }

  #hold(stream: Writable): () => void {
    const own = Object.getOwnPropertyDescriptor(stream, 'write');
    const { write } = stream;
    let isHolding = true;
    const held = (chunk: unknown, encoding?: BufferEncoding | Done, done?: Done): boolean => {
      if (!isHolding || this.#isOurs) return Reflect.apply(write, stream, [chunk, encoding, done]);
      const [named, called] = typeof encoding === 'function' ? [undefined, encoding] : [encoding, done];
      return this.#keep({ stream, chunk, encoding: named, done: called });
    };
    stream.write = held;
    return () => {
      // If other code has replaced `write` since, this function stays below it and passes every write on.
      isHolding = false;
      if (stream.write !== held) return;
      if (own === undefined) Reflect.deleteProperty(stream, 'write');
      else Object.defineProperty(stream, 'write', own);
    };
  }

  #keep(held: HeldWrite): boolean {
    const { chunk, done } = held;
    const size = typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk.length : 0;
    if (this.#bytes + size > MOST_BYTES) {
      this.#dropped += size;
      if (done !== undefined) queueMicrotask(() => done(null));
      return true;
    }
    this.#bytes += size;
    this.#held.push(held);
    return true;
  }
}

const MOST_BYTES = 1_048_576;
