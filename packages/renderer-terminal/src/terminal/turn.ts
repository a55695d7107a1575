/** Lets one piece of work at a time have something, in the order of asking. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` once every earlier one is done. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
