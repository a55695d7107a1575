/** What a lint rule must find, one statement a line, and what looks like it and is right. */
export interface Fault {
  /** Where the rule holds. */
  readonly folder: string;
  readonly bad: readonly string[];
  readonly good: readonly string[];
  /** A file that may do it. */
  readonly exempt?: string;
}

const SOURCE = 'packages/core/src';
const TESTS = 'packages/core/test';

/** By the name of the rule in `lint`. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  cast: {
    folder: SOURCE,
    bad: ['export const id = given as string;', 'export const other = given as unknown as number;'],
    good: ["export const levels = ['low', 'high'] as const;", 'export const id = given satisfies string;'],
  },
  process: {
    folder: SOURCE,
    bad: ['process.exit(1);', "process.on('SIGTERM', stop);", "process.once('exit', stop);"],
    good: ['export const { platform } = process;', "child.on('exit', stop);"],
  },
  randomness: {
    folder: SOURCE,
    bad: ['export const number = Math.random();', 'export const id = randomUUID();'],
    good: ['export const number = randomInt(10);', 'export const id = randomBytes(16);'],
  },
  'secret-comparison': {
    folder: SOURCE,
    bad: [
      'export const isSame = token === given;',
      'export const isOther = given !== this.#secret;',
      'export const isLoose = request.signature == given;',
      'export const isUnlike = given != userPassword;',
    ],
    good: [
      'export const isThere = token !== undefined;',
      "export const isNamed = token === 'none';",
      'export const isCount = tokens === count;',
      'export const isSame = timingSafeEqual(token, given);',
    ],
  },
  time: {
    folder: SOURCE,
    bad: [
      'export const now = Date.now();',
      'export const today = new Date();',
      'export const start = performance.now();',
      'export const tick = process.hrtime.bigint();',
      'export const signal = AbortSignal.timeout(50);',
      'setTimeout(run, 50);',
      'setInterval(run, 50);',
      'globalThis.setTimeout(run, 50);',
      'globalThis.setInterval(run, 50);',
    ],
    good: ['export const now = clock.wall();', 'export const day = new Date(now);', 'clock.after(50, run);'],
    exempt: 'packages/core/src/clock/system-clock.ts',
  },
  'elapsed-time': {
    folder: TESTS,
    bad: [
      'const start = performance.now();',
      'expect(performance.now() - start).toBeLessThan(50);',
      'expect(Date.now() - start).toBeLessThan(50);',
      'expect(Number(process.hrtime.bigint() - start)).toBeLessThan(50e6);',
      'expect(process.cpuUsage(before).user).toBeLessThan(1000);',
      "console.time('reading');",
      'const today = new Date();',
      'const begun = systemClock.monotonic();',
      'expect(systemClock.wall() - begun).toBeLessThan(50);',
      'expect(elapsed).toBeLessThan(50);',
      'expect(timeOf(work), name).toBeLessThanOrEqual(50);',
      'expect(Math.min(...durations)).toBeLessThan(LONGEST);',
      'expect(figures.milliseconds).toBeGreaterThan(10);',
    ],
    good: [
      'expect(growth(work, input, 1000)).toBeLessThan(LINEAR);',
      'expect(slowdown(one, other, 3)).toBeLessThan(3);',
      'expect(reads).toBeLessThan(50);',
      'expect(clock.monotonic() - start).toBe(5000);',
      'const day = new Date(0);',
      'await record({ at: systemClock.wall() });',
      'const past = systemClock.wall() - 60_000;',
    ],
  },
  sleep: {
    folder: TESTS,
    bad: [
      'await new Promise((resolve) => setTimeout(resolve, 20));',
      'setInterval(look, 5);',
      'globalThis.setTimeout(look, 5);',
      'globalThis.setInterval(look, 5);',
      "import { setTimeout } from 'node:timers/promises';",
      "import { setTimeout as sleep } from 'node:timers/promises';",
      "import { scheduler, setTimeout as wait } from 'node:timers/promises';",
      'const late = AbortSignal.timeout(50);',
      'Atomics.wait(memory, 0, 0, 50);',
      'await systemClock.sleep(15);',
      'systemClock.after(15, run);',
      'await vi.waitFor(look);',
      'await vi.waitUntil(look);',
      'await expect.poll(look).toBe(1);',
    ],
    good: [
      'await clock.advance(1000);',
      'await clock.sleep(1000);',
      "await once(server, 'listening');",
      "import { setImmediate } from 'node:timers/promises';",
    ],
  },
};
