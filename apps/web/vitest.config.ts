import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// Its files share nothing but what they import: read in once for all of them.
export default mergeConfig(shared, { test: { isolate: false } });
