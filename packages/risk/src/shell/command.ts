/** A word of a command, with quotes and escapes taken off. */
export interface ShellWord {
  readonly text: string;
  /** Whether the shell makes something else of it: a variable, a substitution, a pattern of braces. */
  readonly isDynamic: boolean;
}

/** `> file`, `2>&1`, `< file`. */
export interface Redirect {
  readonly operator: string;
  readonly target: ShellWord;
}

/** One simple command. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly redirects: readonly Redirect[];
  /** The command whose output it reads, in a pipeline. */
  readonly source: ShellCommand | undefined;
  /** What a here-document or here-string gives it to read. */
  readonly input: string | undefined;
}

/** The words of a command that was given as a list: no shell reads them. */
export function commandOf(words: readonly string[]): ShellCommand {
  return {
    words: words.map((text) => ({ text, isDynamic: false })),
    redirects: [],
    source: undefined,
    input: undefined,
  };
}
