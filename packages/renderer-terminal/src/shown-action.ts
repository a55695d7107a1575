import type { Clock, Operator } from '@attesta/core';
import type { ActionNotice } from '@attesta/core/authoring';
import { actionPage } from './layout/action-page.js';
import type { Page } from './layout/page.js';
import { subjectLines } from './layout/question-lines.js';
import type { KnownNames } from './names/known-names.js';
import { warningsAbout } from './names/warnings.js';

/** The person who reads an action, and the names that they have seen before. */
export interface Viewer {
  readonly operator: Operator | undefined;
  readonly clock: Clock;
  readonly names: KnownNames;
}

/** An action at a terminal: its layout, and how much of it the person has seen. */
export class ShownAction {
  readonly notice: ActionNotice;
  /** Whether a question shows it, screenful by screenful. */
  isClaimed = false;
  /** Whether all of it was written to the terminal. */
  isPrinted = false;
  /** Whether the person had all of it on the screen. */
  isRead = false;
  readonly #viewer: Viewer;
  #warnings: readonly string[] | undefined;

  constructor(notice: ActionNotice, viewer: Viewer) {
    this.notice = notice;
    this.#viewer = viewer;
  }

  /** All lines of the action. */
  page(page: Page): readonly string[] {
    const { operator, clock } = this.#viewer;
    return actionPage(page, this.notice, { operator, clock, warnings: this.#warningsOnce() });
  }

  /** The lines right above the answer. */
  subject(page: Page): readonly string[] {
    return subjectLines(page, { action: this.notice, warnings: this.#warningsOnce() });
  }

  /** Computed once: afterwards the names of this action are known. */
  #warningsOnce(): readonly string[] {
    const { context, warnings = [] } = this.notice;
    this.#warnings ??= [...warnings, ...warningsAbout(context, this.#viewer.names)];
    return this.#warnings;
  }
}
