import { nameWords } from '../text/name-words.js';

/**
 * Whether the value under this name is a secret: `password`, `API_KEY`, `clientSecret`. The last word decides, with the word
 * before it: `token_limit`, `secret_name` and `primary_key` are open. So are cursors, such as `nextToken`: they say what is
 * read, and open nothing.
 */
export function isSecretName(name: string): boolean {
  const words = [...nameWords(name)];
  if (ASKS.test(words[0] ?? '')) return false;
  while (words.length > 1 && SUFFIX.test(words.at(-1) ?? '')) words.pop();
  const end = `${words.at(-2) ?? ''} ${words.at(-1) ?? ''}`;
  return SECRET.test(end) && !OPEN.test(end);
}

/** Whether a value beneath a secret name only names or describes it: the `name` in `secrets: [{ name, value }]`. */
export function describesSecret(name: string): boolean {
  return DESCRIPTION.test(nameWords(name).at(-1) ?? '');
}

/** Whether a value is no secret for all its name says: a public key, the coin that a `token` is. */
export function isOpenValue(name: string, value: string): boolean {
  return PUBLIC_KEY.test(value) || (COIN.test(value) && nameWords(name).at(-1) === 'token');
}

/** Whether a database reads what is under this name: there, `token=id` compares two columns. */
export function holdsCondition(name: string): boolean {
  return CONDITION.test(nameWords(name).at(-1) ?? '');
}

/** The last two words of a name; before the only word of a name there is an empty one. */
const SECRET =
  /^(?:\S* (?:passwords?|passwd|pwd|passphrases?|passcode|pgpassword|secrets?|token|credentials?|cookies?|t?otp|cv[cv]|apikeys?)|(?:api|access|secret|private|signing|encryption|decryption|auth|account|admin|master|shared|session|service|subscription|license|webhook|hmac|aes|jwt|consumer|ssh) keys?|(?:access|refresh|api|auth|bearer|session|device|bot|personal|registration|push) tokens|(?:otp|mfa|totp|fa|verification|security|auth|authorization|recovery|backup|login|sms) codes?|(?:|db|user|smtp|ftp|mysql|pg|postgres|redis|mail|email|imap|login|admin|root|proxy|app) pass|(?:|card|user|account|sim|security|access|unlock|door|login|atm) pin|(?:|proxy|http|x) authorization| bearer)$/;

/** Tokens that open nothing (cursors, tokens of a language model, coins), and the names of secrets in Kubernetes. */
const OPEN =
  /^(?:(?:next|page|paging|pagination|continuation|cursor|sync|resume|start|starting|end|stop|sequence|marker|request|idempotency|cancellation|eos|bos|pad|unk|sep|cls|mask|special|max|min|input|output|prompt|from|to|base|quote|native|collateral|reward|pool|design|first|last) token|(?:existing|pull) secrets?)$/;

/** Words that end a name and change nothing: `password_hash`, `SECRET_KEY_BASE`, `API_KEY_PROD`. */
const SUFFIX =
  /^(?:value|text|plain|plaintext|string|binary|hash|digest|base|confirm|confirmation|again|repeat|old|new|current|previous|prod|production|staging|dev|test|live)$/;

/** What begins a question about a secret: `has_password`. */
const ASKS = /^(?:has|is|needs|requires?|required|uses?|show|hide|allow|enable|disable|no|skip|forgot|with|without)$/;

const DESCRIPTION = /^(?:name|id|type|kind|ref|path|file|arn|ur[il]|version|region|namespace|policy|provider|status)$/;
const CONDITION = /^(?:sql|query|statement|where|filters?|conditions?|having|predicate|expression)$/;

/** https://man.openbsd.org/sshd#AUTHORIZED_KEYS_FILE_FORMAT and https://www.rfc-editor.org/rfc/rfc7468 */
const PUBLIC_KEY = /^(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]{1,60} AAAA|^-----BEGIN (?:PUBLIC KEY|CERTIFICATE)-----/;
/** A ticker, or the address of a contract, https://eips.ethereum.org/EIPS/eip-55 */
const COIN = /^(?:[A-Z]{2,6}|0x[\da-fA-F]{40})$/;
