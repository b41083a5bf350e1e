import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setTold } from './poll.js';
import { urls } from './urls.js';

/** As much of an EventSource as is needed here. */
export interface Source {
  addEventListener(kind: string, listener: () => void): void;
  close(): void;
}

export interface Following {
  readonly source: Source;
  /** Look at the facts again. */
  readonly look: () => void;
  readonly hidden: () => boolean;
  /** Runs `work` after so many milliseconds; answers how to stop it. */
  readonly later: (work: () => void, ms: number) => () => void;
}

/** A merge or a launch writes many events at once: one look serves them all. */
const GATHER_MS = 400;

/**
 * Looks again whenever something has changed, instead of every three seconds. A tab that nobody sees waits until it is seen: its looks
 * would keep a session alive. While the stream is down, polling goes on as before, and the browser keeps trying.
 */
export function follow({ source, look, hidden, later }: Following): { stop(): void; seen(): void } {
  let waiting: (() => void) | null = null;
  let missed = false;
  const changed = (): void => {
    if (hidden()) {
      missed = true;
      return;
    }
    waiting ??= later(() => {
      waiting = null;
      look();
    }, GATHER_MS);
  };
  // Whatever happened while it was not there has been missed.
  source.addEventListener('open', () => {
    setTold(true);
    changed();
  });
  source.addEventListener('changed', changed);
  source.addEventListener('look-again', changed);
  source.addEventListener('error', () => setTold(false));
  source.addEventListener('ended', () => {
    setTold(false);
    source.close();
    changed();
  });
  return {
    stop() {
      setTold(false);
      source.close();
      waiting?.();
    },
    seen() {
      if (hidden() || !missed) return;
      missed = false;
      changed();
    },
  };
}

/** For as long as a campaign's page is open. */
export function useFollow(campaign: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const following = follow({
      source: new EventSource(urls.stream(campaign)),
      look: () => void client.invalidateQueries(),
      hidden: () => document.hidden,
      later: (work, ms) => {
        const timer = window.setTimeout(work, ms);
        return () => window.clearTimeout(timer);
      },
    });
    document.addEventListener('visibilitychange', following.seen);
    return () => {
      document.removeEventListener('visibilitychange', following.seen);
      following.stop();
    };
  }, [campaign, client]);
}
