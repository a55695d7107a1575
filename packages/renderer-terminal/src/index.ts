export type { TerminalOutput } from './terminal/display.js';
export type { TerminalInput } from './terminal/keyboard.js';
export { TerminalRenderer, type TerminalRendererOptions } from './terminal-renderer.js';
