import assert from 'node:assert/strict';
import { faults } from '../../faults.js';
import { malformedOf, partsOf } from './corrupted-answers.js';
import type { DependencyFault } from './description.js';
import type { ChallengeCase, Harness } from './harness.js';
import { expectRefusedWith, failureFirst, late, type Stub } from './stubs.js';

/** What its dependencies may do instead of working. */
export const FAULT_CASES: readonly ChallengeCase[] = [
  {
    name: 'uses the dependencies that it declares',
    proves: 'Each declared dependency is called in a passing scenario, so that the faults below are met.',
    async run(harness) {
      const called = new Set<string>();
      for (const scenario of harness.passing)
        for (const call of (await harness.run(scenario)).fixture.calls) called.add(call);
      for (const name of Object.keys(harness.description.dependencies))
        assert(called.has(name), `${name} is never called.`);
    },
  },
  {
    name: 'denies when a dependency throws',
    proves: 'Whichever dependency throws: a denial with a reason, no exception.',
    run: (harness) => each(harness, 'throws', [faults.throws()]),
  },
  {
    name: 'denies when a dependency rejects',
    proves: 'Whichever dependency rejects: a denial with a reason, no rejection.',
    run: (harness) => each(harness, 'rejects', [faults.rejects()]),
  },
  {
    name: 'denies when a dependency hangs',
    proves: 'Whichever dependency never answers: a denial, at the deadline at the latest.',
    run: (harness) => each(harness, 'hangs', [faults.hangs()]),
  },
  {
    name: 'denies when a dependency answers garbage',
    proves: 'An answer that is true-like, empty, of another type or unreadable approves nothing.',
    run: (harness) =>
      each(harness, 'garbage', [
        ...faults.garbage.map((value) => faults.returns(value)),
        ...faults.garbage.map(resolving),
      ]),
  },
  {
    name: 'denies when a dependency answers in part',
    proves: 'The answer that passes, without one of its members or cut in half, approves nothing.',
    run: (harness) => eachCorrupted(harness, 'partial', partsOf),
  },
  {
    name: 'denies when a dependency answers something malformed',
    proves:
      'The answer that passes, with something in it that cannot be (in a member, a text, a number), approves nothing.',
    run: (harness) => eachCorrupted(harness, 'malformed', malformedOf),
  },
  {
    name: 'denies when a dependency settles twice',
    proves: 'Of a dependency that fails and then answers after all, the first word counts.',
    run: (harness) => each(harness, 'twice', [failureFirst]),
  },
  {
    name: 'denies when a dependency answers too late',
    proves: 'An answer that comes after the deadline, however good, approves nothing.',
    run: (harness) => each(harness, 'late', [late]),
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

/** Each dependency in turn, with each of the stubs in its place. */
async function each(harness: Harness, fault: DependencyFault, stubs: readonly Stub[]): Promise<void> {
  for (const dependency of sensitiveTo(harness, fault))
    for (const stub of stubs) await expectRefusedWith(harness, dependency, stub, FAULT_WORDS[fault]);
}

/** Each dependency in turn, with its own answer corrupted in each way that there is. */
async function eachCorrupted(
  harness: Harness,
  fault: DependencyFault,
  corrupt: (answer: unknown) => readonly unknown[],
): Promise<void> {
  const passingAnswers = await answersOf(harness);
  for (const dependency of sensitiveTo(harness, fault)) {
    for (const index of corrupt(passingAnswers.get(dependency)).keys()) {
      const corrupted = (answer: unknown): unknown => (index in corrupt(answer) ? corrupt(answer)[index] : answer);
      const stub: Stub = (sound) => mapped(sound(), corrupted);
      await expectRefusedWith(harness, dependency, stub, FAULT_WORDS[fault]);
    }
  }
}

/** The dependencies with which nothing may pass for this fault. */
function sensitiveTo({ description }: Harness, fault: DependencyFault): readonly string[] {
  return Object.entries(description.dependencies).flatMap(([name, harmless]) =>
    harmless[fault] === undefined ? [name] : [],
  );
}

/** What each dependency said last in the first passing scenario. */
async function answersOf(harness: Harness): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  const dependency = (name: string, sound: () => unknown) => () =>
    mapped(sound(), (answer) => {
      found.set(name, answer);
      return answer;
    });
  await harness.run(undefined, {}, { dependency });
  return found;
}

/** Without waiting where there is nothing to wait for: a dependency that answers at once still does. */
function mapped(given: unknown, change: (answer: unknown) => unknown): unknown {
  return given instanceof Promise ? given.then(change) : change(given);
}
