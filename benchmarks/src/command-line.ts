import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Command =
  | { readonly name: 'measure'; readonly mode: 'quick' | 'full'; readonly only: string; readonly out?: string }
  | { readonly name: 'compare'; readonly before: string; readonly after: string };

/** The command line asks for something that there is not. */
export class UsageError extends Error {}

/** @throws UsageError, which names what was given and what there is. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  const [command, before, after, ...rest] = positionals;
  if (command === undefined) {
    const { quick, only = '', out } = values;
    return { name: 'measure', mode: quick ? 'quick' : 'full', only, ...(out === undefined ? {} : { out }) };
  }
  if (command !== 'compare') throw new UsageError(`There is no command ${command}.\n${USAGE}`);
  if (before === undefined || after === undefined || rest.length > 0 || Object.keys(values).length > 0)
    throw new UsageError(`compare takes two files, and no options.\n${USAGE}`);
  return { name: 'compare', before, after };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

const OPTIONS = { quick: { type: 'boolean' }, only: { type: 'string' }, out: { type: 'string' } } as const;

const USAGE = `\
Usage: npm run bench -- [--quick] [--only <beginning of an id>] [--out <folder>]
       npm run bench -- compare <before.json> <after.json>`;
