import { createSigner } from '../../src/index.js';
import { type Forged, hashed, opened, rehashed, written } from './forger.js';
import type { Random } from './random.js';
import type { Victim } from './victim.js';

/** A way to change a log. Undefined: this time there was nothing to change, or the file is gone (`removed`). */
export type Attack = (victim: Victim, random: Random) => Uint8Array | 'removed';

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const file = (lines: readonly string[]): Uint8Array => Buffer.from(text(lines));

function onBytes(change: (bytes: number[], at: number, random: Random) => void): Attack {
  return ({ lines }, random) => {
    const bytes = [...file(lines)];
    change(bytes, random.below(bytes.length), random);
    return Uint8Array.from(bytes);
  };
}

function onLines(change: (lines: string[], at: number, random: Random, victim: Victim) => string[] | void): Attack {
  return (victim, random) => {
    const lines = [...victim.lines];
    return file(change(lines, random.below(lines.length), random, victim) ?? lines);
  };
}

/** A change to what one record says; then the forger mends what `mend` mends. */
function onRecord(
  change: (record: Forged, random: Random) => void,
  mend: (lines: string[], at: number) => string[] = (lines) => lines,
): Attack {
  return onLines((lines, at, random) => {
    const record = opened(lines[at] ?? '');
    change(record, random);
    lines[at] = written(record);
    return mend(lines, at);
  });
}

/** One more text replacement in one line that is whole otherwise, and hashed again with all behind it. */
function onForm(pattern: RegExp, replacement: string): Attack {
  return onLines((lines, at) => {
    const changed = (lines[at] ?? '').replace(pattern, replacement);
    lines[at] = changed === lines[at] ? ` ${changed}` : changed;
  });
}

type Container = Record<string, unknown>;

function containersIn(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(containersIn);
  return Object.keys(value).length === 0 ? inner : [Object(value), ...inner];
}

function objectsIn(value: unknown): Container[] {
  return containersIn(value).filter((container) => !Array.isArray(container));
}

function editLeaf(record: Forged, random: Random): void {
  const container = random.of(containersIn(record));
  const name = random.of(Object.keys(container));
  const value = container[name];
  if (typeof value === 'number') container[name] = value + 1;
  else if (typeof value === 'boolean') container[name] = !value;
  else if (value === null) container[name] = 'something';
  else if (typeof value === 'string') container[name] = `${value.slice(1)}x`;
  else container[name] = null;
}

function renameKey(record: Forged, random: Random): void {
  const container = random.of(objectsIn(record));
  const name = random.of(Object.keys(container));
  container[`${name}x`] = container[name];
  delete container[name];
}

function addKey(record: Forged, random: Random): void {
  random.of(objectsIn(record)).zz = null;
}

function changeWhatWasSaid(record: Forged, random: Random): void {
  const name = random.of(Object.keys(record.record));
  record.record[name] = typeof record.record[name] === 'string' ? 'forged' : { forged: true };
}

const rehashOne = (lines: string[], at: number): string[] => {
  lines[at] = written(hashed(opened(lines[at] ?? '')));
  return lines;
};
const rehashAll = (lines: string[], at: number): string[] => rehashed(lines, at, true);
const rehashAllButNotes = (lines: string[], at: number): string[] => rehashed(lines, at, false);
const isCheckpoint = (line: string): boolean => opened(line).kind === 'checkpoint';

/** Signs every checkpoint from `at` on anew, with a key that nobody knows. */
function signedByStranger(lines: string[], at: number): string[] {
  const stranger = createSigner({ name: 'victim' });
  const signed = rehashed(lines, at, true);
  for (let index = at; index < signed.length; index += 1) {
    const record = opened(signed[index] ?? '');
    if (record.kind !== 'checkpoint') continue;
    const [said] = String(record.record.note).split('\n\n');
    const bytes = stranger.sign(Buffer.from(`${said}\n`));
    if (!(bytes instanceof Uint8Array)) throw new Error('It signs at once.');
    const id = Buffer.from(stranger.verifierKey.split('+')[1] ?? '', 'hex');
    record.record.note = `${said}\n\n\u2014 victim ${Buffer.concat([id, bytes]).toString('base64')}\n`;
    signed[index] = written(hashed(record));
    signed.splice(0, signed.length, ...rehashed(signed, index + 1, true));
  }
  return signed;
}

