import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

let drafts = 0;

/**
 * A value in a folder, over all processes: each state is a file with its number, and the next one is linked into place as a
 * whole. Whoever finds the number taken has lost. Nothing has to be given back, so a killed process keeps nobody out; and none
 * is ever removed, so that a slow writer cannot take a number for the second time.
 */
export class Snapshots {
  constructor(folder, first) {
    this.folder = folder;
    this.first = first;
    mkdirSync(folder, { recursive: true });
  }

  read() {
    const numbers = readdirSync(this.folder).filter((name) => /^\d+$/.test(name));
    const number = Math.max(0, ...numbers.map(Number));
    if (number === 0) return { number, value: structuredClone(this.first) };
    return { number, value: JSON.parse(readFileSync(join(this.folder, String(number)), 'utf8')) };
  }

  /** Whether `value` became state `number`. */
  write(number, value) {
    drafts += 1;
    const draft = join(this.folder, `draft-${process.pid}-${drafts}`);
    writeFileSync(draft, JSON.stringify(value));
    try {
      linkSync(draft, join(this.folder, String(number)));
      return true;
    } catch (error) {
      if (error.code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft);
    }
  }
}
