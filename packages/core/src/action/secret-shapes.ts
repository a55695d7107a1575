// How secrets look. Single classes and fixed prefixes: linear, whatever the input.

/** Whether a key of this name holds a secret. `secretName`, `token_id` and the like only name one, and are shown. */
export function isSecretName(name: string): boolean {
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
export const CREDENTIALS: RegExp =
  /(?<![\w-])(?:(?:sk|[sr]k_live|gh[opsu]|github_pat|glpat|xox[abeprs]|npm|hf)[_-]|AIza|AKIA|ASIA|eyJ[\w-]+\.eyJ)[\w-]{9,}(?:\.[\w-]+)?|-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\[nr]|(?:Proc-Type|DEK-Info): [\w,-]+|[\w+/=]{32,})*(?:[\w+/=]*(?:\s|\\[nr])*-----END)?|(?<=bearer\s|basic\s)[\w.~+/-]{16,}=*|(?<=(?:passw(?:or)?d|pwd|secret|token|key)=)(?:[^\s&;"'|<>()`$]|\$(?![({]))+|(?<=:\/\/[^\s:@/]*:)[^\s@/|<>()`]+(?=@)/gi;
