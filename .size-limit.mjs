const core = {
  gzip: true,
  ignore: ['node:*'],
  // As users get it: modules that keep every export and share their chunks.
  modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', splitting: true }),
};

export default [
  { ...core, name: 'core, main entry', path: 'packages/core/dist/index.js', limit: '15 kB' },
  {
    ...core,
    name: 'core, every entry',
    path: ['index', 'challenges', 'scorers'].map((entry) => `packages/core/dist/${entry}.js`),
    limit: '30 kB',
  },
];
