import type { Interaction } from '@attesta/core';
import { type Answer, describeArguments, type Notice, type Question, visible } from '@attesta/core/authoring';

/**
 * A program in the place of a person, for a run without a terminal: it says yes, computes the codes an authenticator would show, and
 * tells the manager the number that is shown to it. Everything it does is labelled, so that nobody takes this log for a person's
 * approval.
 */
export class ScriptedOperator implements Interaction {
  readonly #currentCode: () => string;
  readonly #tellManager: (number: string) => void;

  constructor(currentCode: () => string, tellManager: (number: string) => void) {
    this.#currentCode = currentCode;
    this.#tellManager = tellManager;
  }

  show(notice: Notice): void {
    if (notice.kind !== 'action') {
      console.log(`  | ${visible(notice.text)}`);
      const number = /\b\d{3} ?\d{3}\b/.exec(notice.kind === 'message' ? notice.text : '')?.[0];
      if (number !== undefined) this.#tellManager(number);
      return;
    }
    const { context, risk } = notice;
    console.log(`  | ${visible(context.functionName)}, ${risk.level} risk (${risk.score.toFixed(2)})`);
    for (const { path, type, text } of describeArguments(context)) console.log(`  |   ${path} (${type}): ${text}`);
  }

  async ask(question: Question): Promise<Answer> {
    const isCode = question.kind === 'secret';
    console.log(`  | ${visible(question.prompt)}`);
    console.log(`  | [scripted operator, not a person] ${isCode ? 'enters the current code' : 'yes'}`);
    return { status: 'answered', value: isCode ? this.#currentCode() : true };
  }
}
