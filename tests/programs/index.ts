export { buildPrograms, type Programs } from './build-programs.js';
export type { Program, ProgramEnd } from './program.js';
