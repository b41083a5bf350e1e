import { useEffect, useState } from 'react';
import { minuteText } from '../../shared/china-time.js';

/** The server's time running on from the last reading: the clock of an office computer is nobody's measure. */
export function ServerClock({ now, readAt }: { readonly now: number; readonly readAt: number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => tick((n) => n + 1), 5_000);
    return () => window.clearInterval(timer);
  }, []);
  return <time>{minuteText(now + Math.max(0, performance.now() - readAt))}</time>;
}
