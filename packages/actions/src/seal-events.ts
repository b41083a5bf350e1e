import { DubanError, type Instant } from '@duban/base';
import { chainHas, chainHead, sealWaiting } from '@duban/ledger';
import { readHead, writeHead } from './audit/witness-files.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

/**
 * Seals what was committed since the last time; returns how many events. With a data folder, the chain is first held against the head that
 * was written down there last, then its new head is. Several processes may do so at once. `now` is server time.
 * @throws DubanError `audit-broken`: sealed is nevertheless, but the head that was written down stays, as a witness; `not-allowed`.
 */
export async function sealEvents(
  ctx: Pick<Context, 'ledger'>,
  { actor, folder, now }: { actor: Actor; folder: string | null; now: Instant },
): Promise<number> {
  requireRight(actor, 'system.operate', '封存审计记录');
  const { ledger } = ctx;
  const sealed = await sealWaiting(ledger, now);
  if (folder === null) return sealed;
  const known = await readHead(folder);
  if (known && !(await chainHas(ledger.db, known))) throw new DubanError('audit-broken', { what: `第 ${known.n} 条` });
  const head = await chainHead(ledger.db);
  if (head.n > (known?.n ?? 0)) await writeHead(folder, { ...head, at: now });
  return sealed;
}