export const ATTACKS: Readonly<Record<string, Attack>> = {
  'bit flipped': onBytes((bytes, at, random) => {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }),
  'byte changed': onBytes((bytes, at, random) => {
    bytes[at] = ((bytes[at] ?? 0) + 1 + random.below(255)) % 256;
  }),
  'byte inserted': onBytes((bytes, at, random) => {
    bytes.splice(at, 0, random.below(256));
  }),
  'byte removed': onBytes((bytes, at) => {
    bytes.splice(at, 1);
  }),
  'cut at a byte': ({ lines }, random) => file(lines).subarray(0, random.below(file(lines).length)),
  'cut behind a record': onLines((lines, at) => lines.slice(0, at)),
  'head cut off': onLines((lines, at) => lines.slice(at + 1)),
  'record removed': onLines((lines, at) => {
    lines.splice(at, 1);
  }),
  'record removed, all hashed again': onLines((lines, at) => rehashAll(lines.toSpliced(at, 1), at)),
  'record repeated': onLines((lines, at) => {
    lines.splice(at, 0, lines[at] ?? '');
  }),
  'record invented, all hashed again': onLines((lines, at) =>
    rehashAll(lines.toSpliced(at, 0, lines.at(-1) ?? ''), at),
  ),
  'neighbours swapped': onLines((lines, at) => {
    const first = Math.min(at, lines.length - 2);
    lines.splice(first, 2, ...lines.slice(first, first + 2).reverse());
  }),
  'two swapped': onLines((lines, at, random) => {
    const other = (at + 1 + random.below(lines.length - 1)) % lines.length;
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  }),
  'order changed, all hashed again': onLines((lines, at) => {
    const first = Math.min(at, lines.length - 2);
    return rehashAll(lines.toSpliced(first, 2, ...lines.slice(first, first + 2).reverse()), first);
  }),
  'record of another log inserted': onLines((lines, at, random, { other }) => {
    lines.splice(at, 0, random.of(other));
  }),
  'record of another log in its place': onLines((lines, at, _, { other }) => {
    lines[at] = other[at] ?? other[0] ?? '';
  }),
  'rest of another log': onLines((lines, at, _, { other }) => [...lines.slice(0, at), ...other.slice(at)]),
  'another log of the same key': ({ other }) => file(other),
  'value changed': onRecord(editLeaf),
  'value changed, its hash made anew': onRecord(editLeaf, rehashOne),
  'said something else, all hashed again': onRecord(changeWhatWasSaid, rehashAll),
  'said something else, hashed again but the notes': onRecord(changeWhatWasSaid, rehashAllButNotes),
  'said something else, signed by a stranger': onRecord(changeWhatWasSaid, signedByStranger),
  'said something else, later checkpoints removed': onRecord(changeWhatWasSaid, (lines, at) =>
    rehashAll([...lines.slice(0, at + 1), ...lines.slice(at + 1).filter((line) => !isCheckpoint(line))], at),
  ),
  'key renamed': onRecord(renameKey),
  'key renamed, its hash made anew': onRecord(renameKey, rehashOne),
  'key added': onRecord(addKey),
  'key added, its hash made anew': onRecord(addKey, rehashOne),
  'time changed, all hashed again': onRecord((record) => {
    record.time = '2020-01-01T00:00:00.000Z';
  }, rehashAll),
  'byte order mark': ({ lines }) => Buffer.from(`\ufeff${text(lines)}`),
  'line ends of another system': ({ lines }) => Buffer.from(text(lines).replaceAll('\n', '\r\n')),
  'blank line': onLines((lines, at) => {
    lines.splice(at, 0, '');
  }),
  'blank added': onForm(/:/, ': '),
  'number written otherwise': onForm(/"version":1\}$/, '"version":1.0}'),
  'letter escaped': onForm(/"kind"/, '"\\u006bind"'),
  'key twice': onForm(/^\{"hash":/, '{"kind":"event","hash":'),
  'form changed, all hashed again': onLines((lines, at) => {
    // The forger's own writer is canonical, so the hash is right for a text that is not there.
    const again = rehashAll(lines, at);
    again[at] = (again[at] ?? '').replace(',"sequence"', ', "sequence"');
    return again;
  }),
  emptied: () => new Uint8Array(),
  removed: () => 'removed',
  'replaced by an older one': ({ older }) => file(older),
};
