import { useCallback, useEffect, useRef, useState } from 'react';
import { openLink, send } from './api/ask.js';
import { type Reading, readDesk } from './api/read-desk.js';
import { type KeptLink, usableLink } from './logic/kept-link.js';
import { patiently, pause } from './logic/patiently.js';
import { isEndedLink, type Refusal } from './logic/refusal.js';
import { takeToken } from './logic/take-token.js';

const EVERY = 30_000;
/** After a failure, sooner: the server is usually back in seconds. */
const SOON = 5_000;

export interface DeskState {
  readonly reading: Reading | null;
  /** The last reading failed; what is shown may be old. */
  readonly trouble: Refusal | null;
  /** The mailed link was refused. */
  readonly linkTrouble: Refusal | null;
  readonly reread: () => Promise<void>;
  /** Tries a link that never reached the server again. */
  readonly retryLink: () => void;
  /** Signs out, and forgets the link of this page. */
  readonly leave: () => Promise<void>;
}

/** Opens the mailed link, reads the desk, and reads it again every 30 s and when the page comes back into view. */
export function useDesk(): DeskState {
  const [reading, setReading] = useState<Reading | null>(null);
  const [trouble, setTrouble] = useState<Refusal | null>(null);
  const [linkTrouble, setLinkTrouble] = useState<Refusal | null>(null);
  const token = useRef<string | null>(null);
  const kept = useRef<KeptLink | null>(null);
  const latest = useRef(0);

  const reread = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    let outcome = await readDesk();
    const link = usableLink(kept.current, performance.now());
    if (!outcome.ok && outcome.refusal.kind === 'ended' && link !== null) {
      // Once: a link that was revoked meanwhile opens nothing.
      const opened = await openLink(link);
      if (!opened.ok) kept.current = null;
      if (!opened.ok && isEndedLink(opened.refusal)) setLinkTrouble(opened.refusal);
      outcome = await readDesk();
    }
    // A slow answer must not overwrite a newer one.
    if (mine !== latest.current) return;
    if (outcome.ok) setReading(outcome.value);
    setTrouble(outcome.ok ? null : outcome.refusal);
  }, []);

  const arrive = useCallback(async () => {
    token.current = takeToken(window) ?? token.current;
    if (token.current !== null) {
      const used = token.current;
      const opened = await patiently(() => openLink(used), { wait: pause, onBusy: () => undefined });
      // Another link came in the meantime: its own arrival goes on.
      if (token.current !== used) return;
      setLinkTrouble(opened.ok ? null : opened.refusal);
      if (!opened.ok) return;
      kept.current = { token: used, openedAt: performance.now() };
      token.current = null;
    }
    await reread();
  }, [reread]);

  const leave = useCallback(async () => {
    kept.current = null;
    await send('/desk/session', null, { method: 'DELETE' });
    setReading(null);
    await reread();
  }, [reread]);

  useEffect(() => {
    void arrive();
    const again = () => void arrive();
    window.addEventListener('hashchange', again);
    return () => window.removeEventListener('hashchange', again);
  }, [arrive]);

  const waiting = linkTrouble === null && (reading !== null || trouble !== null);
  const lost = trouble !== null && trouble.kind !== 'ended';
  useEffect(() => {
    if (!waiting) return;
    const look = () => {
      // A tab that nobody looks at must not keep its session alive.
      if (!document.hidden) void reread();
    };
    const timer = window.setInterval(look, lost ? SOON : EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [waiting, lost, reread]);

  return { reading, trouble, linkTrouble, reread, retryLink: () => void arrive(), leave };
}
