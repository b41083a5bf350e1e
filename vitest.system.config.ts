import { defineConfig } from 'vitest/config';
import shared from './vitest.shared.ts';

// The suites that need programs of the machine, `test/system/**` of a room: its package.json says
// `"test:system": "vitest run --config ../../vitest.system.config.ts"`.
export default defineConfig({
  test: {
    ...shared.test,
    include: ['test/system/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: '.results/vitest-system.json' }]],
  },
});
