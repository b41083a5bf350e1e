import { defineConfig } from 'vitest/config';
import shared from '../vitest.shared.ts';

// The entry scripts are plain .mjs, and so are their tests.
export default defineConfig({ test: { ...shared.test, include: ['test/**/*.test.mjs'] } });
