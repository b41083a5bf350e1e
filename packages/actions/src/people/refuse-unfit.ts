import { DubanError } from '@duban/base';
import type { ContactRole } from '@duban/campaign';
import { type ContactFields, contactProblem } from '@duban/campaign/schema';
import type { Tx } from '@duban/ledger';

export type { ContactFields } from '@duban/campaign/schema';

export interface Serves {
  readonly office: string;
  readonly role: ContactRole;
}

const LABELS: Readonly<Record<keyof ContactFields, string>> = { title: '职务', email: '邮箱', phone: '电话' };

/** Holds a contact to the directory's own rules. Throws `entry-invalid`. */
export function refuseUnfit(contact: ContactFields): void {
  const problem = contactProblem(contact);
  if (problem)
    throw new DubanError('entry-invalid', { what: '联系人', problem: `${LABELS[problem.field]}${problem.message}` });
}

/** Refuses functions at offices that are not there, or none at all. Throws `entry-invalid`, `entry-unknown`. */
export async function refuseUnknownOffices(tx: Tx, campaign: string, serves: readonly Serves[]): Promise<void> {
  if (serves.length === 0) throw new DubanError('entry-invalid', { what: '联系人', problem: '没有写明负责哪个单位' });
  const rows = await tx.selectFrom('office').select('id').where('campaign', '=', campaign).execute();
  const known = new Set(rows.map(({ id }) => id));
  const unknown = serves.find(({ office }) => !known.has(office));
  if (unknown) throw new DubanError('entry-unknown', { what: '单位', id: unknown.office });
  const functions = serves.map(({ office, role }) => `${office} ${role}`);
  if (new Set(functions).size < functions.length)
    throw new DubanError('entry-invalid', { what: '联系人', problem: '同一单位的同一职责写了两次' });
}
