import { denied, isPersonId, type Outcome, passed, resembles, visible } from '@attesta/core/authoring';
import { ownComment, ownValue } from '../own-value.js';
import { APPROVAL_EXPIRED, SELF_APPROVAL, WRONG_NUMBER } from './reasons.js';

/** Judges the responses of a service, of which nothing is believed, and keeps a note of each that did not count. */
export class Responses {
  readonly #managerId: string;
  readonly #requesters: readonly string[];
  readonly #ignored: Set<string> = new Set();

  /** @param requesters Their response denies, whatever it says. */
  constructor(managerId: string, requesters: readonly string[]) {
    this.#managerId = managerId;
    this.#requesters = requesters;
  }

  /** The responses that did not count, each once: a responder's id, or a note in parentheses. Printable ASCII. */
  get ignored(): readonly string[] {
    return [...this.#ignored];
  }

  /** How a response ends the request; undefined when it does not. */
  judge(response: unknown): Outcome | undefined {
    if (response === null || response === undefined) return undefined;
    const responder = ownValue(response, 'responderId');
    if (typeof responder !== 'string' || responder === '') return this.#ignore('(no responder)');
    if (responder.length > LONGEST_ID) return this.#ignore('(a responder with too long an id)');
    if (this.#requesters.some((requester) => resembles(requester, responder))) {
      return denied(SELF_APPROVAL, isPersonId(responder) ? { responder } : {});
    }
    if (responder !== this.#managerId) return this.#ignore(visible(responder));
    return this.#decision(ownValue(response, 'verdict'), ownComment(response, 'comment'));
  }

  /** The manager's decision: exactly `approved`, or a known denial. */
  #decision(verdict: unknown, comment: string | undefined): Outcome | undefined {
    const more = { responder: this.#managerId, details: comment === undefined ? {} : { comment } };
    if (verdict === 'approved') return passed(more);
    const reason = typeof verdict === 'string' ? DENIALS.get(verdict) : undefined;
    return reason === undefined ? this.#ignore('(the manager, without a clear verdict)') : denied(reason, more);
  }

  #ignore(note: string): undefined {
    if (this.#ignored.size < MOST_NOTES) this.#ignored.add(note);
  }
}

/** The verdicts that deny, each with its reason. */
const DENIALS: ReadonlyMap<string, string> = new Map([
  ['denied', 'denied by the manager'],
  ['approval_expired', APPROVAL_EXPIRED],
  ['wrong_number', WRONG_NUMBER],
]);

const LONGEST_ID = 256;
const MOST_NOTES = 20;
