import { type ArgumentValue, AttestaError, canonicalize, type Redactor, type RiskFactor } from '@attesta/core';
import { FrozenTexts } from './frozen-texts.js';
import { ObjectText } from './json-writer.js';

/** A redactor as the record needs it. */
export class Redaction {
  readonly #redactor: Redactor;
  readonly #known = new Map<string, string>();
  readonly #factors = new FrozenTexts((factor: RiskFactor) => this.#factorText(factor));

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** Named values in canonical form; undefined where there are none. */
  members(values: Readonly<Record<string, ArgumentValue>>, path: string): string | undefined {
    // No Object.keys: most calls have neither hints nor metadata, and this is on the way of each.
    for (const name in values) {
      if (Object.hasOwn(values, name)) return canonicalize(this.#redactor.redact(values, path));
    }
    return undefined;
  }

  /** A text that may have a credential in it. The last ones are remembered: reasons repeat. */
  text(value: string | undefined): string | undefined {
    if (value === undefined) return undefined;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const redacted = this.#redacted(value);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    if (value.length <= LONGEST_KNOWN) this.#known.set(value, redacted);
    return redacted;
  }

  #redacted(value: string): string {
    const redacted = this.#redactor.redact(value, 'text');
    if (typeof redacted === 'string') return redacted;
    throw new AttestaError('invalid_option', 'The redactor gave no text for a text.');
  }

  /** What made a risk, in canonical form. */
  factor(factor: RiskFactor): string {
    return this.#factors.of(factor);
  }

  #factorText({ name, reason, score, weight }: RiskFactor): string {
    return new ObjectText()
      .text('name', name)
      .text('reason', this.text(reason))
      .number('score', score)
      .number('weight', weight)
      .end();
  }

  /** The keyed fingerprint of a text, which tells nothing to whoever does not have the key. */
  tag(value: string): string {
    const tag = this.#redactor.redact(value, 'digest', ['digest']);
    if (typeof tag === 'string' && !tag.includes(value)) return tag;
    throw new AttestaError('invalid_option', 'The redactor did not hide what was declared secret.');
  }
}

const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 200;
