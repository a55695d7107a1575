import { type Evidence, evidence } from '../evidence.js';
import { judgeName, type NameJudgement } from '../names/judge-name.js';
import type { Verbs } from '../verbs/verbs.js';
import type { Key } from './keys.js';

/** What is clicked: a button to delete deletes. */
export function judgeElement(value: string, { words }: Key, name: NameJudgement, verbs: Verbs): Evidence | undefined {
  if (!CLICKS.has(name.verb) || !words.some((word) => ELEMENTS.has(word))) return undefined;
  const { kind, found } = judgeName(value, verbs, 'element');
  return kind === 'grave' || kind === 'act' ? found : undefined;
}

/** `write({ file_path })` overwrites a file, although no word of its name says so. */
export function writesFile({ words }: Key, { verb, kind }: NameJudgement): boolean {
  return kind === 'change' && FILE_VERBS.has(verb) && words.some((word) => FILES.has(word));
}

/** The evidence for such a call. */
export const WRITES_FILE: Evidence = evidence('arguments', 'high', 'writes a file');

const CLICKS = new Set('click press select choose pick fill type toggle submit touch'.split(' '));
const ELEMENTS = new Set('element label button selector text target name description title'.split(' '));
const FILE_VERBS = new Set(
  'write edit multiedit notebookedit patch overwrite save append rewrite insert modify'.split(' '),
);
const FILES = new Set('file filepath filename path notebook'.split(' '));
