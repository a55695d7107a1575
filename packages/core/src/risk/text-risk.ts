import { factor, type WeightedFactor } from './factor.js';
import { NETWORK_SCORE } from './risky-word.js';
import { findWord } from './word-search.js';

export const NOTHING_FOUND: WeightedFactor = factor('arguments', 0.05, 'nothing risky found');
const EMAIL: WeightedFactor = factor('arguments', NETWORK_SCORE, 'e-mail address');
const IPV4: WeightedFactor = factor('arguments', NETWORK_SCORE, 'IPv4 address');

/** What is risky in a text; at best `NOTHING_FOUND`. Linear in its length. */
export function textRisk(text: string): WeightedFactor {
  const bytes = bytesOf(text);
  const word = findWord(text, bytes);
  if (word !== undefined) return word;
  if (text.includes('@') && EMAIL_ADDRESS.test(text)) return EMAIL;
  return hasIpv4Address(text, bytes) ? IPV4 : NOTHING_FOUND;
}

/** What is risky in bytes, read as if each were a character. */
export function bytesRisk(bytes: Uint8Array): WeightedFactor {
  return textRisk(Buffer.from(bytes).toString('latin1'));
}

// Linear: what may be a domain holds no "@", so no two searches for its end overlap.
const EMAIL_ADDRESS = /[\w.%+\-\x80-\uffff]@[a-z\d.\-\x80-\uffff]+\.[a-z\x80-\uffff]{2}/i;
/** Four numbers of one to three digits, not part of a longer number or word. */
const IPV4_ADDRESS = /(?<!\w)(?:\d{1,3}\.){3}\d{1,3}(?!\w)/;

// Bytes are read several times faster than characters. What the low byte of a character says is only ever a reason to look at
// the text itself.

const SCRATCH: Buffer = Buffer.alloc(49_152);
/** Up to here a loop is faster than the native copy. */
const SHORT = 32;

/** The low bytes of a text from index 1 on; what stands around them is of no text. */
function bytesOf(text: string): Buffer {
  const bytes = text.length < SCRATCH.length - 2 ? SCRATCH : Buffer.alloc(text.length + 3);
  if (text.length > SHORT) bytes.write(text, 1, 'latin1');
  else for (let index = 0; index < text.length; index += 1) bytes[index + 1] = text.charCodeAt(index);
  bytes[text.length + 1] = 0;
  return bytes;
}

/** An address has seven digits and dots at least, so one byte of every seven is looked at. Each run of them is read once. */
function hasIpv4Address(text: string, bytes: Uint8Array): boolean {
  const { length } = text;
  for (let index = 7; index <= length; index += 7) {
    if (!isOfAddress(bytes[index])) continue;
    let start = index;
    while (isOfAddress(bytes[start - 1])) start -= 1;
    while (isOfAddress(bytes[index])) index += 1;
    // With the character before and the one behind it.
    if (index - start >= 7 && IPV4_ADDRESS.test(text.slice(Math.max(start - 2, 0), index))) return true;
  }
  return false;
}

/** Whether it is a dot, a digit or the slash between them. */
function isOfAddress(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 46 && byte <= 57;
}
