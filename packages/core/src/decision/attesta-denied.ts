import type { Decision } from './decision.js';
import { AttestaError, type DenialCode } from './errors.js';

/**
 * Thrown by a gated function that did not run. `code` says why in a word, `decision` holds the whole decision.
 *
 * The message is fit to be handed to a model: it is the same for every cause on the people's side and says nothing about how to
 * pass. Why exactly is in `decision.reason`, which does not show when the error is printed.
 */
export class AttestaDenied extends AttestaError {
  declare readonly code: DenialCode;
  readonly #decision: Decision;

  constructor(code: DenialCode, decision: Decision) {
    super(code, message(code, decision.reason));
    this.#decision = Object.freeze(decision);
  }

  get decision(): Decision {
    return this.#decision;
  }
}

const MESSAGES: Readonly<Record<Exclude<DenialCode, 'not_displayable'>, string>> = {
  denied: 'it was not approved. Do not repeat it unless a person asks for it.',
  call_mismatch: 'its call id was used for another action.',
  already_run: 'its call id has had its run.',
  changed: 'it changed after the approval.',
  cancelled: 'it was cancelled.',
  not_recorded: 'the decision could not be recorded.',
  generator: 'its function returned a generator, which runs only later.',
  unavailable: 'the gate failed.',
};

function message(code: DenialCode, fault: string | undefined): string {
  if (code !== 'not_displayable') return `The call did not run: ${MESSAGES[code]}`;
  return `The call did not run: ${fault} Pass plain data, or give the gate an \`inspect\` option that returns it.`;
}
