import type { Clock, Interaction } from '@attesta/core';
import {
  type ActionNotice,
  type Answer,
  describeArguments,
  type Notice,
  type Question,
  visible,
} from '@attesta/core/authoring';
import type { InteractionFixture, OperatorReaction } from '@attesta/testing/conformance';

/** A sound interaction on lines of text, for the mutants to be made from. */
export class TextScreen implements Interaction {
  readonly lines: string[] = [];
  readonly reactions: OperatorReaction[];
  readonly clock: Clock;
  isGone = false;

  constructor(reactions: readonly OperatorReaction[], clock: Clock) {
    this.reactions = [...reactions];
    this.clock = clock;
  }

  show(notice: Notice): void {
    if (notice.kind === 'action') this.showAction(notice);
    else this.print(notice.text);
  }

  showAction({ context, risk, warnings = [] }: ActionNotice): void {
    this.print(`${context.functionName} by ${context.agentId} in ${context.environment}: ${risk.level}`);
    for (const { path, text } of describeArguments(context)) this.print(`${path}: ${text}`);
    for (const warning of warnings) this.print(`Warning: ${warning}`);
  }

  async ask(question: Question, { signal }: { readonly signal: AbortSignal }): Promise<Answer> {
    if (signal.aborted) return { status: 'cancelled' };
    this.print(question.prompt);
    if (question.kind === 'select') for (const { value, label } of question.choices) this.print(`${value}) ${label}`);
    await this.clock.sleep((question.reviewSeconds ?? 0) * 1000, signal);
    return signal.aborted ? { status: 'timed_out' } : await this.answer(question, signal);
  }

  async answer(question: Question, signal: AbortSignal): Promise<Answer> {
    const reaction = this.reactions.shift() ?? 'stays silent';
    this.isGone ||= reaction === 'is gone';
    if (reaction === 'is gone' || this.isGone) return { status: 'unavailable' };
    if (reaction === 'cancels') return { status: 'cancelled' };
    if (reaction === 'stays silent') return await this.silence(signal);
    this.print(question.kind === 'secret' ? '******' : String(reaction.answer));
    return { status: 'answered', value: reaction.answer };
  }

  silence(signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ status: 'timed_out' }), { once: true });
    });
  }

  print(text: string): void {
    this.lines.push(`| ${visible(text)}`);
  }

  get fixture(): InteractionFixture {
    return { interaction: this, screen: () => this.lines.join('\n') };
  }
}
