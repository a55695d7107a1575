export type { TerminalInput, TerminalOutput } from './terminal/streams.js';
export { TerminalRenderer, type TerminalRendererOptions } from './terminal-renderer.js';
