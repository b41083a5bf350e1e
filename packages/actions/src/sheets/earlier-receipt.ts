import type { Db } from '@duban/ledger';
import type { Finding } from '@duban/tables';
import type { Receipt } from './handed-in.js';

/** The receipt of the same bytes, when they were handed in for this obligation before. */
export async function earlierReceipt(db: Db, file: { obligation: string; hash: string }): Promise<Receipt | null> {
  const row = await db
    .selectFrom('submission')
    .select(['id', 'receipt_no', 'blob', 'received_at'])
    .where('obligation', '=', file.obligation)
    .where('blob', '=', file.hash)
    // A version whose hand registration was rejected counts for nothing: the same bytes may come anew.
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const findings = await findingsOf(db, row.id);
  return {
    submission: row.id,
    receiptNo: row.receipt_no,
    sha256: row.blob,
    receivedAt: row.received_at,
    findings,
    outcome: findings.some((f) => f.severity === 'E') ? 'returned' : 'checked',
    repeated: true,
  };
}

/** What checking said of a submission, in the order of the sheet. */
export async function findingsOf(db: Db, submission: string): Promise<Finding[]> {
  const rows = await db.selectFrom('finding').selectAll().where('submission', '=', submission).orderBy('seq').execute();
  return rows.map((f) => ({
    check: f.check_id,
    severity: f.severity,
    key: f.key as Finding['key'],
    label: f.label,
    place: f.sheet && f.cell ? { sheet: f.sheet, cell: f.cell } : null,
    found: f.found,
    expected: f.expected,
    message: f.message,
  }));
}
