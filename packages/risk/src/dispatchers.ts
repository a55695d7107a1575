import type { ArgumentValue } from '@attesta/core';
import { type Evidence, evidence } from './evidence.js';
import { isMethod, judgeHttp } from './http.js';
import { judgeName, type NameJudgement } from './names/judge-name.js';
import type { Verbs } from './verbs/verbs.js';

/** Keys beside a method of HTTP that hold what is requested. */
const TARGETS = ['url', 'uri', 'path', 'endpoint', 'route', 'href', 'requestpath', 'request_path'];

/**
 * Judges the operation that a dispatcher is asked for: `{ method: 'get_diff' }`, `{ action: 'delete' }`,
 * `{ method: 'POST', path: '/users/7/deactivate' }`. Undefined where the value is no operation.
 */
export function judgeOperation(
  value: string,
  beside: ReadonlyMap<string, ArgumentValue>,
  verbs: Verbs,
): Evidence | undefined {
  if (isMethod(value)) return judgeHttp(value, targetIn(beside), verbs);
  if (value.length > LONGEST || !OPERATION.test(value)) return undefined;
  const judged = judgeName(value, verbs, 'operation');
  if (judged.kind === undefined) return evidence('operation', 'medium', 'an operation that is not known');
  const secret = judged.kind === 'read' ? judged.secret : undefined;
  return secret === undefined ? atOwnLevel(judged) : evidence('secrets', 'medium', `"${secret}" is secret`);
}

/** An operation that runs what it is given says nothing yet: another argument does. */
function atOwnLevel({ kind, found }: NameJudgement): Evidence | undefined {
  return kind === 'run' ? undefined : found;
}

/** What a request is for. */
export function targetIn(beside: ReadonlyMap<string, ArgumentValue>): string {
  for (const name of TARGETS) {
    const value = beside.get(name);
    if (typeof value === 'string') return value;
  }
  return '';
}

/** An operation is a name of a few words, no sentence. */
const OPERATION = /^\s*[\p{L}_$][\p{L}\p{N}_.:/$-]*(?:\s[\p{L}\p{N}_-]+){0,2}\s*$/u;
const LONGEST = 128;
