/**
 * Patterns of which one is to match a line. A list among them matches where all of its patterns do, in any order: `X.*Y` would
 * take time in the square of the line.
 */
export type LinePatterns = readonly (RegExp | readonly RegExp[])[];

/** Whether one of the patterns matches. */
export function matchesLine(patterns: LinePatterns | undefined, line: string): boolean {
  return (
    patterns?.some((each) => (each instanceof RegExp ? each.test(line) : each.every((one) => one.test(line)))) === true
  );
}

/** How the subcommands of a program are judged. Words of a subcommand are joined by a blank: `remote show`. */
export interface CliRule {
  readonly reads: ReadonlySet<string>;
  /** Changes that can be undone. Everything else is judged by its verb, and is high where that is not known. */
  readonly changes: ReadonlySet<string>;
  readonly critical?: LinePatterns;
  /** Arguments with which even what reads does more. */
  readonly denied?: RegExp;
  /** Flags that take the next argument. */
  readonly valued?: RegExp;
  /** Whether an unknown subcommand is judged by its verb, as where an API is on the command line: `ec2 describe-instances`. */
  readonly byVerb?: true;
  /** Reads secrets. */
  readonly secrets?: LinePatterns;
}

/** The subcommands of a list that `|` separates. */
export function list(items: string): ReadonlySet<string> {
  return new Set(items.split('|').map((item) => item.trim()));
}
