/** SHA-256 over the UTF-8 of a text, in hex. */
export function sha256(text: string): string {
  return nodeCrypto().hash('sha256', text, 'hex');
}

/** 128 random bits in hex. Drawn many at a time, which costs a tenth. */
export function randomId(): string {
  if (next === ids.length) {
    ids = nodeCrypto().randomBytes(4096).toString('hex');
    next = 0;
  }
  next += 32;
  return ids.slice(next - 32, next);
}

/** Node's crypto module, loaded at the first use: importing it costs several milliseconds of start-up. */
export function nodeCrypto(): typeof import('node:crypto') {
  loaded ??= process.getBuiltinModule('node:crypto');
  return loaded;
}

let loaded: typeof import('node:crypto') | undefined;
let ids = '';
let next = 0;
