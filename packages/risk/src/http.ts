import { atLeast, type Evidence, evidence, graver, gravest } from './evidence.js';
import { judgeName } from './names/judge-name.js';
import { secretPlaceIn } from './secrets/secret-places.js';
import type { Verbs } from './verbs/verbs.js';

const FACTOR = 'http';

/** `DELETE /users/{id}`: the method and the path of an HTTP request, or undefined. */
export function requestIn(text: string): { readonly method: string; readonly path: string } | undefined {
  const found = REQUEST.exec(text);
  return found === null ? undefined : { method: found[1] ?? '', path: found[2] ?? '' };
}

const REQUEST = /^\s*(GET|HEAD|OPTIONS|TRACE|POST|PUT|PATCH|DELETE)\s+(\/\S*|https?:\/\/\S*)/i;

/** Whether a word is a method of HTTP. */
export function isMethod(word: string): boolean {
  return METHOD.test(word);
}

const METHOD = /^\s*(?:GET|HEAD|OPTIONS|TRACE|POST|PUT|PATCH|DELETE)\s*$/i;
const READS = /^\s*(?:GET|HEAD|OPTIONS|TRACE)\s*$/i;

const QUERY_PATH = /\/(?:_?search|query|graphql|_count|lookup|validate|preview|_msearch|filter|jql)\/?(?:[?#]|$)/i;

/** Judges a request by its method and the verbs in its path: `POST /users/7/deactivate`. */
export function judgeHttp(method: string, url: string, verbs: Verbs): Evidence {
  const byMethod = methodEvidence(method, url, verbs);
  const found = gravest([byMethod, pathVerb(url, READS.test(method), verbs), asked(url, verbs)]) ?? byMethod;
  return secretPlaceIn(url) === undefined
    ? found
    : graver(found, atLeast('medium', evidence('secrets', 'medium', 'a place of secrets')));
}

/** `POST /places:searchText`, `POST /reports/batchGet`: the last step is a verb that reads. */
function readsAtEnd(url: string, verbs: Verbs): boolean {
  const last = (url.split(/[?#]/, 1)[0] ?? '').replace(/\/$/, '').split(/[/:]/).at(-1) ?? '';
  return last.length <= 40 && judgeName(last.replace(/^batch/, ''), verbs).kind === 'read';
}

function methodEvidence(method: string, url: string, verbs: Verbs): Evidence {
  const name = method.trim().toUpperCase();
  if (READS.test(method)) return evidence(FACTOR, 'low', `${name} reads`);
  if (name === 'DELETE') return evidence(FACTOR, 'high', 'DELETE destroys');
  const isQuery = name === 'POST' && (readsAtEnd(url, verbs) || QUERY_PATH.test(url));
  if (isQuery) return evidence(FACTOR, 'medium', 'POST to a path that reads');
  return evidence(FACTOR, 'high', METHOD.test(method) ? `${name} sends` : 'a method that is not known');
}

/**
 * A step of the path that is a verb, alone or at its beginning: `/deactivate`, `/deleteUser`. Plurals are collections, and of what
 * reads, words joined by hyphens are the title of a page.
 */
function pathVerb(url: string, isRead: boolean, verbs: Verbs): Evidence | undefined {
  const path = url.replace(/^[a-z][\w+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
  let found: Evidence | undefined;
  for (const step of path.split('/').slice(-40)) {
    if (step.length > 40 || !/^[A-Za-z][\w:-]*$/.test(step) || (isRead && step.includes('-'))) continue;
    const judged = judgeName(step, verbs, FACTOR);
    if (judged.kind === undefined || judged.kind === 'read' || judged.words.length > 3) continue;
    const verb = verbs.find(judged.words[0] ?? '');
    if (verb === undefined || verb.isNoun || verb.kind === 'change' || verb.kind === 'run') continue;
    found = graver(found, judged.found);
  }
  return found;
}

/** `?_method=DELETE`, `?action=delete`: what the query of an address asks for. */
function asked(url: string, verbs: Verbs): Evidence | undefined {
  const query = url.split('?', 2)[1]?.split('#', 1)[0] ?? '';
  const values = query.split('&', 40).map((each) => ASKED.exec(each)?.[1] ?? '');
  const found = values.map((value) => (isMethod(value) ? methodEvidence(value, '', verbs) : operation(value, verbs)));
  return gravest(found);
}

function operation(value: string, verbs: Verbs): Evidence | undefined {
  if (value === '' || value.length > 64) return undefined;
  const { kind, found } = judgeName(value, verbs, FACTOR);
  return kind === 'act' || kind === 'grave' ? found : undefined;
}

const ASKED = /^(?:_method|method|action|act|cmd|command|do|op|operation|task)=(.*)$/i;

/** The host in a URL, in lower case. */
export function hostOf(url: string): string | undefined {
  return /^\s*(?:[a-z][\w+.-]*:)?\/\/(?:[^/?#@\s]*@)?(\[[^\]]*\]|[^/?#:\s]+)/i.exec(url)?.[1]?.toLowerCase();
}

/** Whether a host is in a list; `*.example.com` stands for all below it. */
export function isListed(host: string, hosts: readonly string[]): boolean {
  return hosts.some((each) => (each.startsWith('*.') ? host.endsWith(each.slice(1)) : host === each));
}
