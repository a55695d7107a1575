import { createHash, createPublicKey, verify } from 'node:crypto';

// A second verifier, written after docs/audit-log.md alone: it shares no code with the package, so that an error of one shows
// in the other. It takes the file as a whole, and says less.

export interface SmallReport {
  readonly status: 'intact' | 'unsigned_tail' | 'broken';
  readonly unsigned: number;
}

export function verifySmall(
  file: Uint8Array | undefined,
  keys: readonly string[],
  anchors: readonly string[] = [],
  maxUnsigned = 100,
): SmallReport {
  try {
    return verified(Buffer.from(file ?? []), keys, anchors, maxUnsigned);
  } catch (error) {
    if (error instanceof Wrong) return { status: 'broken', unsigned: 0 };
    throw error;
  }
}

class Wrong extends Error {}

function must(holds: boolean): asserts holds {
  if (!holds) throw new Wrong();
}

function verified(file: Buffer, keys: readonly string[], anchors: readonly string[], maxUnsigned: number): SmallReport {
  const end = file.lastIndexOf(10) + 1;
  const lines = file.toString('latin1', 0, end).split('\n').slice(0, -1);
  const kept = anchors.map((note) => textOf(note, keys));
  must(lines.length > 0 && kept.every((text) => text !== undefined));
  let previous = '0'.repeat(64);
  let signed = 0;
  let log: unknown;
  for (const [sequence, latin1] of lines.entries()) {
    const line = decoded(latin1);
    const record = parsed(line);
    log ??= record.log;
    must(canonical(record) === line && /^\{"hash":"[0-9a-f]{64}","/.test(line) && KINDS.test(memberNames(record)));
    must(record.hash === sha256(`{${line.slice(75)}`) && record.sequence === sequence && record.version === 1);
    must(record.previous === previous && record.log === log && /^[!#-[\]-~]{1,256}$/.test(String(log)));
    must(FORMS.includes(`${record.kind} ${record.outcome} ${typeof record.id}`) && record.id !== '');
    must(TIME.test(String(record.time)) && String(record.record) === '[object Object]');
    const { note } = Object(record.record);
    if (record.kind === 'checkpoint') {
      const text = textOf(String(note), keys);
      const head = Buffer.from(previous, 'hex').toString('base64');
      must(`${log}\n${sequence}\n${head}\ntime ${record.time}\n` === `${String(note).split('\n\n')[0]}\n`);
      must(canonical(record.record) === canonical({ note }));
      if (text !== undefined) signed = sequence + 1;
      for (const anchor of kept)
        if (anchor?.split('\n')[1] === String(sequence)) must(anchor === `${String(note).split('\n\n')[0]}\n`);
    }
    previous = String(record.hash);
  }
  for (const anchor of kept) {
    const [name, size] = anchor?.split('\n') ?? [];
    must(name === log && Number(size) < signed);
    must(/"kind":"checkpoint"/.test((lines[Number(size)] ?? '').slice(0, 100)));
  }
  const unsigned = lines.length - signed;
  must(signed > 0 && unsigned <= maxUnsigned);
  return { status: unsigned === 0 && end === file.length ? 'intact' : 'unsigned_tail', unsigned };
}

const FORMS = [
  ...['awaited', 'none'].map((outcome) => `decision ${outcome} string`),
  ...['returned', 'threw', 'not_run'].map((outcome) => `outcome ${outcome} string`),
  ...['event', 'checkpoint', 'recovered'].map((kind) => `${kind} undefined undefined`),
];
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;
const KINDS = new RegExp(
  `^(?:${['hash,id,kind,log,outcome,previous', 'hash,kind,log,previous'].join('|')}),record,sequence,time,version$`,
);

function memberNames(record: object): string {
  return Object.keys(record).join();
}

function decoded(latin1: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(latin1, 'latin1'));
  } catch {
    throw new Wrong();
  }
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return Object(value);
  } catch {
    throw new Wrong();
  }
}

/** RFC 8785. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(Reflect.get(value, name))}`).join(',')}}`;
}

/** What a note says, where a known key has signed it and no known key's signature is wrong. */
function textOf(note: string, keys: readonly string[]): string | undefined {
  const [text = '', signatures = ''] = note.split('\n\n');
  let isSigned = false;
  for (const line of signatures.split('\n').filter((part) => part !== '')) {
    const [, name, encoded = ''] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    for (const key of keys) {
      const [keyName, id = '', material = ''] = key.split('+', 3).length === 3 ? splitKey(key) : [];
      if (name !== keyName || bytes.toString('hex', 0, 4) !== id) continue;
      const raw = Buffer.from(material, 'base64').subarray(1);
      const publicKey = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
      must(verify(null, Buffer.from(`${text}\n`), publicKey, bytes.subarray(4)));
      isSigned = true;
    }
  }
  return isSigned ? `${text}\n` : undefined;
}

/** Base64 has plus signs of its own. */
function splitKey(key: string): readonly string[] {
  const [name = '', id = ''] = key.split('+');
  return [name, id, key.slice(name.length + id.length + 2)];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What stands before the 32 bytes of an Ed25519 public key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
