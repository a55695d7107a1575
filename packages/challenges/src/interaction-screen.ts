import type { ActionContext, Interaction, Operator, RiskAssessment } from '@attesta/core';
import {
  type Answer,
  hiddenWarning,
  ignoreRejection,
  type Notice,
  type OpenOptions,
  type Question,
  type Screen,
} from '@attesta/core/authoring';

/** What a screen is opened on. */
export interface ScreenBase {
  readonly interaction: Interaction;
  readonly operator: Operator | undefined;
  readonly turns: Turns;
}

/** One action's place on an interaction that many share: its first question waits for the turn and shows the action. */
export class InteractionScreen implements Screen {
  readonly interaction: Interaction;
  readonly operator: Operator | undefined;
  readonly #base: ScreenBase;
  readonly #showAction: () => void;
  #turn: Turn | undefined;
  #isShown = false;
  #isClosed = false;
  #pending: Promise<unknown> = Promise.resolve();

  constructor(base: ScreenBase, context: ActionContext, risk: RiskAssessment, { deadline, onShown }: OpenOptions) {
    this.#base = base;
    this.#showAction = () => {
      const hidden = hiddenWarning(context, risk);
      const warnings = hidden === undefined ? [] : [hidden];
      ignoreRejection(base.interaction.show({ kind: 'action', context, risk, deadline, warnings }));
      onShown();
    };
    this.operator = base.operator;
    this.interaction = {
      show: (notice: Notice) => {
        // Once more, for who sits down now: it goes with the next question, as it does with the first.
        if (notice.kind === 'action' && notice.context === context) this.#isShown = false;
        else ignoreRejection(base.interaction.show(notice));
      },
      ask: (question, { signal }) => this.#ask(question, signal),
    };
  }

  close(): void {
    this.#isClosed = true;
    const release = (): void => this.#turn?.release();
    this.#pending.then(release, release);
  }

  /** One question after the other, also when a challenge asks several at once. */
  #ask(question: Question, signal: AbortSignal): Promise<Answer> {
    const ask = (): Promise<Answer> => this.#askInTurn(question, signal);
    const answer = this.#pending.then(ask, ask);
    this.#pending = answer;
    return answer;
  }

  async #askInTurn(question: Question, signal: AbortSignal): Promise<Answer> {
    if (this.#isClosed) return { status: 'cancelled' };
    this.#turn ??= this.#base.turns.take();
    const isTurn = await this.#turn.begins(signal);
    if (!isTurn || this.#isClosed) return { status: 'cancelled' };
    if (!this.#isShown) this.#showAction();
    this.#isShown = true;
    return await this.#base.interaction.ask(question, { signal });
  }
}

/** The queue for a screen: one action at a time, in the order of asking. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #taken = 0;

  /** Queues up. `release` ends the turn, and may be called before it has begun. */
  take(): Turn {
    const ready = this.#last;
    const isFree = this.#taken === 0;
    this.#taken += 1;
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    }).then(() => {
      this.#taken -= 1;
    });
    this.#last = ready.then(() => released);
    return { release, begins: async (signal) => (isFree ? !signal.aborted : await unlessAborted(ready, signal)) };
  }
}

/** One place in the queue. */
export interface Turn {
  /** Resolves to true when the turn begins, to false when `signal` aborts before that. */
  begins(signal: AbortSignal): Promise<boolean>;
  release(): void;
}

async function unlessAborted(ready: Promise<void>, signal: AbortSignal): Promise<boolean> {
  let abort = (): void => {};
  const aborted = new Promise<void>((resolve) => {
    abort = resolve;
  });
  signal.addEventListener('abort', abort, { once: true });
  if (!signal.aborted) await Promise.race([ready, aborted]);
  signal.removeEventListener('abort', abort);
  return !signal.aborted;
}
