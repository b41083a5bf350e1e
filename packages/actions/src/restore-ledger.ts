import type { Instant } from '@duban/base';
import {
  type Archive,
  campaignTime,
  type Manifest,
  openLedger,
  type Restoring,
  recordEvent,
  restoreBackup,
} from '@duban/ledger';
import { secretMark } from './backup/secret-mark.js';
import type { Actor } from './context.js';
import { requireRight } from './facts/guard.js';

export interface RestoreLedger extends Restoring {
  readonly actor: Actor;
  /** Server time. */
  readonly now: Instant;
}

/**
 * Fills an empty database from a checked archive. Everybody signs in again: who signed out, or lost a link or an account, after the
 * backup was made must not come back in by it.
 * @throws DubanError `not-allowed`, `restore-not-empty`, `backup-foreign`, `backup-damaged`
 */
export async function restoreLedger(archive: Archive, { actor, now, ...target }: RestoreLedger): Promise<void> {
  requireRight(actor, 'system.operate', '恢复');
  await restoreBackup(archive, target);
  const ledger = await openLedger(target.url, { connections: 1 });
  try {
    await ledger.transaction(async (tx) => {
      await tx.deleteFrom('session').execute();
      await tx.deleteFrom('sign_in_code').execute();
      const { madeAt, program } = archive.manifest;
      await recordEvent(tx, {
        campaign: null,
        at: await campaignTime(tx, now),
        kind: 'ledger-restored',
        actor,
        subject: archive.name,
        data: { madeAt, program },
      });
    });
  } finally {
    await ledger.close();
  }
}

/** Whether a secret is the one that the backed-up installation had; null when it had none. */
export function isSecretOf({ installation }: Manifest, secret: string): boolean | null {
  return installation.secretMark === null ? null : installation.secretMark === secretMark(secret);
}
