import assert from 'node:assert/strict';
import { answers, GARBAGE, hangs, rejects, throws } from '../../faults.js';
import type { StoreFault, StoreOperation } from '../../faulty-state-store.js';
import type { ChallengeCase } from './challenge-case.js';
import type { DependencyFault } from './challenge-description.js';
import { expectRefused } from './expectations.js';
import type { Stage, World } from './stage.js';

/** What its dependencies may do instead of working. */
export const FAULT_CASES: readonly ChallengeCase[] = [
  {
    name: 'uses the dependencies that it declares',
    proves: 'Each declared dependency is called in a passing scenario, so that the faults below are met.',
    async run(stage) {
      const called = new Set<string>();
      for (const scenario of stage.passing)
        for (const call of (await stage.play(scenario)).world.calls) called.add(call);
      for (const name of Object.keys(stage.subject.dependencies)) assert(called.has(name), `${name} is never called.`);
    },
  },
  {
    name: 'denies when a dependency throws',
    proves: 'Whichever dependency throws: a denial with a reason, no exception.',
    run: (stage) => each(stage, 'throws', [throws()]),
  },
  {
    name: 'denies when a dependency rejects',
    proves: 'Whichever dependency rejects: a denial with a reason, no rejection.',
    run: (stage) => each(stage, 'rejects', [rejects()]),
  },
  {
    name: 'denies when a dependency hangs',
    proves: 'Whichever dependency never answers: a denial, at the deadline at the latest.',
    run: (stage) => each(stage, 'hangs', [hangs()]),
  },
  {
    name: 'denies when a dependency answers garbage',
    proves: 'An answer that is true-like, empty, of another type or unreadable approves nothing.',
    run: (stage) => each(stage, 'garbage', [...GARBAGE.map((value) => answers(value)), ...GARBAGE.map(resolving)]),
  },
  {
    name: 'denies when a dependency answers too late',
    proves: 'An answer that comes after the deadline, however good, approves nothing.',
    run: (stage) => each(stage, 'late', 'late'),
  },
  {
    name: 'denies when the state store fails',
    proves: 'Each operation that it uses rejects, hangs, or works and loses its answer: never a pass.',
    async run(stage) {
      const used = new Set((await stage.play()).world.calls.filter((call) => call.startsWith('state.')));
      for (const fault of STORE_FAULTS) {
        for (const failing of used) {
          const state = (operation: StoreOperation): StoreFault | undefined =>
            `state.${operation}` === failing ? fault : undefined;
          expectRefused(await stage.play(undefined, {}, { state }), `when ${failing} ${fault}`);
        }
      }
    },
  },
];

const STORE_FAULTS: readonly StoreFault[] = ['rejects', 'hangs', 'rejects_after'];

const FAULT_WORDS: Readonly<Record<DependencyFault, string>> = {
  throws: 'throws',
  rejects: 'rejects',
  hangs: 'hangs',
  garbage: 'answers garbage',
  late: 'answers too late',
};

function resolving(value: unknown): () => Promise<unknown> {
  return async () => value;
}

/** Each dependency in turn, with each of the stand-ins in its place. */
async function each(
  stage: Stage,
  fault: DependencyFault,
  standIns: readonly (() => unknown)[] | 'late',
): Promise<void> {
  for (const [dependency, harmless] of Object.entries(stage.subject.dependencies)) {
    if (harmless[fault] !== undefined) continue;
    for (const standIn of standIns === 'late' ? [undefined] : standIns) {
      const presentation = await stage.play(
        undefined,
        {},
        {
          dependency: (name, sound, world) =>
            name === dependency ? (standIn ?? (() => late(sound, world))) : undefined,
        },
      );
      expectRefused(presentation, `when ${dependency} ${FAULT_WORDS[fault]}`);
    }
  }
}

/** The sound answer, half a second after the deadline. */
async function late(sound: () => unknown, { clock, challenge }: World): Promise<unknown> {
  await clock.sleep(((challenge.timeoutSeconds ?? 3600) + 0.5) * 1000);
  return await sound();
}
