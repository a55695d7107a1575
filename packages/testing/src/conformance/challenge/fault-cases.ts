import assert from 'node:assert/strict';
import { answers, GARBAGE, hangs, rejects, throws } from '../../faults.js';
import type { ChallengeCase } from './challenge-case.js';
import { malformedOf, partsOf } from './corrupted-answers.js';
import type { DependencyFault } from './description.js';
import type { Stage } from './fixture.js';
import { expectRefusedWith, failureFirst, late, type StandIn } from './stubs.js';

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
    name: 'denies when a dependency answers in part',
    proves: 'The answer that passes, without one of its members or cut in half, approves nothing.',
    run: (stage) => eachSpoiled(stage, 'partial', partsOf),
  },
  {
    name: 'denies when a dependency answers something malformed',
    proves:
      'The answer that passes, with something in it that cannot be (in a member, a text, a number), approves nothing.',
    run: (stage) => eachSpoiled(stage, 'malformed', malformedOf),
  },
  {
    name: 'denies when a dependency settles twice',
    proves: 'Of a dependency that fails and then answers after all, the first word counts.',
    run: (stage) => each(stage, 'twice', [failureFirst]),
  },
  {
    name: 'denies when a dependency answers too late',
    proves: 'An answer that comes after the deadline, however good, approves nothing.',
    run: (stage) => each(stage, 'late', [late]),
  },
];

const FAULT_WORDS: Readonly<Record<DependencyFault, string>> = {
  throws: 'throws',
  rejects: 'rejects',
  hangs: 'hangs',
  garbage: 'answers garbage',
  partial: 'answers in part',
  malformed: 'answers something malformed',
  twice: 'settles twice',
  late: 'answers too late',
};

function resolving(value: unknown): () => Promise<unknown> {
  return async () => value;
}

/** Each dependency in turn, with each of the stand-ins in its place. */
async function each(stage: Stage, fault: DependencyFault, standIns: readonly StandIn[]): Promise<void> {
  for (const dependency of sensitiveTo(stage, fault))
    for (const standIn of standIns) await expectRefusedWith(stage, dependency, standIn, FAULT_WORDS[fault]);
}

/** Each dependency in turn, with its own answer spoiled in each way that there is. */
async function eachSpoiled(
  stage: Stage,
  fault: DependencyFault,
  spoil: (answer: unknown) => readonly unknown[],
): Promise<void> {
  const passingAnswers = await answersOf(stage);
  for (const dependency of sensitiveTo(stage, fault)) {
    for (const index of spoil(passingAnswers.get(dependency)).keys()) {
      const spoiled = (answer: unknown): unknown => (index in spoil(answer) ? spoil(answer)[index] : answer);
      const standIn: StandIn = (sound) => mapped(sound(), spoiled);
      await expectRefusedWith(stage, dependency, standIn, FAULT_WORDS[fault]);
    }
  }
}

/** The dependencies with which nothing may pass for this fault. */
function sensitiveTo({ subject }: Stage, fault: DependencyFault): readonly string[] {
  return Object.entries(subject.dependencies).flatMap(([name, harmless]) =>
    harmless[fault] === undefined ? [name] : [],
  );
}

/** What each dependency said last in the first passing scenario. */
async function answersOf(stage: Stage): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  const dependency = (name: string, sound: () => unknown) => () =>
    mapped(sound(), (answer) => {
      found.set(name, answer);
      return answer;
    });
  await stage.play(undefined, {}, { dependency });
  return found;
}

/** Without waiting where there is nothing to wait for: a dependency that answers at once still does. */
function mapped(given: unknown, change: (answer: unknown) => unknown): unknown {
  return given instanceof Promise ? given.then(change) : change(given);
}
