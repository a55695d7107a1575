import { userInfo } from 'node:os';
import {
  type ActionContext,
  type ApprovalResult,
  type Clock,
  type OpenOptions,
  type Operator,
  option,
  type RiskAssessment,
  readOptions,
  type Screen,
  systemClock,
} from '@attesta/core';
import { InteractionRenderer } from '@attesta/core/challenges';
import type { TerminalOutput } from './terminal/display.js';
import type { TerminalInput } from './terminal/keyboard.js';
import { endsOf } from './terminal/streams.js';
import { TerminalInteraction } from './terminal-interaction.js';

/** Options of `TerminalRenderer`; all have a default. */
export interface TerminalRendererOptions {
  /** Where keys come from. Default: `process.stdin` where it is a terminal, else the controlling terminal, where there is one. */
  readonly input?: TerminalInput | undefined;
  /** Where the screen is. Default: `process.stdout` where it is a terminal, else the controlling terminal, where there is one. */
  readonly output?: TerminalOutput | undefined;
  /** The human at this terminal. Default: the system's signed-in user, where there is one. */
  readonly operator?: Operator | undefined;
  /** Names that are right: one that only looks like one of them is flagged. Default: none. */
  readonly knownNames?: readonly string[] | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}

/**
 * Asks the person at a terminal: shows the whole action, then the question, one at a time. Without a terminal every
 * question is answered `unavailable`.
 *
 * @throws AttestaError (`invalid_option`) that names the option.
 * @example new Attesta({ renderer: new TerminalRenderer({ operator: { id: 'ada' } }) })
 */
export class TerminalRenderer extends InteractionRenderer {
  readonly #terminal: TerminalInteraction;

  constructor(options?: TerminalRendererOptions) {
    const given = readOptions<TerminalRendererOptions>('TerminalRenderer', options, RULES);
    const operator = given.operator ?? signedInUser();
    const terminal = new TerminalInteraction({
      ends: () => endsOf(given),
      operator,
      clock: given.clock ?? systemClock,
      knownNames: given.knownNames ?? [],
    });
    super(terminal, { operator });
    this.#terminal = terminal;
  }

  override async open(context: ActionContext, risk: RiskAssessment, options: OpenOptions): Promise<Screen> {
    const screen = await super.open(context, risk, options);
    return {
      interaction: {
        show: (notice) => screen.interaction.show(notice),
        ask: (question, asking) => this.#terminal.askInQueue(context, () => screen.interaction.ask(question, asking)),
      },
      operator: screen.operator,
      close: () => screen.close(),
    };
  }

  override renderDecision(approval: ApprovalResult): void {
    this.#terminal.decided(approval);
  }
}

/** The account that this process runs under. It has no name where the system does not know it, as in some containers. */
function signedInUser(): Operator | undefined {
  try {
    const { username } = userInfo();
    return option.id.accepts(username) ? { id: username } : undefined;
  } catch {
    return undefined;
  }
}

const RULES = {
  input: option.with('on', 'off', 'resume', 'pause'),
  output: option.with('on', 'off', 'write'),
  operator: {
    allowed: 'an object whose id is a text of 1 to 256 characters',
    accepts: (value: unknown) =>
      typeof value === 'object' && value !== null && 'id' in value && option.id.accepts(value.id),
  },
  knownNames: option.ids,
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
};
