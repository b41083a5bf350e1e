import { fileURLToPath } from 'node:url';

export { type ApiConfig, apiEnvironment } from './config.js';

/** The API process; it sends `{ ready: true }` once it listens. */
export const entry: string = fileURLToPath(new URL('./main.js', import.meta.url));
