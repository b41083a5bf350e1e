import { defineConfig } from 'vitest/config';

// One place for every suite: forks (Temporal servers are global to a process), and a JSON result that `.ci/run` adds up.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    include: ['test/**/*.test.ts'],
    // These need programs of the machine (LibreOffice, Python): `npm run test:system`, vitest.system.config.ts.
    exclude: ['test/system/**', '**/node_modules/**'],
    // An empty room is seen in the table of scripts/test.mjs, not by a crash.
    passWithNoTests: true,
    // Against what hangs; a machine that does several things at once is slow, and nothing is asserted of its speed.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is built is run as it is: to transform it anew for every file costs a tenth of the time.
    server: { deps: { external: [/\/dist\/.*\.js$/] } },
    // A suite that runs a second time, on another database, says where its result goes.
    reporters: ['default', ['json', { outputFile: process.env.DUBAN_TEST_RESULTS ?? '.results/vitest.json' }]],
  },
});
