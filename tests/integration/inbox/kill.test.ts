import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApprovalInbox, ApproverNotice } from '@attesta/challenge-manager';
import { MemoryStateStore } from '@attesta/core';
import { openSqliteStore } from '@attesta/store-sqlite';
import { buildPrograms, type Programs } from '@attesta/test-programs';
import { fakeClock } from '@attesta/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignSize } from '../../campaigns/campaign.js';
import { makeCall } from './agent.js';
import { Mortal } from './mortal.js';
import { answerOf, officeOf } from './office.js';

/** Of this many points one is tried. */
const STEP = campaignSize({ normal: 10, long: 1 });

let programs: Programs<'agent-process'>;
beforeAll(async () => {
  programs = await buildPrograms({ 'agent-process': new URL('agent-process.ts', import.meta.url) });
});
afterAll(() => programs.dispose());

/** A call that was cut off, and the same call again, while grace approved all that came. */
interface Runs {
  /** What the first passed, the point at which it was cut off included; it was not where `outcome` is there. */
  readonly passed: readonly string[];
  readonly first: string | undefined;
  readonly early: number;
  readonly second: string;
  readonly effects: number;
  /** The ids of the requests that grace was told of. */
  readonly notices: readonly string[];
  /** What has become of the requests that she approved. */
  readonly statuses: readonly unknown[];
}

/** What holds wherever a call is cut off. */
function examine({ passed, early, second, effects, notices, statuses }: Runs): void {
  const where = `cut off at ${passed.length - 1}, ${passed.at(-1)}`;
  const [isRecorded, isSpent, isDone] = ['record', 'set run', 'the effect'].map((name) =>
    passed.includes(`after ${name}`),
  );
  // Nothing before its decision is recorded; once at most; and never again once it may have begun.
  if (!isRecorded) expect(early, where).toBe(0);
  expect(early, where).toBe(isDone ? 1 : 0);
  expect(second, where).toBe(isSpent ? 'already_run' : 'ran');
  expect(effects, where).toBe(isSpent && !isDone ? 0 : 1);
  // Nobody is told twice, but for a death between telling and writing it down.
  const told = passed.indexOf('after deliver');
  const isUnsure = told >= 0 && !passed.includes('after set inbox/request', told);
  expect(notices.length - new Set(notices).size, where).toBeLessThanOrEqual(isUnsure ? 1 : 0);
  expect(new Set(statuses), where).toEqual(new Set(['approved']));
}

describe('a call that is cut off, and made again', () => {
  it('B-14 B-15 P-05 D-25 has one effect at most, at every point in one process', async () => {
    const whole = await runInProcess(undefined);
    expect([whole.first, whole.second, whole.effects]).toEqual(['ran', 'already_run', 1]);
    for (let point = 0; point < whole.passed.length; point += 1) examine(await runInProcess(point));
    expect(whole.passed.length).toBeGreaterThanOrEqual(40);
  });

  it(`B-14 B-15 P-05 D-25 has one effect at most where the process is killed, at ${STEP === 1 ? 'every point' : 'some of them'}`, async () => {
    const whole = await runInProcesses(undefined);
    expect([whole.first, whole.second, whole.effects]).toEqual(['ran', 'already_run', 1]);
    const waiting = whole.passed.flatMap((_, point) => (point % STEP === 0 ? [point] : []));
    const seen = new Set<number>();
    const work = async (): Promise<void> => {
      for (let point = waiting.pop(); point !== undefined; point = waiting.pop()) {
        const runs = await runInProcesses(point);
        // It is shorter where the answer was there before anybody waited.
        if (runs.first !== undefined) continue;
        examine(runs);
        seen.add(point);
      }
    };
    const worked = await Promise.allSettled(Array.from({ length: 4 }, work));
    for (const settled of worked) if (settled.status === 'rejected') throw settled.reason;
    expect(seen.size).toBeGreaterThan(40 / STEP - 2);
    console.log(`killed at ${seen.size} points of ${whole.passed.length}`);
  });
});

/** Real processes, on a file. */
async function runInProcesses(killAt: number | undefined): Promise<Runs> {
  const folder = join(programs.folder, `killed-at-${killAt}`);
  mkdirSync(folder);
  const path = (file: string): string => join(folder, file);
  const lines = (file: string): readonly string[] =>
    existsSync(path(file)) ? readFileSync(path(file), 'utf8').trimEnd().split('\n') : [];
  const run = async (errand: object): Promise<{ readonly outcome?: string; readonly passed: readonly string[] }> => {
    const program = programs.start('agent-process', JSON.stringify({ folder, ...errand }));
    const output = await program.nextLine();
    const { signal } = await program.ended;
    return signal === 'SIGKILL' ? { passed: JSON.parse(lines('passed').join('')) } : JSON.parse(output ?? '');
  };
  const { state, close } = await openSqliteStore({ path: path('store.db'), pollIntervalSeconds: 0.02 });
  const grace = new Grace(officeOf(state));
  const { outcome: first, passed } = await run({ killAt });
  const early = lines('effects').length;
  // Later by more than a dead process is waited for.
  const second = String((await run({ ahead: 11 })).outcome);
  const notices = lines('notices').map((line): string => JSON.parse(line).requestId);
  const statuses = await grace.stop();
  await close();
  return { passed, first, early, second, effects: lines('effects').length, notices, statuses };
}

/** The same in this process, where the first is left as it stands. */
async function runInProcess(killAt: number | undefined): Promise<Runs> {
  const [state, clock] = [new MemoryStateStore(), fakeClock()];
  const grace = new Grace(officeOf(state, clock));
  const notices: string[] = [];
  let effects = 0;
  const surroundings = {
    state,
    clock,
    deliver: ({ requestId }: ApproverNotice) => void notices.push(requestId),
    record: () => {},
    effect: () => {
      effects += 1;
    },
  };
  const mortal = new Mortal(killAt);
  let first: string | undefined;
  void makeCall(mortal, 'call-1', surroundings).then((outcome) => {
    first = outcome;
  });
  await clock.advance(11_000);
  const early = effects;
  const second = await makeCall(new Mortal(), 'call-1', surroundings);
  const statuses = await grace.stop();
  return { passed: mortal.passed, first, early, second, effects, notices, statuses };
}

/** Approves all that comes, until she stops and looks at what has become of it. */
class Grace {
  readonly #inbox: ApprovalInbox;
  readonly #controller = new AbortController();
  readonly #approving: Promise<readonly string[]>;

  constructor(inbox: ApprovalInbox) {
    this.#inbox = inbox;
    this.#approving = this.#approveAll();
  }

  async stop(): Promise<readonly unknown[]> {
    this.#controller.abort();
    const approved = await this.#approving;
    return await Promise.all(approved.map(async (requestId) => (await this.#inbox.get(requestId))?.status));
  }

  async #approveAll(): Promise<readonly string[]> {
    const approved: string[] = [];
    for await (const requests of this.#inbox.watch('grace', this.#controller)) {
      for (const { requestId } of requests) {
        const { status } = await this.#inbox.decide(requestId, answerOf('approved'));
        if (status === 'approved') approved.push(requestId);
      }
    }
    return approved;
  }
}
