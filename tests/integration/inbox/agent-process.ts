import { appendFileSync, writeFileSync } from 'node:fs';
import { deliverToFile } from '@attesta/challenge-manager';
import { systemClock } from '@attesta/core';
import { createClock } from '@attesta/core/authoring';
import { openSqliteStore } from '@attesta/store-sqlite';
import { makeCall } from './agent.js';
import { Mortal } from './mortal.js';

/** A process that makes one call, and may be killed at any point of it. */
interface Errand {
  readonly folder: string;
  readonly killAt?: number;
  /** By how many seconds its wall clock is ahead. */
  readonly ahead?: number;
}

const { folder, killAt, ahead = 0 }: Errand = JSON.parse(process.argv[2] ?? '{}');
const { wall, monotonic, after } = systemClock;
const { state, close } = await openSqliteStore({ path: `${folder}/store.db`, pollIntervalSeconds: 0.02 });
const mortal = new Mortal(killAt, (passed) => {
  writeFileSync(`${folder}/passed`, JSON.stringify(passed));
  process.kill(process.pid, 'SIGKILL');
});
const outcome = await makeCall(mortal, 'call-1', {
  state,
  clock: createClock({ wall: () => wall() + ahead * 1000, monotonic, after }),
  deliver: deliverToFile(`${folder}/notices`),
  record: () => {},
  effect: () => appendFileSync(`${folder}/effects`, 'effect\n'),
});
console.log(JSON.stringify({ outcome, passed: mortal.passed }));
await close();
