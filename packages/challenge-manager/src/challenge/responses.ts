import { resembles, visible } from '@attesta/core/authoring';
import { ownValue } from '../own-value.js';
import { isPerson } from './manager.js';
import { APPROVAL_EXPIRED, denial, type Outcome, SELF_APPROVAL, WRONG_NUMBER } from './reasons.js';

/** Whose answer decides, and whose denies whatever it says. */
export interface Asked {
  readonly managerId: string;
  readonly requesters: readonly string[];
}

/** Judges what a service hands back, of which nothing is believed, and keeps a note of what did not count. */
export class Responses {
  readonly #asked: Asked;
  readonly #ignored: Set<string> = new Set();

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** What did not count, each once: a responder's id, or a note in parentheses. Printable ASCII. */
  get ignored(): readonly string[] {
    return [...this.#ignored];
  }

  /** How a response ends the request; undefined when it does not. */
  judge(response: unknown): Outcome | undefined {
    if (response === null || response === undefined) return undefined;
    const { managerId, requesters } = this.#asked;
    const responder = ownValue(response, 'responderId');
    if (typeof responder !== 'string' || responder === '') return this.#ignore('(no responder)');
    if (responder.length > LONGEST_ID) return this.#ignore('(a responder with too long an id)');
    if (requesters.some((requester) => resembles(requester, responder))) {
      return denial(SELF_APPROVAL, isPerson(responder) ? responder : undefined);
    }
    if (responder !== managerId) return this.#ignore(visible(responder));
    return this.#decision(ownValue(response, 'verdict'), commentOf(response));
  }

  /** What the manager said: exactly `approved`, a denial, or nothing. */
  #decision(verdict: unknown, comment: string | undefined): Outcome | undefined {
    const { managerId: responder } = this.#asked;
    if (verdict === 'approved') return { verdict, reason: undefined, responder, comment };
    const reason = typeof verdict === 'string' ? DENIALS.get(verdict) : undefined;
    if (reason !== undefined) return { verdict: 'denied', reason, responder, comment };
    return this.#ignore('(the manager, without a clear verdict)');
  }

  #ignore(note: string): undefined {
    if (this.#ignored.size < MOST_NOTES) this.#ignored.add(note);
  }
}

function commentOf(response: unknown): string | undefined {
  const comment = ownValue(response, 'comment');
  return typeof comment === 'string' ? comment.slice(0, LONGEST_COMMENT).toWellFormed() : undefined;
}

/** What denies, and the reason that goes with it. */
const DENIALS: ReadonlyMap<string, string> = new Map([
  ['denied', 'denied by the manager'],
  ['approval_expired', APPROVAL_EXPIRED],
  ['wrong_number', WRONG_NUMBER],
]);

const LONGEST_ID = 256;
const LONGEST_COMMENT = 1000;
const MOST_NOTES = 20;
