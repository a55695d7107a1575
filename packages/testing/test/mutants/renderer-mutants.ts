import { InteractionRenderer } from '@attesta/challenges';
import {
  type ActionContext,
  ChallengeType,
  type Decision,
  type PartialChallengeResult,
  type Renderer,
  type RiskAssessment,
} from '@attesta/core';
import type { OpenOptions, Screen } from '@attesta/core/authoring';
import { scriptedInteraction } from '@attesta/testing';
import { type RendererDescription, toScriptedStep } from '@attesta/testing/conformance';
import type { Mutant } from './mutant.js';

type Given = Parameters<Renderer['open']>;

/** The sound renderer, with methods put in place of its own. */
function renderer(change: (sound: InteractionRenderer) => Partial<Renderer>): RendererDescription {
  return {
    name: 'a broken renderer',
    create({ reactions }) {
      const sound = new InteractionRenderer(scriptedInteraction(reactions.map(toScriptedStep)), {
        operator: { id: 'ada' },
      });
      const whole: Renderer = {
        open: (...given) => sound.open(...given),
        renderChallenge: (...given) => sound.renderChallenge(...given),
        renderDecision: (decision) => sound.renderDecision(decision),
        ...change(sound),
      };
      return { renderer: whole };
    },
  };
}

/** The sound renderer, with its screens changed. */
function opening(change: (screen: Screen, options: OpenOptions, sound: InteractionRenderer) => Partial<Screen>) {
  return renderer((sound) => ({
    async open(...given: Given) {
      const screen = await sound.open(...given);
      const { interaction, operator } = screen;
      return { interaction, operator, close: () => screen.close(), ...change(screen, given[2], sound) };
    },
  }));
}

/** The sound renderer, with the results of its challenges changed. */
function rendering(change: (result: PartialChallengeResult, type: ChallengeType) => PartialChallengeResult) {
  return renderer((sound) => ({
    renderChallenge: async (...given) => change(await sound.renderChallenge(...given), given[2]),
  }));
}

/** Asks on the screen of all, without a turn. */
function askingAtOnce(): RendererDescription {
  return opening((screen, { onShown }, sound) => {
    let isShown = false;
    return {
      interaction: {
        show: screen.interaction.show,
        ask(question, options) {
          if (!isShown) onShown();
          isShown = true;
          return sound.interaction.ask(question, options);
        },
      },
    };
  });
}

export const RENDERER_MUTANTS: readonly Mutant<RendererDescription>[] = [
  {
    name: 'waits for its turn before it opens',
    killedBy: 'opens without waiting for the screen',
    description: renderer((sound) => {
      let last: Promise<void> = Promise.resolve();
      return {
        async open(...given: Given) {
          const before = last;
          let release = (): void => {};
          last = new Promise((resolve) => {
            release = resolve;
          });
          await before;
          const screen = await sound.open(...given);
          return {
            interaction: screen.interaction,
            operator: screen.operator,
            close() {
              screen.close();
              release();
            },
          };
        },
      };
    }),
  },
  {
    name: 'says that it has shown what it has not',
    killedBy: 'shows the whole action before its first question',
    description: opening((_screen, { onShown }) => {
      onShown();
      return {};
    }),
  },
  {
    name: 'asks about all actions at once',
    killedBy: 'asks about one action at a time',
    description: askingAtOnce(),
  },
  {
    name: 'keeps the place of who is gone',
    killedBy: 'gives the turn on when who waits for it is aborted',
    description: renderer((sound) => ({
      open: (context: ActionContext, risk: RiskAssessment, options: OpenOptions) =>
        sound.open(context, risk, options).then((screen) => ({
          operator: screen.operator,
          close: () => screen.close(),
          interaction: {
            show: (notice) => screen.interaction.show(notice),
            ask: (question) => screen.interaction.ask(question, new AbortController()),
          },
        })),
    })),
  },
  {
    name: 'asks on a screen that is closed',
    killedBy: 'answers nothing once it is closed',
    description: opening((screen, _options, sound) => {
      let isClosed = false;
      return {
        interaction: {
          show: (notice) => screen.interaction.show(notice),
          ask: (question, options) => (isClosed ? sound.interaction : screen.interaction).ask(question, options),
        },
        close() {
          isClosed = true;
          screen.close();
        },
      };
    }),
  },
  {
    name: 'gives on no turn that it did not use',
    killedBy: 'can be closed without a question',
    description: renderer((sound) => {
      let isTaken = false;
      return {
        async open(...given: Given) {
          const isFirst = !isTaken;
          isTaken = true;
          const screen = await sound.open(...given);
          const ask: Screen['interaction']['ask'] = (question, options) =>
            isFirst ? screen.interaction.ask(question, options) : new Promise<never>(() => {});
          return { interaction: { show: () => {}, ask }, operator: screen.operator, close: () => screen.close() };
        },
      };
    }),
  },
  {
    name: 'fails to show without a turn',
    killedBy: 'shows without a turn',
    description: opening((screen) => {
      let hasTurn = false;
      return {
        interaction: {
          show(notice) {
            if (!hasTurn) throw new Error('not your turn');
            screen.interaction.show(notice);
          },
          ask(question, options) {
            hasTurn = true;
            return screen.interaction.ask(question, options);
          },
        },
      };
    }),
  },
  {
    name: 'vouches for an operator without an id',
    killedBy: 'vouches for a person by an id, or for nobody',
    description: opening(() => ({ operator: { id: '' } })),
  },
  {
    name: 'listens on after it was closed',
    killedBy: 'leaves no timer and no listener',
    description: opening((_screen, { signal }) => {
      signal.addEventListener('abort', () => {});
      return {};
    }),
  },
  {
    name: 'gives no reason for a type that it lacks',
    killedBy: 'presents each type, or denies it with a reason',
    description: rendering((result) => (result.passed ? result : { ...result, details: {} })),
  },
  {
    name: 'passes what it has no challenge for',
    killedBy: 'presents each type, or denies it with a reason',
    description: rendering((result, type) =>
      type === ChallengeType.QUIZ ? { ...result, passed: true, verdict: undefined } : result,
    ),
  },
  {
    name: 'never passes',
    killedBy: 'passes on a clear yes',
    description: rendering((result) => ({ ...result, passed: false, approvers: [], details: { reason: 'no' } })),
  },
  {
    name: 'passes when it is cancelled',
    killedBy: 'passes on nothing but a yes',
    description: rendering((result) =>
      result.verdict === 'cancelled' ? { ...result, passed: true, verdict: undefined } : result,
    ),
  },
  {
    name: 'fails over a decision that timed out',
    killedBy: 'takes any decision without failing',
    description: renderer((sound) => ({
      renderDecision(decision: Decision) {
        if (decision.verdict === 'timed_out') throw new Error('no such verdict');
        sound.renderDecision(decision);
      },
    })),
  },
  {
    name: 'hangs when it is opened by the gate',
    killedBy: 'runs an action through the gate on a yes',
    description: renderer(() => ({ open: () => new Promise<never>(() => {}) })),
  },
  {
    name: 'approves at the deadline',
    killedBy: 'runs nothing through the gate without one',
    description: renderer((sound) => ({
      renderChallenge: (context, risk, type, session) => {
        const { clock, deadline, signal } = session;
        const early = clock.sleep(deadline.monotonic - clock.monotonic() - 1000, signal);
        const consent = early.then((): PartialChallengeResult => ({ passed: true, challengeType: type }));
        return Promise.race([sound.renderChallenge(context, risk, type, session), consent]);
      },
    })),
  },
];
