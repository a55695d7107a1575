const core = {
  gzip: true,
  ignore: ['node:*'],
  // As users get it: modules that keep every export and share their chunks.
  modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', splitting: true }),
};

// To come down to 15 and 30 kB: the redactor, and what the quiz and the teach-back know of words, have taken more.
export default [
  { ...core, name: 'core, main entry', path: 'packages/core/dist/index.js', limit: '15.8 kB' },
  {
    ...core,
    name: 'core, every entry',
    path: ['index', 'challenges', 'scorers'].map((entry) => `packages/core/dist/${entry}.js`),
    limit: '40 kB',
  },
];
