import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Writes the number of tests to the file that `ATTESTA_TEST_COUNT` names, where `run.mjs` reads it once the runner has ended.
 * A file, a hook or a suite that breaks, and an error that no test caught, each count as a failed test.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      count.failed += module.errors().length;
    }
    const { ATTESTA_TEST_COUNT: file } = process.env;
    if (file !== undefined) writeFileSync(file, JSON.stringify(count));
  }
}
