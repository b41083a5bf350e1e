import { DubanError } from '@duban/base';
import { freePort } from './free-port.js';
import { lastingPort } from './lasting-port.js';

const ATTEMPTS = 3;

/** Starts a service on a free port, and on another one when it ended at once (somebody may have taken the port in between). */
export function withFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  return onSomePort(start, freePort);
}

/** The same for a service that must come back where it was: on the port it had before, unless a stranger has it now. */
export function withLastingPort<T>(start: (port: number) => Promise<T>, preferred?: number): Promise<T> {
  return onSomePort(start, () => lastingPort(preferred));
}

async function onSomePort<T>(start: (port: number) => Promise<T>, choose: () => Promise<number>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await choose());
    } catch (error) {
      const taken =
        error instanceof DubanError && error.code === 'service-exited' && /in use|bind/i.test(error.message);
      if (!taken || attempt === ATTEMPTS) throw error;
    }
  }
}
