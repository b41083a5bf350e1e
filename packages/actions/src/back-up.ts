import { basename } from 'node:path';
import { type Backup, campaignTime, isCurrent, recordEvent, type WrittenBackup, writeBackup } from '@duban/ledger';
import { secretMark } from './backup/secret-mark.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

export interface BackUp extends Omit<Backup, 'installation'> {
  readonly actor: Actor;
  /** Of the installation; null where there never was one. Only a mark of it is written down. */
  readonly secret: string | null;
  /** Where the services were reached: links in mails name the web's. */
  readonly ports: Readonly<Record<string, number>>;
}

/**
 * Writes a backup of a ledger that may be in use, and notes in it that it was made. Open the ledger `asItIs`. `now` is server time.
 * @throws DubanError `not-allowed`, `backup-exists`, `backup-unwritable`
 */
export async function backUp(
  ctx: Pick<Context, 'ledger'>,
  { actor, secret, ports, ...backup }: BackUp,
): Promise<WrittenBackup> {
  requireRight(actor, 'system.operate', '备份');
  const installation = { secretMark: secret === null ? null : secretMark(secret), ports };
  const written = await writeBackup({ ...backup, installation });
  const { bytes, sha256, manifest } = written;
  // The last backup before an update: its tables are not yet the ones we know how to write to.
  if (!isCurrent(manifest.migrations)) return written;
  await ctx.ledger.transaction(async (tx) =>
    recordEvent(tx, {
      campaign: null,
      at: await campaignTime(tx, backup.now),
      kind: 'backup-made',
      actor,
      subject: basename(backup.file),
      data: { bytes, sha256, encrypted: backup.passphrase !== null },
    }),
  );
  return written;
}
