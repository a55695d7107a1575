export { run } from './run.js';
export type { Store, StoreOpener, StoreRequest } from './store.js';
export type { Surroundings } from './surroundings.js';
