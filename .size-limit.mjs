const core = {
  gzip: true,
  ignore: ['node:*'],
  // As users get it: modules that keep every export and share their chunks.
  modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', splitting: true }),
};

// To come down to 15 and 30 kB: the redactor and the shared timers have taken more, and about 6 kB are what the quiz, the
// teach-back and the look-alikes know of words and letters.
export default [
  { ...core, name: 'core, main entry', path: 'packages/core/dist/index.js', limit: '16.5 kB' },
  {
    ...core,
    name: 'core, every entry',
    path: ['index', 'authoring', 'scorers'].map((entry) => `packages/core/dist/${entry}.js`),
    limit: '39.4 kB',
  },
];
