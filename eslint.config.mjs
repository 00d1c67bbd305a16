import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier/flat';

/** Who may import whom: the table of docs/architecture.md, on the tags in each room's package.json. */
const rooms = {
  core: [],
  events: ['core', 'persistence'],
  persistence: ['core'],
  'data-pipelines': ['core'],
  imaging: ['core'],
  'onnx-export': ['core'],
  safetensors: ['core'],
  training: ['core', 'data-pipelines', 'onnx-export', 'safetensors'],
  'model-packages': ['core', 'safetensors'],
  serving: ['core', 'model-packages'],
  monitoring: ['core'],
  'service-defaults': ['core', 'monitoring'],
  ui: [],
  dataset: ['core', 'data-pipelines', 'imaging'],
  contract: ['core'],
  'case-training': ['contract', 'core', 'data-pipelines', 'imaging', 'dataset', 'training', 'onnx-export', 'safetensors', 'model-packages'],
  api: [
    'contract',
    'core',
    'events',
    'imaging',
    'persistence',
    'serving',
    'safetensors',
    'model-packages',
    'monitoring',
    'service-defaults',
  ],
  web: ['contract', 'ui'],
};

/** One case study never imports another. */
const cases = ['recommender', 'nodule-detector', 'banking-chatbot'];

const boundaries = (allow) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    {
      enforceBuildableLibDependency: true,
      allow: ['^.*/eslint\\.config\\.[cm]?js$', ...allow],
      depConstraints: [
        ...Object.entries(rooms).map(([room, may]) => ({
          sourceTag: `room:${room}`,
          onlyDependOnLibsWithTags: may.map((other) => `room:${other}`),
        })),
        { sourceTag: 'room:tool', onlyDependOnLibsWithTags: ['*'] },
        ...cases.map((name) => ({ sourceTag: `case:${name}`, onlyDependOnLibsWithTags: [`case:${name}`, 'case:none'] })),
      ],
    },
  ],
});

export default [
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  ...nx.configs['flat/javascript'],
  {
    ignores: ['**/dist', '**/out-tsc', '**/.casebook', '**/runs', '**/vitest.config.*.timestamp*', '**/vite.config.*.timestamp*'],
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js', '**/*.mjs'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess makes it the honest way to read a typed array
      ...boundaries([]),
    },
  },
  // Tests may start the real broker, find real data, and make data with the generators.
  {
    files: ['**/*.spec.ts', '**/*.setup.ts'],
    rules: boundaries(['@casebook/kafka', '@casebook/data-pipelines', '@casebook/dataset-synthetic-shop', '@casebook/dataset-phantom-ct', '@casebook/onnx-export']),
  },
  prettier,
];
