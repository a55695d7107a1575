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
    path: ['packages/core/dist/index.js', 'packages/core/dist/challenges.js'],
    limit: '30 kB',
  },
];
