import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestRunner } from '@attesta/testing/conformance';
import { expect, it } from 'vitest';
import { declareSuites } from '../runners/suites.js';

/** The report of `node --test`, in TAP. */
function nodeReport(): Promise<string> {
  const file = fileURLToPath(new URL('../runners/node-test.mjs', import.meta.url));
  // The runner of Node stays silent where it finds itself inside of another one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--test', '--test-reporter=tap', file], { env }, (_error, stdout) => resolve(stdout));
  });
}

it('P-07 runs under node:test: sound parts pass, a broken one fails, a reason is printed', async () => {
  const report = await nodeReport();
  expect(report.match(/^(?:not )?ok \d+ - .*$/gm)).toEqual([
    'ok 1 - sound: conformance of a challenge',
    'not ok 2 - broken: conformance of a challenge',
    'ok 3 - memory: conformance of a state store',
  ]);
  expect(report).toMatch(/not ok \d+ - denies where it must/);
  expect(report).toMatch(/ok \d+ - has everything again when it is reopened \(not supported: it ends\) # SKIP/);
});

it('P-07 needs of a runner no more than describe, it and it.skip, each test without a parameter', () => {
  const declared: string[] = [];
  const declare = (name: string, run: () => Promise<void>): void => {
    // Jest takes a parameter for a callback that it must wait for.
    expect(run).toHaveLength(0);
    declared.push(name);
  };
  const skipped: string[] = [];
  const skip = (name: string): void => {
    skipped.push(name);
  };
  const runner: TestRunner = {
    describe(_name, define) {
      // Nor does it take a promise from `describe`.
      expect(define()).toBeUndefined();
    },
    it: Object.assign(declare, { skip }),
  };
  declareSuites(runner);
  expect(declared).toContain('denies where it must');
  expect(skipped).toContain('counts no requester as an approver (not supported: the operator alone decides)');
});
