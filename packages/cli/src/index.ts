export type { ProgramIO, Store, StoreOpener, StoreRequest } from './io/program-io.js';
export { run } from './run.js';
