/** Node's crypto module, loaded at the first use: importing it costs several milliseconds of start-up. */
export function nodeCrypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}
