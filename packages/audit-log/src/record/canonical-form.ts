import { isUtf8 } from 'node:buffer';

/**
 * Whether the bytes are one JSON object in exactly its RFC 8785 form: UTF-8, no blanks, names in order and each once, numbers and
 * escapes as ECMAScript writes them. Linear. An object nested deeper than any record is not canonical.
 */
export function isCanonical(bytes: Uint8Array): boolean {
  if (bytes[0] !== BRACE || !isUtf8(bytes)) return false;
  const scan = new Scan(bytes);
  return scan.value(0) && scan.at === bytes.length;
}

/** Arguments nest 64 levels deep, each at most a tagged object and a list. */
const MAX_DEPTH = 256;

class Scan {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Each of these moves `at` past the value that it reads, and is false for a value that is not canonical. */
  value(depth: number): boolean {
    switch (this.#bytes[this.at]) {
      case QUOTE:
        return this.#string();
      case BRACE:
        return depth < MAX_DEPTH && this.#object(depth + 1);
      case BRACKET:
        return depth < MAX_DEPTH && this.#list(depth + 1);
      case 0x74:
        return this.#word('true');
      case 0x66:
        return this.#word('false');
      case 0x6e:
        return this.#word('null');
      default:
        return this.#number();
    }
  }

  #object(depth: number): boolean {
    this.at += 1;
    if (this.#take(CLOSING_BRACE)) return true;
    let last: Name | undefined;
    for (;;) {
      const start = this.at;
      if (this.#bytes[start] !== QUOTE || !this.#string()) return false;
      const name = { start, end: this.at };
      if (last !== undefined && !this.#isBefore(last, name)) return false;
      last = name;
      if (!this.#take(COLON) || !this.value(depth)) return false;
      if (this.#take(CLOSING_BRACE)) return true;
      if (!this.#take(COMMA)) return false;
    }
  }

  #list(depth: number): boolean {
    this.at += 1;
    if (this.#take(CLOSING_BRACKET)) return true;
    for (;;) {
      if (!this.value(depth)) return false;
      if (this.#take(CLOSING_BRACKET)) return true;
      if (!this.#take(COMMA)) return false;
    }
  }

  #string(): boolean {
    const bytes = this.#bytes;
    for (let at = this.at + 1; at < bytes.length; ) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.at = at + 1;
        return true;
      }
      if (byte < 0x20) return false;
      const length = byte === BACKSLASH ? escapeLength(bytes, at) : 1;
      if (length === 0) return false;
      at += length;
    }
    return false;
  }

  #number(): boolean {
    const start = this.at;
    while (isNumberByte(this.#bytes[this.at])) this.at += 1;
    const digits = latin1(this.#bytes, start, this.at);
    return digits !== '' && String(Number(digits)) === digits;
  }

  #word(word: string): boolean {
    const start = this.at;
    this.at += word.length;
    return latin1(this.#bytes, start, this.at) === word;
  }

  #take(byte: number): boolean {
    if (this.#bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  /** RFC 8785 sorts by UTF-16 code units. These are the bytes as long as all are ASCII. */
  #isBefore(a: Name, b: Name): boolean {
    const bytes = this.#bytes;
    for (let offset = 1; ; offset += 1) {
      const [one = 0, other = 0] = [bytes[a.start + offset], bytes[b.start + offset]];
      if (one >= 0x80 || other >= 0x80 || one === BACKSLASH || other === BACKSLASH) break;
      if (one === QUOTE || other === QUOTE) return one === QUOTE && other !== QUOTE;
      if (one !== other) return one < other;
    }
    return this.#decoded(a) < this.#decoded(b);
  }

  #decoded({ start, end }: Name): string {
    return JSON.parse(bufferOf(this.#bytes).toString('utf8', start, end));
  }
}

interface Name {
  readonly start: number;
  readonly end: number;
}

/** The length of an escape that RFC 8785 writes; 0 for any other. */
function escapeLength(bytes: Uint8Array, at: number): number {
  const written = latin1(bytes, at, at + 6);
  if (/^\\["\\bfnrt]/.test(written)) return 2;
  return /^\\u00(?:0[0-7bef]|1[0-9a-f])/.test(written) ? 6 : 0;
}

function isNumberByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e || byte === 0x2b || byte === 0x65;
}

/** The same bytes with the methods of a Buffer; not a copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return bufferOf(bytes).toString('latin1', start, end);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
