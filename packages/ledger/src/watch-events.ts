import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** An event that was committed, as its trigger tells it: ids only. */
export interface EventNews {
  readonly seq: number;
  readonly campaign: string | null;
  readonly kind: string;
  readonly subject: string;
}

/** Null: the connection was lost for a while, anything may have happened. */
export type EventListener = (news: EventNews | null) => void;

const PAUSE_MS = 1_000;

/**
 * Hears of every event that any process commits (LISTEN), on a connection of its own; resolves once it listens, and finds its way back
 * by itself after that. Answers how to stop.
 */
export async function watchEvents(url: string, listener: EventListener): Promise<() => Promise<void>> {
  let stopped = false;
  let client = await listen(url, listener, lost);
  function lost(): void {
    if (!stopped) void again();
  }
  async function again(): Promise<void> {
    while (!stopped) {
      await wait(PAUSE_MS, undefined, { ref: false });
      try {
        client = await listen(url, listener, lost);
        if (stopped) await client.end();
        else listener(null);
        return;
      } catch {
        // The database is still away: whoever asks it for anything hears why.
      }
    }
  }
  return async () => {
    stopped = true;
    await client.end().catch(() => undefined);
  };
}

async function listen(url: string, listener: EventListener, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  let open = false;
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => listener(JSON.parse(payload ?? 'null') as EventNews));
  client.on('end', () => {
    if (open) lost();
  });
  try {
    await client.connect();
    await client.query('listen duban_event');
    open = true;
    return client;
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw cause;
  }
}
