import { type ArgumentValue, isList, isMap, isSet } from '../action/argument-value.js';
import type { RiskFactor } from '../ports/risk-scorer.js';
import { meansSecret, nameEvidence } from './name-evidence.js';
import { evidence } from './risk-assessment.js';

/**
 * What the arguments show, at every depth, keys too: what might be a command or a statement, an operation that does more than
 * read, a place of secrets. It errs on the side of asking: a command is not taken apart. Linear in the arguments.
 */
export function argumentEvidence(args: readonly ArgumentValue[]): readonly RiskFactor[] {
  const found = new Set<RiskFactor>();
  for (const value of args) look(value, '', found);
  return [...found];
}

function look(value: ArgumentValue, key: string, found: Set<RiskFactor>): void {
  if (typeof value === 'string') lookInString(value, key, found);
  else if (typeof value === 'boolean') lookAtFlag(value, key, found);
  else if (typeof value !== 'object' || value === null || value instanceof Date) return;
  else if (value instanceof Uint8Array) lookInString(Buffer.from(value).toString('latin1'), key, found);
  else if (isList(value)) for (const item of value) look(item, key, found);
  else if (isMap(value) || isSet(value)) for (const item of [...value]) look(item, key, found);
  else {
    for (const name of Object.keys(value)) {
      if (!/^[\w-]{0,64}$/.test(name)) lookInString(name, '', found);
      look(value[name], name, found);
    }
  }
}

function lookInString(text: string, key: string, found: Set<RiskFactor>): void {
  if (namesSecretPlace(text)) found.add(SECRET);
  if (isBehind(BEGINS, STATEMENT, text)) found.add(STATES);
  else if (COMMAND_KEY.test(key) && !SELECTS.test(text)) found.add(MAY_RUN);
  // An operation is a word or a name, no sentence.
  if (text.length < 64 && OPERATION_KEY.test(key)) {
    const { score } = nameEvidence(text);
    if (score > MAY_RUN.score) found.add(OPERATES);
  }
  if (text.length < 256 && NAMING_KEY.test(key) && meansSecret(text)) found.add(SECRET);
  if (text.length < 64 && RIGHTS_KEY.test(key) && RIGHTS.test(text)) found.add(OPENS);
}

/** Whether a string names a place where secrets are kept: `.env`, a private key, a metadata service. */
function namesSecretPlace(text: string): boolean {
  return isBehind(PARTS, SECRET_PLACE, text);
}

function lookAtFlag(value: boolean, key: string, found: Set<RiskFactor>): void {
  if (value ? PUBLIC.test(key) : key === 'private') found.add(OPENS);
  if (value && (REVEALS.test(key) || (SHOWS.test(key) && HIDDEN.test(key)))) found.add(SECRET);
}

const SECRET: RiskFactor = evidence('secrets', 'medium', 'names a place of secrets');
const STATES: RiskFactor = evidence('arguments', 'high', 'may be a command or a statement that changes something');
const MAY_RUN: RiskFactor = evidence('arguments', 'medium', 'may be a command or a statement');
const OPERATES: RiskFactor = evidence('arguments', 'high', 'an operation that does more than read');
const OPENS: RiskFactor = evidence('arguments', 'high', 'makes something public, or gives rights');

const COMMAND_KEY = /sql|^statement|command|^cmd|(?<!sub)script(?!ion)|^code$|mutation|shell/i;
const NAMING_KEY = /^(?:kind|resource\w*|type|name|path|key|id|secret\w*|param\w*|variable|table|item|uri)$/i;
const OPERATION_KEY = /^(?:http_?)?(?:method|operation|action|op|command|verb|mutation|event)(?:_?(?:name|type))?$/i;
const RIGHTS_KEY = /role|access|permission|policy|visibility|acl/i;
const RIGHTS = /admin|owner|write|public|full|maintain|everyone/i;
const PUBLIC = /^(?:is_?)?public|publish|^submit$|^send$/i;
const REVEALS = /decrypt|reveal|unmask/i;
const SHOWS = /show|include|with|export/i;
const HIDDEN = /secret|password|credential|token|key|sensitive/i;
const SELECTS = /^[\s(]*(?:select|show|explain|describe|view|get|list)\b[^;]*$/i;

/** Signs behind which a command or a statement begins. */
const BEGINS: readonly string[] = [';', '|', '&', '`', '(', '"', "'", '\n', '>'];
// Every repetition is bounded, so that the search is linear: the pattern is tried once behind each sign.
const STATEMENT =
  /\s{0,20}(?:sudo\b|rm\s{1,9}-|dd\s{1,9}\w+=|mkfs|ch(?:mod|own)\s|mv\s{1,9}\S|kill\s{1,9}-|(?:drop|alter|create|grant|revoke)\s{1,9}(?:table|database|schema|user|role|view|index|all|select|function|or\s)|(?:delete|truncate|insert|merge|replace|update|copy)\s{1,9}(?:\S{1,80}\s{1,9})?(?:from|table|into|set|to)\s|exec\s|call\s{1,9}\w{1,80}\(|mutation\b|(?:ba|z)?sh(?:\s|$)|(?:kubectl|helm|terraform|docker|git|aws|gh|npm)\s[^\n]{0,80}?\b(?:delete|apply|destroy|push|uninstall|scale|exec|rm|rb|publish|terminate|reset)\b)/iy;

/** Signs in the name of a file or a path. */
const PARTS: readonly string[] = ['.', '/', '_', '\\'];
const SECRET_PLACE =
  /(?:env(?:\.(?!example|sample|template)\w{1,40})?(?=$|["'\s])|(?:pem|p12|pfx|jks|kdbx|keystore|ppk|netrc|npmrc|pypirc|pgpass|git-credentials|tfstate|htpasswd|\w{2,6}_history)\b|(?:ssh|aws|gnupg|kube|docker)[\\/](?:id_|credentials|config)|(?<=\bid_)(?:rsa|ed25519|ecdsa|dsa)\b(?!\.pub)|(?:credentials?|secrets?)(?:\.\w{1,9})?(?=$|["'\s])|(?<=\b(?:credentials?|secrets?)\.)(?:json|ya?ml|env|txt|toml)|g?shadow\b|oauth2?\/\w{0,20}token|latest\/meta-data|kubeconfig|vaults\/|secret\/|254\.169\.254)/iy;

/** Whether a pattern matches at the start, or behind one of the signs. */
function isBehind(signs: readonly string[], pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  if (pattern.test(text)) return true;
  for (const sign of signs) {
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
      // A dot that ends a sentence.
      if (sign === '.' && text.charCodeAt(at + 1) <= 32) continue;
      pattern.lastIndex = at + 1;
      if (pattern.test(text)) return true;
    }
  }
  return false;
}
