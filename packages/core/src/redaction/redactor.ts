import { type ArgumentValue, isBranch, isList, rebuilt, typeOf } from '../action/argument-value.js';
import { canonicalize } from '../action/canonical-form.js';
import { nodeCrypto } from '../internal/node-crypto.js';
import { option, readOptions } from '../internal/options.js';
import { literal } from '../text/literal.js';
import { maskOf, withoutMasks } from './mask.js';
import { describesSecret, holdsCondition, isOpenValue, isSecretName } from './secret-name.js';
import { leadsTo, parseSecretPath } from './secret-path.js';
import { type Reader, secretsIn } from './secrets-in-text.js';
import { acts } from './text-form.js';

/** Hides the secrets in each screen and record. The approval and the digest always cover the true value. */
export interface Redactor {
  /**
   * The value with a mask, `<redacted string, 12 long, 3fa2c1d09b7e>`, in the place of each secret. The last part is a keyed
   * fingerprint: the same secret has the same one, and only the owner of the key can try out what it may be.
   *
   * @param path Where the value stands. Default `args`; text from elsewhere, such as an error's, is run by nothing.
   * @param secretPaths What is secret besides: `args[1]`, `args[0].card.number`, `args[0].users[*].tax_id`.
   */
  redact(value: ArgumentValue, path?: string, secretPaths?: readonly string[]): ArgumentValue;
}

/** A redactor whose key can also tag what is recorded. */
export interface KeyedRedactor extends Redactor {
  /**
   * HMAC-SHA-256 of a string under the key, in hex: an audit log records it in place of the digest of a call with secrets. The
   * owner of the key can compute it again, and so prove which call it was.
   */
  tag(value: string): string;
}

/** What `createRedactor` takes. */
export interface RedactorOptions {
  /**
   * Keys the fingerprints and tags: 1 to 256 characters, drawn at random, such as the output of `openssl rand -hex 32`. Default:
   * random for each redactor, so that nothing can be proved, or tried out, after the process has ended.
   */
  readonly key?: string | undefined;
}

/**
 * Makes a redactor. A value is secret by the name of its key (`password`, `apiKey`, ...), and so is all beneath it; as a
 * credential by its vendor's form wherever it is in a string; after the name of a secret in a string, where nothing that a shell
 * or a database would do is hidden; or by a declared path. Booleans, null and undefined are always shown. A string of the caller's
 * that reads `<redacted` is shown as `<=redacted`: only a mask begins with `<redacted`.
 *
 * @throws AttestaError (`invalid_option`).
 * @example createRedactor().redact({ user: 'ada', password: 'hunter2' })
 * // { user: 'ada', password: '<redacted string, 7 long, 3fa2c1d09b7e>' }
 */
export function createRedactor(options?: RedactorOptions): KeyedRedactor {
  let key: string | Uint8Array | undefined = readOptions<RedactorOptions>('createRedactor', options, RULES).key;

  function hmac(text: string): string {
    key ??= nodeCrypto().randomBytes(32);
    return nodeCrypto().createHmac('sha256', key).update(text).digest('hex');
  }

  function mask(secret: ArgumentValue): string {
    const { length } = typeof secret === 'string' || secret instanceof Uint8Array ? secret : literal(secret);
    return maskOf(typeOf(secret), length, hmac(canonicalize(secret)).slice(0, 12));
  }

  function inString(text: string, reader: Reader): string {
    let [shown, at] = ['', 0];
    for (const [start, end] of secretsIn(text, reader)) {
      shown += withoutMasks(text.slice(at, start)) + mask(text.slice(start, end));
      at = end;
    }
    return shown + withoutMasks(text.slice(at));
  }

  function redact(root: ArgumentValue, rootPath = 'args', secretPaths: readonly string[] = []): ArgumentValue {
    const reader = rootPath.startsWith('args') ? 'shell' : 'person';
    if (secretPaths.length === 0 && isOpen(root, reader)) return root;
    const declared = secretPaths.map((path) => parseSecretPath('Redactor', path));

    function walk(value: ArgumentValue, place: Place): ArgumentValue {
      const isDeclared = declared.some((path) => leadsTo(path, place.steps));
      const here: Place = isDeclared ? { ...place, secrecy: 'declared' } : place;
      if (!isBranch(value)) return leaf(value, here);
      return Object.freeze(
        rebuilt(
          value,
          (item, key, index) => walk(item, beneath(here, typeof key === 'string' ? key : index)),
          (name) => inString(name, reader),
        ),
      );
    }

    function leaf(value: ArgumentValue, { name, secrecy }: Place): ArgumentValue {
      if (value == null || typeof value === 'boolean') return value;
      const isShown = secrecy === 'open' || (secrecy === 'named' && isOpenSecret(name, value));
      if (!isShown) return mask(value);
      return typeof value === 'string' ? inString(value, holdsCondition(name) ? 'database' : reader) : value;
    }

    const steps = declared.length === 0 ? [] : parseSecretPath('Redactor', rootPath);
    return walk(root, { steps, name: '', secrecy: 'open' });
  }

  return Object.freeze({ redact, tag: (value: string) => hmac(`tag:${value}`) });
}

/** Where a value is, and whether it is secret there: by the name of a key above it, or as declared. */
interface Place {
  readonly steps: readonly string[];
  /** The nearest name above. */
  readonly name: string;
  readonly secrecy: 'open' | 'named' | 'declared';
}

function beneath({ steps, name, secrecy }: Place, step: string | number): Place {
  // Without a declared path no steps are kept.
  const below = steps.length === 0 ? steps : [...steps, String(step)];
  if (typeof step === 'number') return { steps: below, name, secrecy };
  if (secrecy === 'open') return { steps: below, name: step, secrecy: isSecretName(step) ? 'named' : 'open' };
  const isDescribed = secrecy === 'named' && describesSecret(step);
  return { steps: below, name: step, secrecy: isDescribed ? 'open' : secrecy };
}

/** Whether a value is shown for all its name says: what could be a command, a public key, a coin. */
function isOpenSecret(name: string, value: ArgumentValue): boolean {
  return typeof value === 'string' && (acts(value) || isOpenValue(name, value));
}

/** Whether a value is a string, or a frozen list, without anything in it to hide: most arguments are, and need no copy. */
function isOpen(value: ArgumentValue, reader: Reader): boolean {
  if (typeof value === 'string') return withoutMasks(value) === value && secretsIn(value, reader).length === 0;
  if (!isBranch(value)) return true;
  return isList(value) && Object.isFrozen(value) && value.every((item) => isOpen(item, reader));
}

const RULES = { key: option.id };
