import type { ActionNotice, Clock, Operator } from '@attesta/core';
import { actionPage } from './layout/action-page.js';
import type { Page } from './layout/page.js';
import { subjectLines } from './layout/question-lines.js';
import type { KnownNames } from './names/known-names.js';
import { warningsAbout } from './names/warnings.js';

/** Who looks at an action, and what they have seen before. */
export interface Onlooker {
  readonly operator: Operator | undefined;
  readonly clock: Clock;
  readonly names: KnownNames;
}

/** An action at a terminal: how it is laid out, and how far the person has got with it. */
export class ShownAction {
  readonly notice: ActionNotice;
  /** Whether a question has taken it over, to show it in its own way. */
  isClaimed = false;
  /** Whether all of it was written to the terminal. */
  isPrinted = false;
  /** Whether the person had all of it on the screen. */
  isRead = false;
  readonly #onlooker: Onlooker;
  #warnings: readonly string[] | undefined;

  constructor(notice: ActionNotice, onlooker: Onlooker) {
    this.notice = notice;
    this.#onlooker = onlooker;
  }

  /** All of it. */
  page(page: Page): readonly string[] {
    const { operator, clock } = this.#onlooker;
    return actionPage(page, this.notice, { operator, clock, warnings: this.#warn() });
  }

  /** What stands right above the answer. */
  subject(page: Page): readonly string[] {
    return subjectLines(page, { action: this.notice, warnings: this.#warn() });
  }

  /** Once: the names of this action are known from then on. */
  #warn(): readonly string[] {
    this.#warnings ??= warningsAbout(this.notice.context, this.#onlooker.names);
    return this.#warnings;
  }
}
