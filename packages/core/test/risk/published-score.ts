/** The published scale, written down once more and in the plainest way: what the default scorer is compared with. */

export const DESTRUCTIVE: readonly string[] = ['delete', 'remove', 'drop', 'destroy', 'purge', 'truncate', 'kill'];
export const MUTATING: readonly string[] = [
  'write',
  'update',
  'modify',
  'set',
  'create',
  'send',
  'deploy',
  'push',
  'execute',
  'run',
];
export const READING: readonly string[] = ['read', 'get', 'list', 'fetch', 'search', 'find', 'check'];

/** 0.95, 0.55, 0.1, 0.4 or, without a word, 0.5. */
export function publishedNameScore(name: string): number {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_./-]/)
    .filter((word) => word !== '');
  if (words.length === 0) return 0.5;
  if (words.some((word) => DESTRUCTIVE.includes(word))) return 0.95;
  if (words.some((word) => MUTATING.includes(word))) return 0.55;
  return words.some((word) => READING.includes(word)) ? 0.1 : 0.4;
}

const SENSITIVE = /prod|\.env\b|secret|password|token|\bkey\b|credential/i;
const SQL = /\b(?:DROP|DELETE|TRUNCATE|ALTER)\b/i;
const SHELL = /rm\s+-rf|sudo|chmod\s+777/i;
const NETWORK = /https?:\/\/|[\w.%+-]@[a-z0-9.-]+\.[a-z]{2}|\b\d{1,3}(?:\.\d{1,3}){3}\b/i;

/** 0.9, 0.5 or 0.05 for one text. */
export function publishedTextScore(text: string): number {
  if (SENSITIVE.test(text) || SQL.test(text) || SHELL.test(text)) return 0.9;
  return NETWORK.test(text) ? 0.5 : 0.05;
}
