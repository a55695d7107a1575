import type { ApprovalResult } from '../approval-result.js';
import { AttestaError, type DenialCode } from '../errors.js';

/**
 * Thrown by a gated function that did not run. `code` says why in a word, `approval` holds the whole decision.
 *
 * The message is fit to be handed to a model: it is the same for every cause on the people's side and says nothing about how to
 * pass. Why exactly is in `approval.reason`, which does not show when the error is printed.
 */
export class AttestaDenied extends AttestaError {
  declare readonly code: DenialCode;
  readonly #approval: ApprovalResult;

  constructor(code: DenialCode, approval: ApprovalResult) {
    super(code, code === 'not_displayable' ? notDisplayable(approval.reason) : MESSAGES[code]);
    this.#approval = approval;
  }

  get approval(): ApprovalResult {
    return this.#approval;
  }
}

const MESSAGES: Readonly<Record<Exclude<DenialCode, 'not_displayable'>, string>> = Object.freeze({
  denied: 'The call was not approved and did not run. Do not repeat it unless a person asks for it.',
  call_mismatch: 'The call did not run: its call id was used before for another action. Use a call id of its own.',
  already_run: 'The call did not run: the one run of its call id has begun before.',
  changed: 'The call did not run: what would have run is no longer what was approved.',
  cancelled: 'The call was cancelled and did not run.',
  not_recorded: 'The call did not run: the decision could not be recorded.',
  unavailable: 'The call did not run: the approval system is not available.',
});

function notDisplayable(fault: string | undefined): string {
  return `The call did not run: ${fault} Pass plain data, or give the gate an \`inspect\` option that returns the arguments as plain data.`;
}
