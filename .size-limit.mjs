const core = {
  gzip: true,
  ignore: ['node:*'],
  // As users get it: modules that keep every export and share their chunks.
  modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', splitting: true }),
};

// The built-in scorer alone, from its source: a build shares its chunks with the gate, so that its own size cannot be told there.
const scorer = {
  ...core,
  name: 'core, DefaultRiskScorer',
  path: 'packages/core/src/risk/default-scorer.ts',
  limit: '4 kB',
};

// The main entry holds the gate with the default scorer (4 kB) and the redactor (5.5 kB: it is on by default, and knows the
// forms of many vendors' credentials). The kit for authors and the other scorers are
// entries of their own; the built-in challenges are a package of their own.
export default [
  scorer,
  { ...core, name: 'core, main entry', path: 'packages/core/dist/index.js', limit: '23.3 kB' },
  {
    ...core,
    name: 'core, every entry',
    path: ['index', 'authoring', 'scorers'].map((entry) => `packages/core/dist/${entry}.js`),
    limit: '32.2 kB',
  },
];
