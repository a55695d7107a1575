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
    if (PAIRS.has(`${before} ${word}`)) return `${before} ${word}`;
    if (word === 'env' && (after === '' || after === 'vars' || after === 'variables' || after === 'file')) return word;
  }
  return undefined;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

const ALWAYS = words(`
  secret secrets secretsmanager password passwords passwd passphrase passphrases pwd credential credentials creds apikey apikeys
  kubeconfig keychain keyring keystore dotenv htpasswd mnemonic dsn dsns cookies cookie otp totp privatekey accesskey secretkey accesstoken
  pgpass netrc pem envvars getenv printenv`);

const HARMLESS_AFTER = words(`
  policy policies strength requirements rules expiry expiration age count counts usage limit limits type types length field
  form settings scanner page hint status`);

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
  hmac jwt stripe aws openai decryption host webhook function project wallet kms sas shared`);

const PAIRS: ReadonlySet<string> = new Set([
  'environment variables',
  'environment variable',
  'env vars',
  'env var',
  'connection string',
  'connection strings',
  'recovery codes',
  'backup codes',
  'connection uri',
  'connection url',
  'database url',
  'config vars',
  'magic link',
  'login link',
  'signing key',
  'project keys',
  'anon key',
  'terraform state',
  'user data',
  'local storage',
  'session storage',
  'kube config',
  'signed url',
  'presigned url',
  'session cookie',
  'session cookies',
  'recovery code',
  'seed phrase',
  'client secrets',
  'login data',
  'publish settings',
  'app settings',
  'social security',
  'card number',
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
