/** How long a presentation lives: until its signal aborts. */
export class Lifetime {
  readonly #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** Ends it: the signal aborts. */
  end(): void {
    // One reason for all: making the default one each time costs more than the rest of a confirmation.
    over ??= new DOMException('The presentation is over.', 'AbortError');
    this.#controller.abort(over);
  }
}

let over: DOMException | undefined;
