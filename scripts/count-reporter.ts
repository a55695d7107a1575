import type { Reporter, TestModule } from 'vitest/node';

/** Prints the number of tests as the last line. A file or hook that breaks counts as a failed test. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      count.failed += module.errors().length;
    }
    const skipped = count.skipped + count.pending;
    if (skipped > 0) console.log(`${skipped} skipped, each for the reason in its name`);
    console.log(`${count.passed} passed, ${count.failed} failed`);
  }
}
