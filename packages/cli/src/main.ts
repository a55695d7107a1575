#!/usr/bin/env node
import { constants } from 'node:os';
import { systemClock } from '@attesta/core';
import { ExitCode } from './command-error.js';
import { run } from './run.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const stop = new AbortController();
let stoppedBy: NodeJS.Signals | undefined;

for (const name of SIGNALS) {
  // Once: the first signal cancels the command and closes the store, a second one ends the process at once.
  // biome-ignore lint/plugin: this is the program itself.
  process.once(name, () => {
    stoppedBy ??= name;
    stop.abort();
  });
}
for (const stream of [process.stdout, process.stderr]) {
  // A result that could not be written is no success. The error may come after the command has ended.
  stream.on('error', () => {
    process.exitCode ||= ExitCode.NOT_READY;
  });
}

const code = await run(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  error: process.stderr,
  env: process.env,
  clock: systemClock,
  cwd: process.cwd(),
  signal: stop.signal,
});
process.exitCode = stoppedBy === undefined ? code || (process.exitCode ?? 0) : 128 + constants.signals[stoppedBy];
