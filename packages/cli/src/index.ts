export type { Surroundings } from './io/program-io.js';
export { run } from './run.js';
export type { Store, StoreOpener, StoreRequest } from './store/open-store.js';
