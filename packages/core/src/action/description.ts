import { literal, pathTo } from '../text/literal.js';
import { visible } from '../text/visible.js';
import { type ArgumentValue, isBranch, isList, isMap, isSet, typeOf } from './argument-value.js';

/** What is described of a call; an `ActionContext` has it. */
export interface DescribedCall {
  readonly functionName: string;
  readonly args: readonly ArgumentValue[];
  readonly redactedArgs: readonly ArgumentValue[];
}

/**
 * The call on one line, safe to print: `delete_records("table_a", 100)`.
 *
 * Long values are shortened and say by how much; `describeArguments` has every argument whole.
 */
export function describeAction(context: DescribedCall): string {
  const args = context.redactedArgs.map((value) => cut(literal(value), MAX_VALUE)).join(', ');
  return `${visible(context.functionName)}(${cut(args, MAX_CALL)})`;
}

function cut(text: string, most: number): string {
  const rest = text.length - most;
  return rest > 0 ? `${text.slice(0, most)}...(+${rest} more)` : text;
}

/** One value in the arguments that has no others in it. */
export interface ArgumentLeaf {
  /** Where it stands: `args[0].table`. Printable ASCII. */
  readonly path: string;
  /** `string`, `number`, `bigint`, `boolean`, `undefined`, `null`, `date`, `bytes`, `array`, `object`, `map` or `set`. */
  readonly type: string;
  /** The whole value as a literal. Printable ASCII. */
  readonly text: string;
  /** The value itself; of a secret, or a text with one in it, what may be shown of it. */
  readonly value: ArgumentValue;
  /** Whether it is, or has in it, a secret. */
  readonly secret: boolean;
}

/** Every leaf of the arguments, in order: what a person must be able to see before they approve. */
export function describeArguments(context: DescribedCall): readonly ArgumentLeaf[] {
  const leaves: ArgumentLeaf[] = [];
  const shown = context.redactedArgs;
  context.args.forEach((value, index) => {
    collect(pathTo('args', index), value, shown[index], leaves);
  });
  return leaves;
}

function collect(path: string, value: ArgumentValue, shown: ArgumentValue, leaves: ArgumentLeaf[]): void {
  if (!isBranch(value) || !isBranch(shown)) {
    const secret = typeof shown === 'string' && shown !== value;
    leaves.push({ path, type: typeOf(value), text: literal(shown), value: shown, secret });
    return;
  }
  // A list, a set and a map of the same values are different actions.
  const place = isSet(value) ? `${path}(set)` : isMap(value) ? `${path}(map)` : path;
  const shownItems = branches(shown);
  branches(value).forEach(([step, item], index) => {
    collect(pathTo(place, step), item, shownItems[index]?.[1], leaves);
  });
}

function branches(value: ArgumentValue & object): readonly (readonly [string | number, ArgumentValue])[] {
  if (isList(value)) return value.map((item, index) => [index, item]);
  if (isSet(value)) return [...value].map((item, index) => [index, item]);
  if (isMap(value)) {
    return [...value].flatMap(([key, item], index) => [
      [`key ${index}`, key],
      [`value ${index}`, item],
    ]);
  }
  return Object.entries(value);
}

const MAX_VALUE = 120;
const MAX_CALL = 1000;
