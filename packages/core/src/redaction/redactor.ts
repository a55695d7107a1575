import { type ArgumentValue, isList, isMap, isSet } from '../argument-value.js';
import { canonicalize } from '../canonical.js';
import { nodeCrypto } from '../node-crypto.js';
import { option, readOptions } from '../options.js';
import { pathTo } from '../path.js';
import { CREDENTIALS, isSecretName } from './secret-shapes.js';

/** Hides the secrets in what is shown or recorded. What is approved and digested is always the true value. */
export interface Redactor {
  /**
   * The value with a mask, `<redacted string, 12 long, 3fa2c1d09b7e>`, in the place of each secret. The last part is a keyed
   * fingerprint: the same secret has the same one, and nobody without the key can try out what it may be.
   *
   * @param path Where the value stands. Default `args`.
   * @param secretPaths What is secret besides: `args[1]`, `args[0].card.number`, `args[0].users[*].tax_id`.
   */
  redact(value: ArgumentValue, path?: string, secretPaths?: readonly string[]): ArgumentValue;
}

/** What `createRedactor` takes; everything has a default. */
export interface RedactorOptions {
  /** Keys the fingerprints. Default: random, so that they tell nothing beyond this redactor. */
  readonly key?: string | undefined;
  /** Names of keys that hold secrets, besides those that always do: parts of names, without case. */
  readonly names?: readonly string[] | undefined;
}

/**
 * Makes a redactor. A value is secret by the name of its key (`password`, `apiKey`, ...), and so is all beneath it; as a
 * well-known kind of credential wherever it stands in a text (`ghp_...`, `Bearer ...`, a private key); or by a declared path.
 * Booleans, null and undefined are always shown.
 *
 * @throws AttestaError (`invalid_option`).
 * @example createRedactor().redact({ user: 'ada', password: 'hunter2' })
 * // { user: 'ada', password: '<redacted string, 7 long, 3fa2c1d09b7e>' }
 */
export function createRedactor(options?: RedactorOptions): Redactor {
  const { key, names = [] } = readOptions<RedactorOptions>('createRedactor', options, RULES);
  const own = names.map((name) => name.toLowerCase());
  let hmacKey: string | Uint8Array | undefined = key;

  function mask(secret: Scalar): string {
    hmacKey ??= nodeCrypto().randomBytes(32);
    const hmac = nodeCrypto().createHmac('sha256', hmacKey).update(canonicalize(secret));
    const { length } = secret instanceof Uint8Array ? secret : String(secret);
    const type = typeof secret === 'object' ? secret.constructor.name : typeof secret;
    return `<redacted ${type}, ${length} long, ${hmac.digest('hex').slice(0, 12)}>`;
  }

  function isNamed(name: string): boolean {
    return isSecretName(name) || own.some((part) => name.toLowerCase().includes(part));
  }

  function redact(root: ArgumentValue, rootPath = 'args', secretPaths: readonly string[] = []): ArgumentValue {
    const declared = secretPaths.map(stepsOf);

    function walk(value: ArgumentValue, path: string, isBeneath: boolean): ArgumentValue {
      const isSecret = isBeneath || declared.some((steps) => leadTo(steps, path));
      if (typeof value === 'string' && !isSecret) return value.replace(CREDENTIALS, mask);
      if (isScalar(value)) return isSecret ? mask(value) : value;
      if (typeof value !== 'object' || value === null) return value;
      const at = (index: number, item: ArgumentValue): ArgumentValue => walk(item, pathTo(path, index), isSecret);
      const under = (key: ArgumentValue, item: ArgumentValue, index: number): ArgumentValue =>
        typeof key === 'string' ? walk(item, pathTo(path, key), isSecret || isNamed(key)) : at(index, item);
      if (isList(value)) return Object.freeze(value.map((item, index) => at(index, item)));
      if (isSet(value)) return new Set([...value].map((item, index) => at(index, item)));
      if (isMap(value)) return new Map([...value].map(([key, item], index) => [key, under(key, item, index)]));
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, under(key, item, 0)])));
    }

    return walk(root, rootPath, false);
  }

  return Object.freeze({ redact });
}

const RULES = {
  key: option.id,
  names: option.ids,
};

function stepsOf(path: string): readonly string[] {
  return path.split(/(?=[.[])/);
}

/** Whether the steps lead to this path; `[*]` stands for any position. */
function leadTo(steps: readonly string[], path: string): boolean {
  const taken = stepsOf(path);
  return (
    steps.length === taken.length &&
    steps.every((step, index) => step === taken[index] || (step === '[*]' && taken[index]?.startsWith('[')))
  );
}

type Scalar = string | number | bigint | Date | Uint8Array;

function isScalar(value: ArgumentValue): value is Scalar {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
  return isText || value instanceof Date || value instanceof Uint8Array;
}
