import { type ArgumentValue, AttestaError, type KeyedRedactor, type RiskFactor } from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import { FrozenJson, JsonObjectWriter } from './json-writer.js';

/** A redactor as the record needs it. */
export class Redaction {
  readonly #redactor: KeyedRedactor;
  readonly #factors: FrozenJson<RiskFactor> = new FrozenJson((factor) => this.#factorJson(factor));

  constructor(redactor: KeyedRedactor) {
    this.#redactor = redactor;
  }

  /** Named values in canonical form; undefined for an empty object. */
  members(values: Readonly<Record<string, ArgumentValue>>, path: string): string | undefined {
    if (Object.keys(values).length === 0) return undefined;
    const redacted = this.#redactor.redact(values, path);
    if (typeof redacted === 'object' && redacted !== null) return canonicalize(redacted);
    throw new AttestaError('invalid_option', 'Redactor.redact() must give an object for an object.');
  }

  /** A string that may contain a credential. */
  string(value: string | undefined): string | undefined {
    if (value === undefined) return undefined;
    const redacted = this.#redactor.redact(value, 'text');
    if (typeof redacted === 'string') return redacted;
    throw new AttestaError('invalid_option', 'Redactor.redact() must give a string for a string.');
  }

  /** A risk factor in canonical form. */
  factor(factor: RiskFactor): string {
    return this.#factors.of(factor);
  }

  #factorJson({ name, reason, score, weight }: RiskFactor): string {
    return new JsonObjectWriter()
      .string('name', name)
      .string('reason', this.string(reason))
      .number('score', score)
      .number('weight', weight)
      .end();
  }

  /** HMAC-SHA-256 of a digest. Without the key it cannot be compared to a guess. */
  tag(digest: string): string {
    const tag: unknown = this.#redactor.tag(digest);
    if (typeof tag === 'string' && /^[0-9a-f]{64}$/.test(tag) && tag !== digest) return tag;
    throw new AttestaError('invalid_option', 'KeyedRedactor.tag() must give 64 hex digits other than the digest.');
  }
}
