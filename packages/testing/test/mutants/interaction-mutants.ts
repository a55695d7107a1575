import type { Interaction } from '@attesta/core';
import type { Answer, Choice, Question } from '@attesta/core/authoring';
import type { InteractionDescription } from '@attesta/testing/conformance';
import type { Mutant } from './mutant.js';
import { TextScreen } from './text-screen.js';

/** The sound screen, with methods put in place of its own. */
function screen(change: (sound: TextScreen) => Partial<TextScreen>): InteractionDescription {
  return {
    name: 'a broken screen',
    create: ({ reactions, clock }) => {
      const sound = new TextScreen(reactions, clock);
      const broken = new TextScreen(reactions, clock);
      const shared = { lines: broken.lines, reactions: broken.reactions };
      return Object.assign(broken, change(Object.assign(sound, shared))).fixture;
    },
  };
}

/** The sound screen, with its answers changed. */
function answering(change: (answer: Answer, question: Question) => Answer | Promise<Answer>): InteractionDescription {
  return screen((sound) => ({
    ask: async (question, options) => change(await sound.ask(question, options), question),
  }));
}

const never = (): Promise<never> => new Promise(() => {});
const YES: Answer = { status: 'answered', value: true };

export const INTERACTION_MUTANTS: readonly Mutant<InteractionDescription>[] = [
  {
    name: 'answers a confirmation by text',
    killedBy: 'answers each kind of question with its kind of value',
    description: answering((answer) =>
      answer.status === 'answered' ? { ...answer, value: String(answer.value) } : answer,
    ),
  },
  {
    name: 'answers a selection by its label',
    killedBy: 'answers each kind of question with its kind of value',
    description: answering((answer, question) => {
      if (question.kind !== 'select' || answer.status !== 'answered') return answer;
      return { ...answer, value: question.choices.find(({ value }) => value === answer.value)?.label ?? '' };
    }),
  },
  {
    name: 'takes any answer for a yes',
    killedBy: 'takes a no for a no',
    description: answering((answer, { kind }) => (kind === 'confirm' && answer.status === 'answered' ? YES : answer)),
  },
  {
    name: 'takes walking away for an empty answer',
    killedBy: 'is cancelled by who walks away',
    description: answering((answer) => (answer.status === 'cancelled' ? { status: 'answered', value: '' } : answer)),
  },
  {
    name: 'rejects where nobody is',
    killedBy: 'is unavailable where nobody is',
    description: answering((answer) => {
      if (answer.status === 'unavailable') throw new Error('no terminal');
      return answer;
    }),
  },
  {
    name: 'waits for a closed input',
    killedBy: 'is unavailable where nobody is',
    description: answering((answer) => (answer.status === 'unavailable' ? never() : answer)),
  },
  {
    name: 'heeds no abort',
    killedBy: 'stops asking when it is aborted',
    description: screen((sound) => ({ ask: (question) => sound.ask(question, new AbortController()) })),
  },
  {
    name: 'asks although it is too late',
    killedBy: 'does not ask when it was aborted before',
    description: screen((sound) => ({
      ask: (question, { signal }) => sound.ask(question, signal.aborted ? new AbortController() : { signal }),
    })),
  },
  {
    name: 'is of no use after an abort',
    killedBy: 'asks on after an abort',
    description: screen((sound) => {
      let isOver = false;
      return {
        async ask(question, options) {
          if (isOver) return { status: 'unavailable' };
          const answer = await sound.ask(question, options);
          isOver = options.signal.aborted;
          return answer;
        },
      };
    }),
  },
  {
    name: 'forgets its timer',
    killedBy: 'leaves no timer and no listener',
    description: screen((sound) => ({
      ask(question, options) {
        sound.clock.after(3_600_000, () => {});
        return sound.ask(question, options);
      },
    })),
  },
  {
    name: 'forgets its listener',
    killedBy: 'leaves no listener behind an answer',
    description: screen((sound) => ({
      ask(question, options) {
        options.signal.addEventListener('abort', () => {});
        return sound.ask(question, options);
      },
    })),
  },
  {
    name: 'takes an answer at once',
    killedBy: 'takes no answer before the time for review is over',
    description: screen((sound) => ({
      ask: (question, options) => sound.ask({ ...question, reviewSeconds: 0 }, options),
    })),
  },
  {
    name: 'returns a promise for a notice',
    killedBy: 'shows every kind of notice at once',
    description: screen((sound) => {
      const show: Interaction['show'] = async (notice) => sound.show(notice);
      return { show };
    }),
  },
  {
    name: 'fails over a control character in a notice',
    killedBy: 'shows hostile text without failing',
    description: screen((sound) => ({
      show(notice) {
        if ('text' in notice && notice.text.includes('\u0000')) throw new Error('no such character');
        sound.show(notice);
      },
    })),
  },
  {
    name: 'makes a pattern of a prompt',
    killedBy: 'asks hostile questions without failing',
    description: screen((sound) => ({
      ask: async (question, options) => {
        new RegExp(question.prompt).test('');
        return await sound.ask(question, options);
      },
    })),
  },
  {
    name: 'asks without a word',
    killedBy: 'shows what it asks',
    description: screen((sound) => ({ ask: (question, options) => sound.ask({ ...question, prompt: '' }, options) })),
  },
  {
    name: 'shows the first argument only',
    killedBy: 'shows the whole action',
    description: screen((sound) => ({
      showAction: ({ context, risk }) =>
        sound.print(
          `${context.description.split(',')[0]} by ${context.agentId} in ${context.environment}: ${risk.level}`,
        ),
    })),
  },
  {
    name: 'shows no warnings',
    killedBy: 'shows the warnings of an action',
    description: screen((sound) => ({ showAction: (notice) => sound.showAction({ ...notice, warnings: [] }) })),
  },
  {
    name: 'shows the first warning only',
    killedBy: 'shows the warnings of an action',
    description: screen((sound) => ({
      showAction: ({ warnings = [], ...notice }) => sound.showAction({ ...notice, warnings: warnings.slice(0, 1) }),
    })),
  },
  {
    name: 'prints a prompt as it is',
    killedBy: 'passes foreign text through visible()',
    description: screen((sound) => ({
      ask(question, options) {
        sound.lines.push(question.prompt);
        return sound.ask(question, options);
      },
    })),
  },
  {
    name: 'prints a notice as it is',
    killedBy: 'passes foreign text through visible()',
    description: screen((sound) => ({
      show(notice) {
        if ('text' in notice) sound.lines.push(notice.text.replaceAll(/[^\n -~]/g, ''));
      },
    })),
  },
  {
    name: 'echoes a secret',
    killedBy: 'shows no secret',
    description: screen((sound) => ({
      async ask(question, options) {
        const answer = await sound.ask(question, options);
        if (question.kind === 'secret' && answer.status === 'answered') sound.print(String(answer.value));
        return answer;
      },
    })),
  },
  {
    name: 'sorts the choices of its caller',
    killedBy: 'leaves a question as it is',
    description: screen((sound) => ({
      ask(question, options) {
        if (question.kind === 'select') (question.choices as Choice[]).sort((a, b) => (a.value < b.value ? -1 : 1));
        return sound.ask(question, options);
      },
    })),
  },
];
