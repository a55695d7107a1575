/** How long a presentation lives. Its signal is made when somebody wants it: a controller costs more than most calls. */
export class Lifetime {
  #controller: AbortController | undefined;
  #isOver = false;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isOver) this.#controller.abort();
    return this.#controller.signal;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends it: the signal aborts. */
  end(): void {
    this.#isOver = true;
    this.#controller?.abort();
  }
}
