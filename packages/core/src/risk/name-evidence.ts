import type { RiskFactor } from '../ports/risk-scorer.js';
import { nameWords } from '../text/name-words.js';
import { evidence } from './risk-level.js';
import { type Verb, verbIn } from './verbs.js';

/**
 * What the verb of a name says: it reads 0.15, changes 0.45, does more 0.7; an unknown one 0.45.
 */
export function nameEvidence(name: string): RiskFactor {
  const words = nameWords(name);
  const verbs = words.map(verbIn);
  const verb = governing(words, verbs);
  if (verb === undefined) return evidence('verb', 'medium', 'no known verb in the name');
  if (verb.kind === 'reads') return secretIn(words) ?? evidence('verb', 'low', `"${verb.word}" reads`);
  const isGraver = verb.kind === 'acts' || words.some((word) => OBJECTS.test(word));
  const what = isGraver ? 'acts or is hard to undo' : 'changes something';
  return evidence('verb', isGraver ? 'high' : 'medium', `"${verb.word}" ${what}`);
}

/** The gravest verb; but where the first one reads, only what is joined to it, or ends the name, counts besides. */
function governing(words: readonly string[], verbs: readonly (Verb | undefined)[]): Verb | undefined {
  const certain = verbs.filter((verb, index) => verb !== undefined && (!verb.isNoun || index === 0));
  const first = certain.find((verb) => verb?.isNoun === false) ?? verbs.filter((verb) => verb !== undefined).at(-1);
  if (first?.kind !== 'reads') return gravest(certain.some((verb) => verb !== undefined) ? certain : verbs);
  const at = verbs.indexOf(first);
  const later = verbs.filter(
    (verb, index) =>
      verb !== undefined && ((index > at && /^(?:and|or|then|n)$/.test(words[index - 1] ?? '')) || isEnd(verb, index)),
  );
  return gravest([first, ...later, ...(at > 0 ? [verbs[0]] : [])]);

  function isEnd(verb: Verb, index: number): boolean {
    return index > at && index === words.length - 1 && !verb.isNoun && verb.word === words[index];
  }
}

function gravest(verbs: readonly (Verb | undefined)[]): Verb | undefined {
  const of = (kind: Verb['kind']): Verb | undefined => verbs.find((verb) => verb?.kind === kind);
  return of('acts') ?? of('changes') ?? of('reads');
}

/** What makes a change grave: rights, money, configuration, messages, things that run. */
const OBJECTS =
  /^(?:permission|polic|roles?$|acl|grant|access|member|collab|admin|owner|keys?$|credential|secret|token|passw|mfa|users?$|(?:web)?hooks?$|rules?$|dns|domain|pay|refund|transfer|charge|orders?$|config|setting|env|variable|message|e?mail|sms|posts?$|invit|jobs?$|workflow|pipeline|runs?$|deploy|release|all$|permanent|public|door)/;

/** Whether a name means a secret. */
export function meansSecret(name: string): boolean {
  return secretIn(nameWords(name)) !== undefined;
}

/** A name that reads what is secret. */
function secretIn(words: readonly string[]): RiskFactor | undefined {
  const line = words.join(' ');
  for (const pattern of SECRETS) {
    const found = pattern.exec(line);
    if (found !== null) return evidence('secrets', 'medium', `"${found[0]}" is secret`);
  }
  return undefined;
}

/** Of words in lower case, with a blank between them. Core asks about more than is secret: `get_key` may show one. */
const SECRETS: readonly RegExp[] = [
  /\b(?:secret|creds|credential|passphrase|passw\w*(?! polic)|t?otp|cookie|mnemonic|dsn|vault|psk|ssn|pan$|cv[cv]|sensitive|unmask|decrypt|reveal|plaintext|kubeconfig|dotenv|env(?:ironment|vars?)?\b|key(?:pair|store|ring|chain)|(?:api|private|access)key|var(?:iable)?s?\b(?! def))/,
  /(?<!\b(?:count|next|page|design|public|primary|foreign|sort|cache|issue|kms) )\b(?:key|token)s?\b(?! (?:polic|usage|count|limit|price|balance))/,
  /\b(?:(?:auth\w*|login|verification|recovery|backup|access) codes?|connection (?:s|ur|i|d)|(?:card|account|routing|security) (?:details|numbers?|and)\b|(?:seed|recovery) phrase)/,
  /\b(?:(?:signed|webhook) url|(?:local|session|browser|storage|auth|state) (?:storage|state|file|id)\b|with values|publishing profile|(?:addon|app) (?:con|set)|(?:vnc|login) (?:ticket|data))/,
];
