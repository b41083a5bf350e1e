import { setTimeout as wait } from 'node:timers/promises';

export interface Rounds {
  readonly everyMs: number;
  /** Told of the first failure of a row; the pokes stay where they are and are tried again. */
  readonly onTrouble: (error: unknown) => void;
}

/** Relays again and again, whatever fails; returns what ends it once the round under way is over. */
export function keepRelaying(relay: () => Promise<unknown>, { everyMs, onTrouble }: Rounds): () => Promise<void> {
  const end = new AbortController();
  const rounds = async (): Promise<void> => {
    let troubled = false;
    while (!end.signal.aborted) {
      try {
        await relay();
        troubled = false;
      } catch (error) {
        if (!troubled) onTrouble(error);
        troubled = true;
      }
      await wait(everyMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  };
  const running = rounds();
  return () => {
    end.abort();
    return running;
  };
}
