import type { ActionContext } from '@attesta/core';
import { describeArguments, type Question } from '@attesta/core/authoring';

/**
 * A person who has the call on the screen and the question before them, and nothing else: finds the answer in the call by
 * what the question says.
 */
export function readerOf(context: ActionContext): (question: Question) => string {
  const leaves = describeArguments(context);

  return (question) => {
    const { prompt } = question;
    const choices = question.kind === 'select' ? question.choices.map(({ value }) => value) : undefined;
    if (prompt.includes('and where')) return `${context.functionName} ${context.environment}`;
    if (prompt.includes('Which function')) return context.functionName;
    if (prompt.includes('In which environment')) return context.environment;
    if (prompt.includes('How many entries')) return String(entriesOf(placeIn(prompt, /has (.+?)\?/)).length);
    if (prompt.includes('Which of these')) {
      const entries = entriesOf(placeIn(prompt, /stands in (.+?)\?/)).flatMap(valueAt);
      const found = (choices ?? []).filter((choice) => entries.some((entry) => entry === choice));
      return found.length === 1 ? (found[0] ?? '') : 'ambiguous';
    }
    const value = String(
      valueAt(
        placeIn(prompt, /(?:at|is) ((?:args|(?:\S+ in )?the \w+ argument)\S*?)(?:,| set| act| do| change|\?)/),
      )[0],
    );
    if (prompt.includes('host stands')) return /:\/\/([^/:]+)/.exec(value)?.[1] ?? '';
    if (prompt.includes('follows the host')) return /:\/\/[^/]+([^?#]*)/.exec(value)?.[1] ?? '';
    if (prompt.includes('word ends'))
      return (
        value
          .trim()
          .split(/\s+/)
          .at(-1)
          ?.replace(/^["'(]+|[."')!?]+$/g, '') ?? ''
      );
    if (prompt.includes('date')) return value.slice(0, 10);
    if (prompt.includes('statement')) return sqlAnswer(prompt, value, choices);
    return value;
  };

  function placeIn(prompt: string, pattern: RegExp): string {
    const place = pattern.exec(prompt)?.[1] ?? '';
    const [, rest, ordinal = ''] = /^(?:(\S+) in )?the (\w+) argument/.exec(place) ?? [];
    const index = ['first', 'second', 'third', 'fourth', 'fifth'].indexOf(ordinal);
    return index < 0 ? place : `args[${index}]${rest === undefined ? '' : rest.startsWith('[') ? rest : `.${rest}`}`;
  }

  function valueAt(path: string): unknown[] {
    return leaves
      .filter((leaf) => leaf.path === path)
      .map(({ type, value, text }) => (type === 'date' ? text.slice(5, -1) : String(value)));
  }

  /** The paths of the entries of a list. */
  function entriesOf(list: string): readonly string[] {
    const behind = leaves.map(({ path }) => path).filter((path) => path.startsWith(`${list}[`));
    return [...new Set(behind.map((path) => path.slice(0, path.indexOf(']', list.length) + 1)))];
  }
}

/** By eye: the statements of the corpus are simple. */
function sqlAnswer(prompt: string, sql: string, choices: readonly string[] | undefined): string {
  const statements = sql
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean);
  if (prompt.includes('How many')) return String(statements.length);
  const gravest = statements.find((each) => /\bDROP\b/.test(each)) ?? statements[0] ?? '';
  const main = gravest.replace(/^WITH .*?\) (?=DELETE)/, '');
  if (prompt.includes('What does')) return /^\w+/.exec(main)?.[0] ?? '';
  if (prompt.includes('rows')) return choices?.find((choice) => choice.includes('all') === !/WHERE/.test(main)) ?? '';
  if (prompt.includes('number')) return main.match(/\b\d+(?:\.\d+)?\b/g)?.at(-1) ?? '';
  return /(?:FROM|INTO|UPDATE|TABLE|INDEX|SCHEMA|ON)(?: CONCURRENTLY)? ([\w.]+)/.exec(main)?.[1] ?? '';
}
