import { type ArgumentValue, AttestaError, type Redactor, type RiskFactor } from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import { FrozenJson, JsonObjectWriter } from './json-writer.js';

/** A redactor as the record needs it. */
export class Redaction {
  readonly #redactor: Redactor;
  readonly #factors: FrozenJson<RiskFactor> = new FrozenJson((factor) => this.#factorJson(factor));

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** Named values in canonical form; undefined for an empty object. */
  members(values: Readonly<Record<string, ArgumentValue>>, path: string): string | undefined {
    if (Object.keys(values).length === 0) return undefined;
    return canonicalize(this.#redactor.redact(values, path));
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

  /** The keyed fingerprint of a string. Without the key it cannot be compared to a guess. */
  tag(value: string): string {
    const tag = this.#redactor.redact(value, 'digest', ['digest']);
    if (typeof tag === 'string' && !tag.includes(value)) return tag;
    throw new AttestaError('invalid_option', 'Redactor.redact() must mask a value whose path is declared secret.');
  }
}

/** Whether `shown`, which a redactor made of `value`, hides anything. */
export function hidesSomething(value: ArgumentValue, shown: ArgumentValue): boolean {
  if (Object.is(shown, value)) return false;
  if (typeof value !== 'object' || value === null || typeof shown !== 'object' || shown === null) return true;
  if (value instanceof Date || value instanceof Uint8Array) return false;
  const [values, masked] = [partsOf(value), partsOf(shown)];
  return values.length !== masked.length || values.some((part, index) => hidesSomething(part, masked[index]));
}

function partsOf(value: ArgumentValue & object): readonly ArgumentValue[] {
  if (value instanceof Map) return [...value].flat();
  return value instanceof Set ? [...value] : Object.values(value);
}
