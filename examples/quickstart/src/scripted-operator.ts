import { type Answer, describeArguments, type Interaction, type Notice, type Question, visible } from '@attesta/core';

/**
 * A program in the place of a person, for a run without a terminal: it says yes, and computes the codes an authenticator
 * would show. Everything it does is labelled, so that nobody takes this log for a person's approval.
 */
export class ScriptedOperator implements Interaction {
  readonly #currentCode: () => string;

  constructor(currentCode: () => string) {
    this.#currentCode = currentCode;
  }

  show(notice: Notice): void {
    if (notice.kind !== 'action') {
      console.log(`  | ${visible(notice.text)}`);
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
