import { useSyncExternalStore } from 'react';

let up = true;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === up) return;
  up = next;
  for (const tell of listeners) tell();
}

/** Whether the last call reached the service. Polling goes on while it does not, so the first answer brings it back. */
export const connection = {
  lost: (): void => set(false),
  back: (): void => set(true),
  isUp: (): boolean => up,
  subscribe: (tell: () => void): (() => void) => {
    listeners.add(tell);
    return () => {
      listeners.delete(tell);
    };
  },
};

/** False while the service cannot be reached. */
export function useConnected(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.isUp);
}
