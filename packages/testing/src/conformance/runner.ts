/** What the kit needs of a test runner: `{ describe, it }` of vitest, of `node:test` and of jest are such. */
export interface Runner {
  describe(name: string, define: () => void): unknown;
  readonly it: It;
}

/** Declares a test; `skip` declares one that does not run, and shows in the report. */
export interface It {
  (name: string, run: () => Promise<void>): unknown;
  skip(name: string, run: () => Promise<void>): unknown;
}
