import { mergeConfig } from 'vitest/config';
import system from '../../vitest.system.config.ts';

// As the other suites of this room: one throwaway PostgreSQL with Jining launched in it.
export default mergeConfig(system, { test: { globalSetup: ['../../packages/actions/test/global-setup.ts'] } });
