import type { Clock } from '@attesta/core';
import type { TerminalInput, TerminalOutput } from '@attesta/renderer-terminal';
import type { StoreOpener } from '../store/open-store.js';

/** All that the program touches outside of itself. */
export interface Surroundings {
  /** Where codes are typed, or piped in. */
  readonly input: TerminalInput;
  /** Where results go. */
  readonly output: TerminalOutput;
  /** Where questions and complaints go. */
  readonly error: TerminalOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** What relative paths begin at. */
  readonly cwd: string;
  /** Ends what is being asked or waited for; nothing is then approved. */
  readonly signal: AbortSignal;
  /** Default: by what the location begins with. */
  readonly openStore?: StoreOpener;
}
