import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReceiptView } from '../../src/types.js';

/** What an office was told, and about which bytes. */
export interface Acknowledged {
  readonly obligation: string;
  readonly sha256: string;
  readonly receipt: ReceiptView;
  /** How often it had to be sent. */
  readonly tries: number;
}

/** A clerk with a browser who sends again until told that it has arrived. */
export interface Clerk {
  handIn(obligation: string, bytes: Uint8Array): Promise<Acknowledged>;
}

const AGAIN_MS = 40;
const PATIENCE_MS = 90_000;
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Opens the desk by a mailed link. A cut connection and a 503 are tried again; any other refusal is a fault and thrown. */
export async function stubbornClerk(base: string, token: string): Promise<Clerk> {
  const signIn = await fetch(`${base}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!signIn.ok) throw new Error(`no desk: ${signIn.status} ${await signIn.text()}`);
  const cookie = signIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    handIn: async (obligation, bytes) => {
      const deadline = performance.now() + PATIENCE_MS;
      for (let tries = 1; performance.now() < deadline; tries++) {
        const receipt = await once(
          `${base}/api/desk/hand-in?obligation=${encodeURIComponent(obligation)}`,
          cookie,
          bytes,
        );
        if (receipt) return { obligation, sha256: hashOf(bytes), receipt, tries };
        await pause(AGAIN_MS);
      }
      throw new Error(`never acknowledged: ${obligation}`);
    },
  };
}

/** One attempt; null when it was cut off or the house was away. */
async function once(url: string, cookie: string, bytes: Uint8Array): Promise<ReceiptView | null> {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(bytes)]), '统计表.xlsx');
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { method: 'POST', body: form, headers: { cookie } });
    text = await answer.text();
  } catch {
    return null;
  }
  if (answer.status === 503) return null;
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return JSON.parse(text) as ReceiptView;
}
