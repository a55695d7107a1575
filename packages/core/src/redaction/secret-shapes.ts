// How secrets look. Single classes and fixed prefixes: linear, whatever the input.

/** Whether a key of this name holds a secret. `secretName`, `token_id` and the like only name one, and are shown. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NAMES_ONE.test(name);
}

const SECRET_NAME =
  /passw|passphrase|pwd|secret|token(?!s)|credential|authorization|cookie|(?:api|access|private|signing|encryption)[_-]?key|^(?:auth|pin|otp|cvv|cvc)$/i;
const NAMES_ONE = /(?:name|id|path|file|ref|arn|type|policy|url|ttl|version)$/i;

/** The well-known credentials in a text: vendors' keys by their prefix, JWTs, private keys, what follows `Bearer` or `password=`. */
export const CREDENTIALS: RegExp = new RegExp(
  [
    /(?<![\w-])(?:sk-|[sr]k_live_|gh[opsu]_|github_pat_|glpat-|xox[abeprs]-|npm_|hf_|AIza|AKIA|ASIA)[\w-]{16,}/,
    /(?<![\w-])eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END|$)/,
    /(?<=bearer |basic )[\w.~+/-]{16,}=*/,
    /(?<=(?:password|passwd|pwd|secret|token|api_?key)=)[^\s&;"']+/,
    /(?<=:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);
