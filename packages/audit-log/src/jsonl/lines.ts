import { AuditLogError, TornLogError } from '../errors.js';
import type { OpenFile } from '../files/file-system.js';

/** Lines of a file. */
export interface LineSource {
  /** Opens the file, or gives one that is open. */
  open(): Promise<OpenFile>;
  /** Called when no line is wanted any more. */
  close(file: OpenFile): Promise<void>;
  /** Where a line begins. */
  readonly start: number;
  /** How many lines from there on are not wanted. */
  readonly skip: number;
  /** Where reading ends. Default: wherever the file does. */
  readonly end?: number;
}

/**
 * The lines of a file without their line feeds.
 *
 * @throws AuditLogError, behind the last whole line: `torn` where bytes without a line feed follow; `overlong` for a line that is
 *   longer than a record may be.
 */
export async function* linesOf(source: LineSource): AsyncGenerator<Uint8Array, void, void> {
  for await (const lines of batchesOf(source)) for (const line of lines) yield line;
}

/**
 * The same, those together that end in one chunk: to wait for each takes as long as to verify it. Memory does not grow with the file;
 * each chunk is read while the one before it is looked at.
 */
export async function* batchesOf(source: LineSource): AsyncGenerator<readonly Uint8Array[], void, void> {
  const { start, end } = source;
  let { skip } = source;
  const file = await source.open();
  let position = start;
  let next = chunkAt(file, position, end);
  let parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) break;
      position += chunk.length;
      next = chunkAt(file, position, end);
      const lines: Uint8Array[] = [];
      let from = 0;
      for (let feed = chunk.indexOf(LINE_FEED); feed >= 0; feed = chunk.indexOf(LINE_FEED, from)) {
        const line = chunk.subarray(from, feed);
        from = feed + 1;
        if (length + line.length > LONGEST_RECORD) {
          yield lines;
          throw overlong(position);
        }
        if (skip > 0) skip -= 1;
        else lines.push(parts.length === 0 ? line : Buffer.concat([...parts, line]));
        parts = [];
        length = 0;
      }
      yield lines;
      if (from === chunk.length) continue;
      parts.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > LONGEST_RECORD) throw overlong(position);
    }
    if (length > 0) throw new TornLogError(length);
  } finally {
    await next.catch(() => {});
    await source.close(file);
  }
}

/** Where the lines of a file are: its whole lines, where they end, and where some of them begin. */
export interface LineIndex {
  lines: number;
  /** Behind the last line feed. */
  end: number;
  /** Where each line whose number is a multiple of `STEP` begins. */
  readonly starts: number[];
}

/** Counts the lines of a file. */
export async function indexLines(file: OpenFile): Promise<LineIndex> {
  const index: LineIndex = { lines: 0, end: 0, starts: [] };
  for (let position = 0; ; ) {
    const chunk = await chunkAt(file, position);
    if (chunk.length === 0) return index;
    for (let feed = chunk.indexOf(LINE_FEED); feed >= 0; feed = chunk.indexOf(LINE_FEED, feed + 1)) {
      addLine(index, position + feed + 1 - index.end);
    }
    position += chunk.length;
  }
}

/** Notes one more line, of so many bytes with its line feed. */
export function addLine(index: LineIndex, length: number): void {
  if (index.lines % STEP === 0) index.starts.push(index.end);
  index.lines += 1;
  index.end += length;
}

/** The place from which line number `line` is `skip` lines away. */
export function placeOf(index: LineIndex, line: number): { readonly start: number; readonly skip: number } {
  if (line >= index.lines) return { start: index.end, skip: 0 };
  return { start: index.starts[Math.floor(line / STEP)] ?? 0, skip: line % STEP };
}

/** A new buffer each time: its lines are given away. */
async function chunkAt(file: OpenFile, position: number, end: number = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(Math.max(Math.min(CHUNK, end - position), 0));
  if (chunk.length === 0) return chunk;
  const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
  return chunk.subarray(0, bytesRead);
}

function overlong(position: number): AuditLogError {
  return new AuditLogError('overlong', `The line before byte ${position} is longer than ${LONGEST_RECORD} bytes.`);
}

/** Bytes. More than the largest action, written with every escape, can take. */
export const LONGEST_RECORD = 33_554_432;
export const LINE_FEED = 0x0a;
const CHUNK = 131_072;
const STEP = 1024;
