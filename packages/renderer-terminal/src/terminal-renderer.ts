import { userInfo } from 'node:os';
import { InteractionRenderer } from '@attesta/challenges';
import {
  type ActionContext,
  type Clock,
  type Decision,
  type Operator,
  type RiskAssessment,
  systemClock,
} from '@attesta/core';
import { type OpenOptions, option, readOptions, type Screen } from '@attesta/core/authoring';
import { streamsOf, type TerminalInput, type TerminalOutput } from './terminal/streams.js';
import { TerminalInteraction } from './terminal-interaction.js';

/** Options of `TerminalRenderer`; all have a default. */
export interface TerminalRendererOptions {
  /** The stream of keys. Default: `process.stdin` if it is a terminal, else the controlling terminal if there is one. */
  readonly input?: TerminalInput | undefined;
  /** The stream to the screen. Default: `process.stdout` if it is a terminal, else the controlling terminal if there is one. */
  readonly output?: TerminalOutput | undefined;
  /** The human at this terminal. Default: the system's signed-in user, if it has a name. */
  readonly operator?: Operator | undefined;
  /** Known names: another name that looks like one of them is flagged. Default: none. */
  readonly knownNames?: readonly string[] | undefined;
  /**
   * Whether writes of the process to its terminal wait until an open question is answered. For that long, `write` of the streams is
   * replaced, so that no log line can draw over a question. Default: `true`. With `false`, streams are never changed.
   */
  readonly holdOutput?: boolean | undefined;
  /** Default: the system's clock. */
  readonly clock?: Clock | undefined;
}

/**
 * Asks the person at a terminal: shows the whole action, then the question, one at a time. Without a terminal every answer is
 * `unavailable`.
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
      streams: () => streamsOf(given),
      holdOutput: given.holdOutput ?? true,
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

  override renderDecision(decision: Decision): void {
    this.#terminal.decided(decision);
  }
}

/** The account of this process; undefined if the system has no name for it, as in some containers. */
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
    allowed: 'an object whose id is a string of 1 to 256 characters',
    accepts: (value: unknown) =>
      typeof value === 'object' && value !== null && 'id' in value && option.id.accepts(value.id),
  },
  knownNames: option.ids,
  holdOutput: option.boolean,
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
};
