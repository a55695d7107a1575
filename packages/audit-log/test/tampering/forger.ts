import { createHash } from 'node:crypto';

// What somebody can do who knows the format and has everything but the key.

/** A record as an object that may be changed. */
export interface Forged {
  [name: string]: unknown;
  hash: string;
  kind: string;
  previous: string;
  record: Record<string, unknown>;
  sequence: number;
  time: string;
}

export function opened(line: string): Forged {
  return JSON.parse(line);
}

export function written(record: object): string {
  return canonical(record);
}

/** The record with the hash that its content has. */
export function hashed(record: Forged): Forged {
  const { hash: _, ...rest } = record;
  return { ...record, hash: createHash('sha256').update(canonical(rest)).digest('hex') };
}

/** All records from `from` on with numbers and hashes that fit together; the checkpoints among them say so, with their old signatures. */
export function rehashed(lines: readonly string[], from: number, fixesNotes: boolean): string[] {
  const done = lines.slice(0, from);
  for (const line of lines.slice(from)) {
    const record = opened(line);
    const before = done.at(-1);
    record.sequence = done.length;
    record.previous = before === undefined ? '0'.repeat(64) : opened(before).hash;
    if (record.kind === 'checkpoint' && fixesNotes) record.record.note = fixed(record);
    done.push(written(hashed(record)));
  }
  return done;
}

function fixed({ log, previous, record, sequence, time }: Forged): string {
  const [, signatures] = String(record.note).split('\n\n');
  return `${log}\n${sequence}\n${Buffer.from(previous, 'hex').toString('base64')}\ntime ${time}\n\n${signatures}`;
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(Reflect.get(value, name))}`).join(',')}}`;
}
