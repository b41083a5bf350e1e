import type { EventListener, Ledger } from '@duban/ledger';

/** One connection to the database for all streams of this process; opened for the first of them. */
export interface Hub {
  /** Resolves once news arrive; answers how to stop. */
  subscribe(listener: EventListener): Promise<() => void>;
  close(): Promise<void>;
}

export function newHub(ledger: Pick<Ledger, 'watchEvents'>): Hub {
  const listeners = new Set<EventListener>();
  let watching: Promise<() => Promise<void>> | null = null;
  return {
    async subscribe(listener) {
      watching ??= ledger.watchEvents((news) => {
        for (const listen of listeners) listen(news);
      });
      try {
        await watching;
      } catch (error) {
        watching = null;
        throw error;
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async close() {
      const stop = await watching?.catch(() => null);
      await stop?.();
    },
  };
}
