import { defineConfig } from 'vitest/config';

// One place for every suite: forks (Temporal servers are global to a process), and a JSON result that `.ci/run` adds up.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
  },
});
