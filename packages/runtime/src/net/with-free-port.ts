import { DubanError } from '@duban/base';
import { freePort } from './free-port.js';

const ATTEMPTS = 3;

/** Starts a service on a free port, and on another one when it ended at once (somebody may have taken the port in between). */
export async function withFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      const taken =
        error instanceof DubanError && error.code === 'service-exited' && /in use|bind/i.test(error.message);
      if (!taken || attempt === ATTEMPTS) throw error;
    }
  }
}
