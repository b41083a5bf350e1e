import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// One throwaway PostgreSQL with Jining launched in it: the same as the tests of the actions.
export default mergeConfig(shared, {
  test: { isolate: false, globalSetup: ['../../packages/actions/test/global-setup.ts'] },
});
