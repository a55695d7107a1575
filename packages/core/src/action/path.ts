import { keyLiteral } from '../text/literal.js';

/** Where a value stands, `args[0].table`: numbers are positions, other steps are keys, quoted where they must be. */
export function pathOf(root: string, steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => pathTo(path, step), root);
}

/** One step further down. */
export function pathTo(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  const key = keyLiteral(step);
  return key.startsWith('"') ? `${path}[${key}]` : `${path}.${key}`;
}
