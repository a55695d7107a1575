/**
 * The word or words in a name that mean a secret: `get_secret_value`, `list_api_keys`, `DB_PASSWORD`. Words that only look alike
 * are left alone: `count_tokens`, `nextToken`, `get_password_policy`, `public_key`.
 */
export function secretIn(words: readonly string[]): string | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const [word = '', before = '', after = ''] = [words[index], words[index - 1], words[index + 1]];
    if (HARMLESS_AFTER.has(after)) continue;
    if (ALWAYS.has(word)) return word;
    if (TOKENS.has(word) && !NOT_TOKENS.has(before) && !AFTER_TOKENS.has(after)) return word;
    if (VAULTS.has(word) && !words.some((each) => NOTES.has(each))) return word;
    if (KEYS.has(word) && KEY_OWNERS.has(before)) return `${before} ${word}`;
    if (CODES.has(word) && CODE_OWNERS.has(before)) return `${before} ${word}`;
    if (PAIRS.has(`${before} ${word}`)) return `${before} ${word}`;
    if (VARIABLES.has(word) && (VARIABLE_OWNERS.has(before) || after === 'list')) return word;
    if (word === 'env' && ENV_ENDS.has(after)) return word;
  }
  const [last = '', before = ''] = [words.at(-1), words.at(-2)];
  return last === 'variables' && !NOT_VARIABLES.has(before) ? last : undefined;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

const ALWAYS = words(`
  secret secrets secretsmanager password passwords passwd passphrase passphrases pwd credential credentials creds apikey apikeys
  kubeconfig keychain keyring keystore dotenv htpasswd mnemonic dsn dsns cookies cookie otp totp privatekey accesskey secretkey
  accesstoken pgpass netrc pem envvars getenv printenv psk ssn pan cvc cvv keypair sensitive unmask unmasked unredacted plaintext
  cleartext decrypted reveal laps requirepass masterauth localstorage sessionstorage storagestate appsettings`);

const HARMLESS_AFTER = words(`
  policy policies strength requirements rules expiry expiration age count counts usage limit limits type types length field
  form settings scanner rotation page hint status`);

const TOKENS = words('token tokens');
/** What is said of other tokens: their number, their price. */
const AFTER_TOKENS = words(`
  usage count counts limit limits price prices balance balances supply transfer transfers holder holders address metadata budget
  stats cost costs bucket ring id ids symbol name names contract pair pairs market`);
const VAULTS = words('vault keyvault');
const NOTES = words('note notes file files obsidian folder folders markdown status health search page pages daily');
/** Tokens of a language model, a page, a design system or a blockchain. */
const NOT_TOKENS = words(`
  count next page max min total input output num continuation sync parse tokenize design estimate prompt completion cached
  reasoning stop pagination erc nft cursor csrf sort syntax parser handle lexer color spacing unexpected`);

const KEYS = words('key keys');
const KEY_OWNERS = words(`
  api access private secret ssh signing encryption deploy account master storage license licence gpg pgp rsa service admin root
  hmac jwt stripe aws openai decryption host webhook function project wallet sas shared client application app integration
  ingest ingestion sdk write recovery checkout export role agent machine server tenant organization org bot device publishable
  consumer merchant partner subscription preshared tls ssl wireguard vpn global instrumentation telemetry personal filevault
  bitlocker unlock unseal join streaming stream activation product rest site anon auth authentication session`);

const CODES = words('code codes');
/** Codes that let somebody in, or are worth money. */
const CODE_OWNERS = words(`
  recovery backup verification login signin auth authentication authorization mfa pairing otp access security card unlock
  invite device passcode`);

const VARIABLES = words('variable variables var vars');
/** Of a build, a deployment or a process: they hold credentials. */
const VARIABLE_OWNERS = words(`
  ci cd group project service shared env environment pipeline repository repo workspace build deployment instance organization
  org team config runtime stack process actions context app site function secret`);
/** Of a design, a debugger or a template. */
const NOT_VARIABLES = words('local css design debug template figma scope styles global');
const ENV_ENDS: ReadonlySet<string> = new Set(['', ...words('vars variables variable var file group groups values')]);

const PAIRS: ReadonlySet<string> = new Set([
  'connection string',
  'connection strings',
  'connection uri',
  'connection url',
  'connection info',
  'connection details',
  'connection data',
  'connection parameters',
  'database url',
  'magic link',
  'login link',
  'process environment',
  'key string',
  'publish settings',
  'publish profile',
  'publishing profile',
  'publishing profiles',
  'terraform state',
  'state file',
  'state version',
  'storage state',
  'auth state',
  'browser state',
  'vault file',
  'user data',
  'local storage',
  'session storage',
  'browser storage',
  'kube config',
  'signed url',
  'presigned url',
  'webhook url',
  'session id',
  'vnc ticket',
  'seed phrase',
  'wallet seed',
  'login data',
  'app settings',
  'addon config',
  'social security',
  'card number',
  'card numbers',
  'card details',
  'account numbers',
  'routing numbers',
  'with values',
  'configuration view',
  'config view',
  'system users',
  'shareable link',
  'recovery phrase',
  'join command',
]);

/** Whether what is searched for is a secret: `DB_PASSWORD`, `BEGIN PRIVATE KEY`, `password=`. Linear. */
export function searchesSecrets(text: string): boolean {
  if (SECRET_MARKS.test(text) || SECRET_ASSIGNED.test(text)) return true;
  return (text.match(CONSTANTS) ?? []).some((name) => name.includes('_') && SECRET_PARTS.test(name));
}

const SECRET_MARKS = /PRIVATE KEY|\bAKIA|requirepass|masterauth|_authToken/;
const SECRET_ASSIGNED = /\b(?:password|passwd|secret|api_?key)\s{0,9}[=:]/;
/** Names of constants and of variables of the environment. */
const CONSTANTS = /[A-Z\d_]+/g;
const SECRET_PARTS = /SECRET|PASSWORD|PASSWD|TOKEN|API_KEY|CREDENTIALS/;
