import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// A third worker: files wait for the run that they share, and a killed process is missed only after its heartbeat.
export default mergeConfig(shared, { test: { globalSetup: ['test/global-setup.ts'], maxWorkers: 3 } });
