import { faults } from '../../faults.js';

/** An answer with a part missing: without each of its members in turn; a text, list or bytes cut in half. */
export function partsOf(answer: unknown): readonly unknown[] {
  if (typeof answer === 'string' || Array.isArray(answer) || answer instanceof Uint8Array) {
    return answer.length === 0 ? [] : [answer.slice(0, answer.length / 2)];
  }
  return membersOf(answer).map(([name]) => Object.fromEntries(membersOf(answer).filter(([each]) => each !== name)));
}

/** An answer of the right type that holds something wrong: in each member or entry in turn, in the text, in the number. */
export function malformedOf(answer: unknown): readonly unknown[] {
  if (typeof answer === 'string') return [`${answer}\u0000`, `${answer}\n${answer}`, '[object Object]'];
  if (typeof answer === 'number') return WRONG_NUMBERS;
  if (Array.isArray(answer)) return faults.garbage.map((garbage) => answer.map(() => garbage));
  return membersOf(answer).flatMap(([name, value]) =>
    faults.garbage
      .filter((garbage) => !isAlike(garbage, value))
      .map((garbage) => ({ ...Object(answer), [name]: garbage })),
  );
}

const WRONG_NUMBERS: readonly number[] = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5];

/** The members of what is an object as a literal makes it. */
function membersOf(answer: unknown): readonly (readonly [string, unknown])[] {
  const isPlain = typeof answer === 'object' && answer !== null && Object.getPrototypeOf(answer) === Object.prototype;
  return isPlain ? Object.entries(answer) : [];
}

function isAlike(garbage: unknown, value: unknown): boolean {
  return !Number.isNaN(garbage) && kindOf(garbage) === kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
