/** A generator, or another iterator of either kind. */
export type Steps = Iterator<unknown, unknown, unknown> | AsyncIterator<unknown, unknown, unknown>;

/**
 * Whether a value is a generator or another iterator: what runs when it is read, after its call. It is what a function returned, so
 * the question may run code of that function.
 */
export function isGenerator(value: unknown): value is Steps {
  if (typeof value !== 'object' || value === null) return false;
  if (!('next' in value) || typeof value.next !== 'function') return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

/** Ends a generator, so that no more of it runs for any other holder. */
export async function endGenerator(generator: Steps): Promise<void> {
  try {
    await generator.return?.();
  } catch {
    // It ended by throwing.
  }
}

/**
 * Runs a generator to its end at once, and hands its parts out as they come. It ends early where the signal aborts, or the parts
 * are not read to their end.
 *
 * @param ended Told how it ended, before the end can be read. Must not reject.
 */
export function runInside(
  generator: Steps,
  signal: AbortSignal | undefined,
  ended: (outcome: 'returned' | 'threw') => Promise<unknown> | undefined,
): AsyncGenerator<unknown, unknown, unknown> {
  const parts = new Parts();
  void fill(parts);
  return parts.read();

  async function fill(parts: Parts): Promise<void> {
    try {
      for (;;) {
        signal?.throwIfAborted();
        const step = parts.isUnread ? await stopped(generator) : await generator.next();
        const value = await step.value;
        if (step.done !== true) parts.add(value);
        else {
          await ended('returned');
          return parts.end(async () => value);
        }
      }
    } catch (error) {
      await endGenerator(generator);
      await ended('threw');
      parts.end(async () => {
        throw error;
      });
    }
  }
}

async function stopped(generator: Steps): Promise<IteratorResult<unknown, unknown>> {
  await endGenerator(generator);
  return { done: true, value: undefined };
}

/** Parts that came and were not read yet. */
class Parts {
  /** Whether the rest is not wanted any more. */
  isUnread = false;
  readonly #queue: unknown[] = [];
  #end: (() => Promise<unknown>) | undefined;
  #wake = (): void => {};

  add(part: unknown): void {
    this.#queue.push(part);
    this.#wake();
  }

  /** @param result Gives the value of the end, or throws what the generator threw. */
  end(result: () => Promise<unknown>): void {
    this.#end = result;
    this.#wake();
  }

  async *read(): AsyncGenerator<unknown, unknown, unknown> {
    try {
      for (;;) {
        while (this.#queue.length > 0) yield this.#queue.shift();
        if (this.#end !== undefined) return await this.#end();
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      this.isUnread = true;
    }
  }
}
