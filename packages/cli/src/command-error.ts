/** How the program ends. */
export const ExitCode = {
  OK: 0,
  /** Refused: a wrong code, a lock, the wrong person. */
  REFUSED: 1,
  /** Called in a way that it does not know. */
  USAGE: 2,
  /** Something that it needs is missing or broken: a key, a store, an enrolment, a terminal. */
  NOT_READY: 3,
  /** Given up by the person or a signal; after SIGTERM 143, after SIGHUP 129. */
  CANCELLED: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What a `Failure` is made of. */
export interface FailureParts {
  readonly exitCode: ExitCode;
  /** For programs; stable. */
  readonly status: string;
  /** Plain text for people: a sentence. */
  readonly message: string;
  /** What to do: a sentence. */
  readonly advice?: string | undefined;
  /** More for programs. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Why a command did not do what it was told. */
export class Failure extends Error {
  readonly parts: FailureParts;

  constructor(parts: FailureParts) {
    super(parts.message);
    this.name = 'Failure';
    this.parts = parts;
  }
}
