import type { Draft } from '../record/draft.js';
import { ObjectText } from '../record/json-writer.js';
import { type Checkpoint, readCheckpoint } from './checkpoint.js';
import type { Note } from './note.js';

/** The record that holds a signed checkpoint. */
export function checkpointDraft(note: string): Draft {
  return { kind: 'checkpoint', text: new ObjectText().text('note', note).end() };
}

/** The signed checkpoint in the bytes of its record; undefined when there is none. */
export function checkpointIn(
  bytes: Uint8Array,
): { readonly note: Note; readonly checkpoint: Checkpoint; readonly text: string } | undefined {
  const text = noteIn(bytes);
  const read = text === undefined ? undefined : readCheckpoint(text);
  return text === undefined || read === undefined ? undefined : { ...read, text };
}

function noteIn(bytes: Uint8Array): string | undefined {
  try {
    const { record }: { readonly record?: unknown } = JSON.parse(Buffer.from(bytes).toString());
    if (typeof record !== 'object' || record === null || !('note' in record)) return undefined;
    return typeof record.note === 'string' ? record.note : undefined;
  } catch {
    return undefined;
  }
}
