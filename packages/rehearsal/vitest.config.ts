import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// Its files share nothing but what they import: read in once for all of them.
// A third worker: files wait for the run that they share, and a killed process is missed only after its heartbeat.
export default mergeConfig(shared, { test: { isolate: false, globalSetup: ['test/global-setup.ts'], maxWorkers: 3 } });
