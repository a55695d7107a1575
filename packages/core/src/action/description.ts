import { isHidden } from '../redaction/mask.js';
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
    leaves.push({ path, type: typeOf(value), text: literal(shown), value: shown, secret: isHidden(value, shown) });
    return;
  }
  const shownItems = branches(shown);
  branches(value).forEach(([step, item], index) => {
    // A name that is a credential is shown as its mask.
    const [shownStep = step, shownItem] = shownItems[index] ?? [];
    collect(pathTo(placeOf(path, value), shownStep), item, shownItem, leaves);
  });
}

/** A list, a set and a map of the same values are different actions. */
function placeOf(path: string, value: ArgumentValue): string {
  return isSet(value) ? `${path}(set)` : isMap(value) ? `${path}(map)` : path;
}

/** Where something of the arguments is hidden: a value, a part of one, or the name of one. Paths as `describeArguments` has them. */
export function hiddenPaths(context: Pick<DescribedCall, 'args' | 'redactedArgs'>): readonly string[] {
  const paths = new Set<string>();
  collectHidden('args', context.args, context.redactedArgs, paths);
  return [...paths];
}

function collectHidden(path: string, value: ArgumentValue, shown: ArgumentValue, paths: Set<string>): void {
  if (!isHidden(value, shown)) return;
  if (!isBranch(value) || !isBranch(shown)) {
    paths.add(path);
    return;
  }
  const shownItems = branches(shown);
  branches(value).forEach(([step, item], index) => {
    const [shownStep = step, shownItem] = shownItems[index] ?? [];
    const at = pathTo(placeOf(path, value), shownStep);
    if (isHidden(step, shownStep)) paths.add(at);
    collectHidden(at, item, shownItem, paths);
  });
}

/**
 * The warning of a screen that shows the arguments at high or critical risk: how many of them are hidden, and where. Printable ASCII.
 *
 * @example hiddenWarning(context, risk) // '2 values are hidden: args[0].card, args[1]'
 */
export function hiddenWarning(context: DescribedCall, { level }: { readonly level: string }): string | undefined {
  return level === 'high' || level === 'critical' ? hiddenWords(hiddenPaths(context)) : undefined;
}

/** The same of paths; undefined for none. */
export function hiddenWords(paths: readonly string[]): string | undefined {
  if (paths.length === 0) return undefined;
  const named = paths.slice(0, MOST_PATHS).map((path) => cut(path, MAX_VALUE));
  const more = paths.length > MOST_PATHS ? [`and ${paths.length - MOST_PATHS} more`] : [];
  return `${paths.length === 1 ? '1 value is' : `${paths.length} values are`} hidden: ${[...named, ...more].join(', ')}`;
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
const MOST_PATHS = 20;
