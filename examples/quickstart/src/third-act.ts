import { join } from 'node:path';
import { AttestaDenied } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import type { Tools } from './first-act.js';

/** One thing the agent does, and why it says it does it. */
export interface Step {
  readonly thought: string;
  readonly call: (tools: Tools, folder: string) => Promise<unknown>;
}

/** What nobody needs to be asked about. */
export const HARMLESS: readonly Step[] = [
  { thought: 'First I look around.', call: (tools, folder) => tools.list(folder) },
  { thought: 'The notes may say what to do.', call: (tools, folder) => tools.read(join(folder, 'notes', 'todo.md')) },
];

/** What changes the disk. */
export const DANGEROUS: readonly Step[] = [
  {
    thought: 'The report should start from zero.',
    call: (tools, folder) => tools.rewrite(join(folder, 'reports', 'q3.csv'), 'region,revenue\n'),
  },
  { thought: 'Nobody needs the archive any more.', call: (tools, folder) => tools.deleteTree(join(folder, 'archive')) },
];

/** How the agent's calls ended: whether each ran, in order. */
export type Ends = readonly boolean[];

/** Act 3: the agent works. A denied call is an error it is told of; it goes on with the next. */
export async function work(steps: readonly Step[], tools: Tools, folder: string): Promise<Ends> {
  const ends: boolean[] = [];
  for (const { thought, call } of steps) {
    console.log(`agent: ${thought}`);
    try {
      console.log(`  ran:    ${short(await call(tools, folder))}\n`);
      ends.push(true);
    } catch (error) {
      if (!(error instanceof AttestaDenied)) throw error;
      console.log(`  denied: ${error.message}\n`);
      ends.push(false);
    }
  }
  return ends;
}

function short(value: unknown): string {
  const text = visible(value === undefined ? 'done' : Array.isArray(value) ? value.join(', ') : String(value));
  return text.length > 90 ? `${text.slice(0, 90)}... (${text.length} characters)` : text;
}
