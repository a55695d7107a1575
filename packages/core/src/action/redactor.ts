import { nodeCrypto } from '../internal/node-crypto.js';
import { type OptionRule, option, readOptions } from '../internal/options.js';
import { literal, pathTo } from '../text/literal.js';
import { type ArgumentValue, isBranch, isList, rebuilt, typeOf } from './argument-value.js';
import { canonicalize } from './canonical-form.js';

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

/** What `createRedactor` takes. */
export interface RedactorOptions {
  /** Keys the fingerprints. Default: random, so that they tell nothing beyond this redactor. */
  readonly key?: string | undefined;
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
  let key: string | Uint8Array | undefined = readOptions<RedactorOptions>('createRedactor', options, RULES).key;

  function mask(secret: ArgumentValue): string {
    key ??= nodeCrypto().randomBytes(32);
    const hmac = nodeCrypto().createHmac('sha256', key).update(canonicalize(secret));
    const { length } = typeof secret === 'string' || secret instanceof Uint8Array ? secret : literal(secret);
    return `<redacted ${typeOf(secret)}, ${length} long, ${hmac.digest('hex').slice(0, 12)}>`;
  }

  function redact(root: ArgumentValue, rootPath = 'args', secretPaths: readonly string[] = []): ArgumentValue {
    if (secretPaths.length === 0 && isOpen(root)) return root;
    const declared = secretPaths.map(stepsOf);

    function walk(value: ArgumentValue, path: string, isBeneath: boolean): ArgumentValue {
      const isSecret = isBeneath || declared.some((steps) => leadTo(steps, path));
      if (isBranch(value)) {
        return Object.freeze(
          rebuilt(value, (item, key, index) =>
            typeof key === 'string'
              ? walk(item, pathTo(path, key), isSecret || isSecretName(key))
              : walk(item, pathTo(path, index), isSecret),
          ),
        );
      }
      if (isSecret) return value == null || typeof value === 'boolean' ? value : mask(value);
      return typeof value === 'string' ? value.replace(CREDENTIALS, mask) : value;
    }

    return walk(root, rootPath, false);
  }

  return Object.freeze({ redact });
}

/** Whether a value is a text, or a frozen list, without anything in it that looks secret: most arguments are, and need no copy. */
function isOpen(value: ArgumentValue): boolean {
  if (typeof value === 'string') return value.search(CREDENTIALS) < 0;
  return isBranch(value) ? isList(value) && Object.isFrozen(value) && value.every(isOpen) : true;
}

/** The option that declares what is secret. A path that can lead nowhere would hide nothing without a word. */
export const SECRET_PATHS: OptionRule = {
  allowed: 'a list of paths such as args[1], args[0].card.number or args[0].users[*].tax_id',
  accepts: (value) => Array.isArray(value) && value.every((path) => typeof path === 'string' && PATH.test(path)),
};

const PATH = /^args\[[\d*]+](?:\.[\w$]+|\[(?:[\d*]+|"(?:[^"\\]|\\.)*")])*$/;

const RULES = { key: option.id };

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

// How secrets look. Single classes and fixed prefixes: linear, whatever the input.

/** Whether a key of this name holds a secret. `secretName`, `token_id` and the like only name one, and are shown. */
function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NAMES_ONE.test(name);
}

const SECRET_NAME =
  /passw|passph|passcode|pwd|secret|token(?!s)|credential|authorization|bearer|cookie|(?:api|access|private|signing|encryption)[_-]?key|^(?:pass|pin|otp|cvv)$/i;
const NAMES_ONE = /(?:name|id|path|file|ref|type|policy|url|version)$/i;

/**
 * The well-known credentials in a text: vendors' keys by their prefix, JWTs, private keys, and what follows `Bearer`, `password=`
 * or the user in an address. Of a private key only what can be one is hidden, so that nothing else hides behind its first line;
 * and what a shell would run is no part of a value.
 */
const CREDENTIALS: RegExp =
  /(?<![\w-])(?:(?:sk|[sr]k_live|gh[opsu]|github_pat|glpat|xox[abeprs]|npm|hf)[_-]|AIza|AKIA|ASIA|eyJ[\w-]+\.eyJ)[\w-]{9,}(?:\.[\w-]+)?|-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\[nr]|(?:Proc-Type|DEK-Info): [\w,-]+|[\w+/=]{32,})*(?:[\w+/=]*(?:\s|\\[nr])*-----END)?|(?<=bearer\s|basic\s)[\w.~+/-]{16,}=*|(?<=(?:passw(?:or)?d|pwd|secret|token|key)=)(?:[^\s&;"'|<>()`$]|\$(?![({]))+|(?<=:\/\/[^\s:@/]*:)[^\s@/|<>()`]+(?=@)/gi;
