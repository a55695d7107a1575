import { once } from 'node:events';
import type { Clock, LogStore, StateStore } from '@attesta/core';
import type { TerminalInput, TerminalOutput } from '@attesta/renderer-terminal';
import { cancelled } from '../command-error.js';

/** Every effect of the program: its streams, environment, clock, folder, signal and store. */
export interface ProgramIO {
  /** Codes are typed or piped in here. */
  readonly input: TerminalInput;
  /** Results go here. */
  readonly output: TerminalOutput;
  /** Questions and errors go here. */
  readonly error: TerminalOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Cancels the command: an open question stays unanswered, and the store is closed. */
  readonly signal: AbortSignal;
  /** Default: opens SQLite or PostgreSQL, by the scheme of the location. */
  readonly openStore?: StoreOpener;
}

/** Opens a store. Rejects with an `AttestaError` for a location that it does not know. */
export type StoreOpener = (request: StoreRequest) => Promise<Store>;

/** The input of a `StoreOpener`. */
export interface StoreRequest {
  /** Such as `sqlite:PATH` or `postgres://USER@HOST/DATABASE`. */
  readonly location: string;
  readonly cwd: string;
  readonly clock: Clock;
  /** Whether to create the store if it does not exist. */
  readonly createIfMissing: boolean;
}

/** An open store. */
export interface Store {
  readonly state: StateStore;
  readonly log: LogStore;
  close(): Promise<void>;
}

/** Writes to the output piece by piece, no faster than the reader takes it, until the signal aborts. */
export function streamTo({ output, signal }: ProgramIO): (piece: string) => Promise<void> {
  return async (piece) => {
    if (signal.aborted) throw cancelled();
    if (output.write(piece) !== false) return;
    await once(output, 'drain', { signal }).catch(() => {
      throw cancelled();
    });
  };
}
