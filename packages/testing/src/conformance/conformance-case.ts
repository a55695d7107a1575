/** What the kit needs of a test runner: `{ describe, it }` of vitest, of `node:test` and of jest. */
export interface TestRunner {
  describe(name: string, define: () => void): unknown;
  readonly it: TestFunction;
}

/** Declares a test; `skip` declares one that does not run, and shows in the report. */
export interface TestFunction {
  (name: string, run: () => Promise<void>): unknown;
  skip(name: string, run: () => Promise<void>): unknown;
}

/** One thing that a part must do, as data: the lists in the documentation are made from these. */
export interface ConformanceCase<Subject, Capability extends string = string> {
  readonly name: string;
  /** What it proves, in a sentence. */
  readonly proves: string;
  /** What a part must be able to do for it. A part that is not says why in its description. */
  readonly needs?: Capability;
  /** Rejects with an AssertionError where `subject` does not do it. */
  readonly run: (subject: Subject) => Promise<void>;
}

/** What a part does not support, each with a reason for the report to print. */
export type UnsupportedReasons<Capability extends string> = { readonly [Name in Capability]?: string };

/** Declares a test for each case. One that needs what is not supported is skipped, with the reason in its name. */
export function declareCases<Subject, Capability extends string>(
  { it }: TestRunner,
  cases: readonly ConformanceCase<Subject, Capability>[],
  subject: Subject,
  unsupported: UnsupportedReasons<Capability> = {},
): void {
  for (const { name, needs, run } of cases) {
    const reason = needs && unsupported[needs];
    if (reason === undefined) it(name, () => run(subject));
    else it.skip(`${name} (not supported: ${reason})`, async () => {});
  }
}
