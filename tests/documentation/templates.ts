/** Packages to be copied, with their sources: they are made as a third party makes them, and cannot name their sources themselves. */
export const TEMPLATES: Readonly<Record<string, string>> = {
  'attesta-challenge-change-ticket': 'examples/attesta-challenge-template/src/index.ts',
};
