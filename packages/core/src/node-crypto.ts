/** SHA-256 over the UTF-8 of a text, in hex. */
export function sha256(text: string): string {
  return nodeCrypto().createHash('sha256').update(text).digest('hex');
}

/** Node's crypto module, loaded at the first use: importing it costs several milliseconds of start-up. */
export function nodeCrypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}
