import { AuditLogError, TornLogError } from '../errors.js';
import type { OpenFile } from '../files/file-system.js';

/** Lines of a file. */
export interface LineSource {
  /** Opens the file, or gives one that is open. */
  open(): Promise<OpenFile>;
  /** Called when reading ends. */
  close(file: OpenFile): Promise<void>;
  /** The position where the first line begins. */
  readonly start: number;
  /** The number of lines to skip from there on. */
  readonly skip: number;
  /** The position where reading ends. Default: the end of the file. */
  readonly end?: number;
}

/**
 * The lines of a file without their line feeds.
 *
 * @throws AuditLogError, after the last whole line: `torn` where bytes without a line feed follow; `overlong` for a line that is
 *   longer than the limit of a record.
 */
export async function* linesOf(source: LineSource): AsyncGenerator<Uint8Array, void, void> {
  for await (const lines of batchesOf(source)) for (const line of lines) yield line;
}

/**
 * The same, in groups of the lines that end in one chunk: awaiting each line takes as long as verifying it. Memory does not grow with
 * the file. Each chunk is read while the one before it is processed.
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

/** The positions of the lines of a file. */
export interface LineIndex {
  /** The number of whole lines. */
  lines: number;
  /** The position after the last line feed. */
  end: number;
  /** The position of each line whose number is a multiple of `STEP`. */
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

/** Adds a line of so many bytes, its line feed included. */
export function addLine(index: LineIndex, length: number): void {
  if (index.lines % STEP === 0) index.starts.push(index.end);
  index.lines += 1;
  index.end += length;
}

/** An indexed position, and the lines to skip from there to line number `line`. */
export function placeOf(index: LineIndex, line: number): { readonly start: number; readonly skip: number } {
  if (line >= index.lines) return { start: index.end, skip: 0 };
  return { start: index.starts[Math.floor(line / STEP)] ?? 0, skip: line % STEP };
}

/** A new buffer for each chunk: its lines are handed out. */
async function chunkAt(file: OpenFile, position: number, end: number = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(Math.max(Math.min(CHUNK, end - position), 0));
  if (chunk.length === 0) return chunk;
  const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
  return chunk.subarray(0, bytesRead);
}

function overlong(position: number): AuditLogError {
  return new AuditLogError('overlong', `The line before byte ${position} is longer than ${LONGEST_RECORD} bytes.`);
}

/** Bytes. More than the largest action takes with every character escaped. */
export const LONGEST_RECORD = 33_554_432;
export const LINE_FEED = 0x0a;
const CHUNK = 131_072;
const STEP = 1024;
