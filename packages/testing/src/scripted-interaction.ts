import type { Interaction } from '@attesta/core';
import type { Answer, Notice, Question } from '@attesta/core/authoring';

/** What the script answers to one question: a text or a boolean counts as answered. */
export type ScriptedAnswer = string | boolean | Answer;

/** An answer, or what computes it; a promise that stays pending is an operator who does not react. */
export type ScriptedStep = ScriptedAnswer | ((question: Question) => ScriptedAnswer | Promise<ScriptedAnswer>);

/** Answers in the order of asking, or by the question's `id`. */
export type InteractionScript = readonly ScriptedStep[] | Readonly<Record<string, ScriptedStep>>;

/** One thing that came to the screen. */
export type ScreenEvent = { readonly shown: Notice } | { readonly asked: Question };

/** An interaction that follows a script and remembers what it was given. Answers are not recorded: they may be secrets. */
export interface ScriptedInteraction extends Interaction {
  /** What was shown, in order. */
  readonly shown: readonly Notice[];
  /** What was asked, in order, also where the script had no answer. */
  readonly asked: readonly Question[];
  /** Both, in one order. */
  readonly transcript: readonly ScreenEvent[];
}

/**
 * Makes an operator who answers from a script, at once.
 *
 * A list is used up from front to back; an object answers every question of an id alike. Where the script has no answer,
 * and when the question's signal aborts, the answer is `cancelled`. Answers are handed on as they are, fitting the question
 * or not. A function that throws makes `ask` reject, which a sound interaction never does.
 *
 * @example
 * scriptedInteraction([true, 'drop it']);                  // yes, then a text
 * scriptedInteraction({ code: () => codeAt(clock.wall()) }); // computed when it is asked for
 * scriptedInteraction([{ status: 'timed_out' }]);
 */
export function scriptedInteraction(script: InteractionScript = []): ScriptedInteraction {
  const transcript: ScreenEvent[] = [];
  const next = reader(script);
  return Object.freeze({
    show(notice: Notice): void {
      transcript.push({ shown: notice });
    },
    async ask(question: Question, { signal }: { readonly signal: AbortSignal }): Promise<Answer> {
      transcript.push({ asked: question });
      if (signal.aborted) return CANCELLED;
      const step = next(question);
      const reply = async (): Promise<Answer> => answerOf(typeof step === 'function' ? await step(question) : step);
      return await unlessAborted(reply(), signal);
    },
    get shown() {
      return transcript.flatMap((event) => ('shown' in event ? [event.shown] : []));
    },
    get asked() {
      return transcript.flatMap((event) => ('asked' in event ? [event.asked] : []));
    },
    get transcript() {
      return [...transcript];
    },
  });
}

/** Reads the script, which later changes by the caller do not touch. */
function reader(script: InteractionScript): (question: Question) => ScriptedStep {
  if (isList(script)) {
    const rest = [...script];
    return () => rest.shift() ?? CANCELLED;
  }
  const byId = new Map(Object.entries(script));
  return ({ id }) => byId.get(id) ?? CANCELLED;
}

function isList(script: InteractionScript): script is readonly ScriptedStep[] {
  return Array.isArray(script);
}

function answerOf(answer: ScriptedAnswer): Answer {
  return typeof answer === 'object' ? answer : { status: 'answered', value: answer };
}

function unlessAborted(reply: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(CANCELLED);
    const stopListening = (): void => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    reply.then(resolve, reject).then(stopListening, stopListening);
  });
}

const CANCELLED: Answer = Object.freeze({ status: 'cancelled' });
