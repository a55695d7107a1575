/**
 * The place in a string where secrets are kept, if it names one: `.env`, a private key, a credential store, a metadata service,
 * a token endpoint. Linear: each dot, slash, hyphen and underscore is looked at once, by a pattern of bounded length.
 */
export function secretPlaceIn(text: string): string | undefined {
  for (const [sign, pattern] of PLACES) {
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
      // A dot that ends a sentence.
      if (text.charCodeAt(at + 1) <= BLANK) continue;
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found !== null) return found[0].replace(/^[\\/]/, '');
    }
  }
  if (text.length > LONGEST_NAME) return undefined;
  return WHOLE.exec(text)?.[0] ?? placeAtStart(text);
}

/** A path without a slash before it: `secrets/prod.json`. */
function placeAtStart(text: string): string | undefined {
  if (!/^[\w-]+[\\/.]/.test(text)) return undefined;
  SLASHED.lastIndex = 0;
  return SLASHED.exec(`/${text}`)?.[0].slice(1);
}

/** Ends a file's name. */
const END = '(?=$|[\\s"\'`;|&)\\]},:<>?*])';
/** Examples are no secrets: `.env.example`, `id_rsa.pub`. */
const NOT_EXAMPLE = '(?!\\.(?:example|sample|template|dist|tmpl|pub|md|test)\\b)';
const START = '(?<![\\w$)\\]])';

const DOTTED = new RegExp(
  [
    `${START}\\.env${NOT_EXAMPLE}(?:rc|(?:\\.[\\w-]{1,24}){1,3})?${END}`,
    `(?<=[\\w-])(?<!process|meta|\\benv|config|import)\\.env$`,
    `\\.(?:pem|p12|pfx|jks|keystore|kdbx|ppk|ovpn|tfstate(?:\\.backup)?|tfvars|keytab|pkcs12)${NOT_EXAMPLE}${END}`,
    `(?<=[\\w-])\\.key$`,
    `${START}\\.(?:ssh|gnupg|password-store|azure|storage[\\\\/]auth|secrets?)(?:[\\\\/](?!config\\b|known_hosts|authorized_keys|[\\w-]{1,60}\\.pub\\b)|$)`,
    `${START}\\.(?:aws|kube|docker|cargo|gem|config[\\\\/](?:gcloud|gh|hub|op|doctl|heroku)|terraform\\.d|m2|gradle|pip|netlify|fly|wrangler)[\\\\/](?:credentials|config\\b|hosts|access_tokens|legacy|application_default|settings|sso|cli|gradle\\.properties)`,
    `${START}\\.(?:netrc|npmrc|pypirc|pgpass|git-credentials|htpasswd|my\\.cnf|vault-token|s3cfg|boto|dockercfg|databrickscfg|authinfo|yarnrc\\.yml|mylogin\\.cnf|(?:bash|zsh|sh|psql|mysql|python|node_repl|redis(?:cli)?|sqlite)_history|credentials(?:\\.json)?)${END}`,
    `\\.254\\.169\\.254\\b`,
    `\\.google\\.internal\\b`,
    `\\.100\\.100\\.200\\b`,
  ].join('|'),
  'iy',
);

const SLASHED = new RegExp(
  `[\\\\/](?:${[
    `etc[\\\\/](?:g?shadow|master\\.passwd|sudoers|krb5\\.keytab|security[\\\\/]opasswd|ssl[\\\\/]private|ssh[\\\\/]ssh_host_\\w{2,12}_key(?!\\.pub)|kubernetes[\\\\/](?:admin\\.conf|pki))`,
    `proc[\\\\/](?:self|\\d{1,10}|\\*)[\\\\/](?:environ|mem|maps)`,
    `(?:var[\\\\/])?run[\\\\/]secrets[\\\\/]`,
    `(?:credentials?|secrets?|passwords?|creds|service[-_]?account(?:[-_]?key)?|client_secrets?\\w{0,20})(?:[-_.]\\w{1,24})?\\.(?:json|ya?ml|toml|ini|txt|env|xml|csv|properties|enc|conf|db|kdbx?)${END}`,
    `credentials${END}`,
    `(?:master\\.key|wp-config\\.php|logins\\.json|key[34]\\.db|wallet\\.dat|local\\.settings\\.json|shadow|id_rsa|kubeconfig|htpasswd|login data|cookies\\.sqlite|sam|ntds\\.dit|keystore\\.\\w{2,5}|jenkins[\\\\/]secrets|database\\.yml)${NOT_EXAMPLE}${END}`,
    `(?:oauth2?|connect|auth|oidc|v\\d)[\\\\/](?:v\\d\\.?\\d?[\\\\/])?(?:access_)?tokens?${END}`,
    `latest[\\\\/](?:meta-data|user-data|api[\\\\/]token|dynamic)`,
    `computemetadata[\\\\/]`,
    `vaults?[\\/][^\\/\\s]{1,80}[\\/]items?\\b`,
    `(?:secrets?|credentials|private)[\\/][\\w.-]{1,80}${END}`,
    `(?:auth|tokens?|oauth\\w{0,20})\\.(?:json|ya?ml|txt)${END}`,
    `etc[\\/](?:wireguard|openvpn|wpa_supplicant|NetworkManager[\\/]system-connections)[\\/]`,
    `(?<=\\b(?:op|vault|secretsmanager|keyvault):[\\/])[\\w]`,
    `(?:keyrings|rclone\\.conf|wallet\\.json)\\b`,
    `library[\\\\/]keychains`,
    `ConsoleHost_history|tailscaled\\.state|UTC--\\d{4}-`,
    `(?<=\\bhklm[\\\\/])(?:sam|security)\\b`,
    `secrets?[\\\\/]data[\\\\/]`,
    `apis?[\\\\/](?:[\\w.-]{1,60}[\\\\/]){1,4}secrets\\b`,
  ].join('|')})`,
  'iy',
);

const LOW = /(?<=\bid)_(?:rsa|ed25519|ecdsa|dsa)(?!\.pub\b)\b/iy;

const PLACES: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['.', DOTTED],
  ['/', SLASHED],
  ['\\', SLASHED],
  ['_', LOW],
];

const BLANK = 32;
const LONGEST_NAME = 256;
/** A file by its name alone. */
const WHOLE =
  /^(?:credentials?|secrets?|passwords?|service[-_]?account(?:[-_]?key)?|client_secrets?)\.(?:json|ya?ml|toml|ini|txt|env|xml|csv)$|^UTC--\d{4}-|^(?:kubeconfig|wp-config\.php|master\.key|wallet\.dat|logins\.json|htpasswd)$/i;
