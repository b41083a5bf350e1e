import { programOf } from '@duban/base/program-of';

export { type ApiConfig, apiEnvironment } from './config.js';

/** The API process; it sends `{ ready: true }` once it listens. */
export const entry = (): string => programOf(new URL('./main.js', import.meta.url));
