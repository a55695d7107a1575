import { type ArgumentValue, isList, isMap, isSet } from '../action/argument-value.js';
import type { RiskFactor } from '../ports/risk-scorer.js';
import { meansSecret, nameEvidence } from './name-evidence.js';
import { evidence } from './risk-level.js';

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
  if (value && meansSecret(key)) found.add(SECRET);
}

const SECRET: RiskFactor = evidence('secrets', 'medium', 'names a secret');
const STATES: RiskFactor = evidence('arguments', 'high', 'may be a command that acts');
const MAY_RUN: RiskFactor = evidence('arguments', 'medium', 'may be a command');
const OPERATES: RiskFactor = evidence('arguments', 'high', 'may be an operation that acts');
const OPENS: RiskFactor = evidence('arguments', 'high', 'opens something or gives rights');

const COMMAND_KEY = /sql|^statement|command|^cmd|(?<!sub)script(?!ion)|^code$|mutation|shell/i;
const NAMING_KEY =
  /^(?:kind|resource\w*|type|name|\w*path|file|key|id|\w*ref|secret\w*|param\w*|variable|table|item|ur[il]|object|expand|include|fields)$/i;
const OPERATION_KEY = /^(?:http_?)?(?:method|operation|action|op|command|verb|mutation)(?:_?(?:name|type))?$/i;
const RIGHTS_KEY = /role|access|permission|policy|visibility|acl/i;
const RIGHTS = /admin|owner|write|public|full|maintain|everyone/i;
const PUBLIC = /^(?:is_?)?public|publish|^submit$|^send$/i;
const SELECTS = /^[\s(]*(?:select|show|explain|describe|view|get|list)\b[^;]*$/i;

/** Signs behind which a command or a statement begins. */
const BEGINS = ';|&`("\'\n>';
// Every repetition is bounded, so that the search is linear: the pattern is tried once behind each sign.
const STATEMENT =
  /\s{0,20}(?:sudo\b|rm\s{1,9}-|dd\s{1,9}\w+=|mkfs|ch(?:mod|own)\s|mv\s|kill\s{1,9}-|(?:drop|alter|create|grant|revoke)\s{1,9}(?:table|database|schema|user|role|view|index|all|select|function|or)\b|(?:delete|truncate|insert|merge|replace|update|copy)\s{1,9}(?:\S{1,80}\s{1,9})?(?:from|table|into|set|to)\s|exec\s|mutation\b|(?:ba|z)?sh(?:\s|$)|(?:kubectl|helm|terraform|docker|git|aws|npm)\s[^\n]{0,80}?\b(?:delete|apply|destroy|push|uninstall|scale|exec|r[mb]|publish|terminate)\b)/iy;

/** Signs in the name of a file or a path. */
const PARTS = './_-\\';
const SECRET_PLACE =
  /(?:(?:env(?:\.(?!example|sample|template)\w{1,40})?|(?:credential|secret)s?(?:\.\w{1,9}){0,2})(?=$|["'\s])|(?:pem|p12|pfx|jks|kdbx|keystore|ppk|netrc|npmrc|pypirc|pgpass|git-credentials|tfstate|htpasswd|\w{2,6}_history)\b|(?:ssh|aws|gnupg|kube|docker|gh)[\\/](?:id_|credentials|config|hosts|\w{1,40}_key\b)|(?:master|private|privkey)\.(?:key|pem)|hklm\\s|(?<=\bid_)(?:rsa|ed|ec|dsa)\w{0,9}\b(?!\.pub)|g?shadow\b|oauth2?\/\w{0,20}token|latest\/meta-data|254\.169\.254)/iy;

/** Whether a pattern matches at the start, or behind one of the signs. */
function isBehind(signs: string, pattern: RegExp, text: string): boolean {
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
