import { factor, type WeightedFactor } from './factor.js';
import { hasEmailAddress, hasIpv4Address } from './network-address.js';
import { NETWORK_SCORE } from './risky-word.js';
import { findWord } from './word-search.js';

export const NOTHING_FOUND: WeightedFactor = factor('arguments', 0.05, 'nothing risky found');
const EMAIL: WeightedFactor = factor('arguments', NETWORK_SCORE, 'e-mail address');
const IPV4: WeightedFactor = factor('arguments', NETWORK_SCORE, 'IPv4 address');

/** What is risky in a text; at best `NOTHING_FOUND`. Linear in its length. */
export function textRisk(text: string): WeightedFactor {
  const frame = frameFor(text.length * 3);
  const end = 1 + (copyAscii(text) ?? ENCODER.encodeInto(text, frame.subarray(1)).written);
  // Characters are no more than bytes, so the address is not before that. A short text is read sooner than asked.
  return riskIn(frame, end, text.length <= SHORT ? 0 : text.indexOf('@'));
}

/** What is risky in bytes, read as UTF-8. */
export function bytesRisk(bytes: Uint8Array): WeightedFactor {
  const frame = frameFor(bytes.length);
  frame.set(bytes, 1);
  return riskIn(frame, 1 + bytes.length, bytes.indexOf(64));
}

/** `at` is where the first `@` may be, or -1. */
function riskIn(frame: Uint8Array, end: number, at: number): WeightedFactor {
  frame[end] = MARK;
  const word = findWord(frame, end);
  if (word !== undefined) return word;
  if (at >= 0 && hasEmailAddress(frame, at + 1, end)) return EMAIL;
  return hasIpv4Address(frame, end) ? IPV4 : NOTHING_FOUND;
}

// A text is read as bytes between two marks, the first of which is at index 0: bytes are read several times faster than
// characters, and with the marks no search needs to look where the text begins and ends.

const ENCODER = new TextEncoder();
/** Part of no word, number or address. */
const MARK = 0;
const SCRATCH = new Uint8Array(49_152);
/** Up to here a loop is faster than the native encoder. */
const SHORT = 32;

function frameFor(bytes: number): Uint8Array {
  return bytes + 2 <= SCRATCH.length ? SCRATCH : new Uint8Array(bytes + 2);
}

/** Puts a short text of ASCII into the scratch space, and returns its length. */
function copyAscii(text: string): number | undefined {
  if (text.length > SHORT) return undefined;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return undefined;
    SCRATCH[index + 1] = code;
  }
  return text.length;
}
