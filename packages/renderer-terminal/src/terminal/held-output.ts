import type { Writable } from 'node:stream';

type Done = (error: Error | null | undefined) => void;

/** Something that was written while a question stood on the screen. */
interface Held {
  readonly stream: Writable;
  readonly chunk: unknown;
  readonly encoding: BufferEncoding | undefined;
  readonly done: Done | undefined;
}

/**
 * What the process writes to its terminal while a question stands there: it waits until the question is over, so that it
 * neither tears the question nor draws over it. Up to a megabyte waits; of what comes on top the bytes are counted.
 */
export class HeldOutput {
  readonly #streams: readonly Writable[];
  #restore: (() => void)[] = [];
  #held: Held[] = [];
  #bytes = 0;
  #dropped = 0;
  #isOurs = false;

  constructor(streams: readonly Writable[]) {
    this.#streams = streams;
  }

  begin(): void {
    this.#restore = this.#streams.map((stream) => this.#hold(stream));
  }

  /** Writes at once, also while all else is held. */
  atOnce<T>(write: () => T): T {
    const before = this.#isOurs;
    this.#isOurs = true;
    try {
      return write();
    } finally {
      this.#isOurs = before;
    }
  }

  /** Lets go of what was held, in its order; tells how many bytes there was no room for. */
  end(): number {
    for (const restore of this.#restore) restore();
    const [held, dropped] = [this.#held, this.#dropped];
    [this.#restore, this.#held, this.#bytes, this.#dropped] = [[], [], 0, 0];
    for (const { stream, chunk, encoding, done } of held) {
      try {
        if (encoding === undefined) stream.write(chunk, done);
        else stream.write(chunk, encoding, done);
      } catch {
        // A stream that refuses what it took before was closed meanwhile.
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
      // Where somebody else has put theirs over it meanwhile, it stays below and hands everything on.
      isHolding = false;
      if (stream.write !== held) return;
      if (own === undefined) Reflect.deleteProperty(stream, 'write');
      else Object.defineProperty(stream, 'write', own);
    };
  }

  #keep(held: Held): boolean {
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
