import type { Instant, LocalDate } from '@duban/base';
import type { Db, ExtensionState, ReceivedWay, RegistrationState } from '@duban/ledger';
import { extensionLabels } from './extension-requests.js';
import { registrationLabels, wayLabels } from './wording.js';

/** 代收登记 of one version. */
export interface RegistrationView {
  readonly id: string;
  readonly revision: number;
  readonly state: RegistrationState;
  readonly label: string;
  readonly way: ReceivedWay;
  readonly wayLabel: string;
  readonly arrivedAt: Instant;
  readonly note: string;
  /** GET /api/registrations/evidence?registration=… */
  readonly evidenceName: string | null;
  readonly registeredBy: string;
  readonly registeredAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly reason: string | null;
}

/** 延期申请 */
export interface ExtensionView {
  readonly id: string;
  readonly revision: number;
  readonly state: ExtensionState;
  readonly label: string;
  readonly until: LocalDate;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly lapsesAt: Instant;
  readonly grantedDue: LocalDate | null;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Instant | null;
}

/** 零报告 */
export interface NilView {
  readonly id: string;
  readonly state: 'standing' | 'returned';
  readonly reason: string;
  readonly signedAs: string;
  readonly signerTitle: string;
  /** GET /api/nil/scan?declaration=… */
  readonly scanName: string | null;
  readonly registered: boolean;
  readonly wayLabel: string | null;
  readonly note: string;
  readonly declaredBy: string;
  readonly arrivedAt: Instant;
  readonly returnReason: string | null;
}

/** The last registration of each of these obligations' versions, by submission. */
export async function registrationViews(
  db: Db,
  obligations: readonly string[],
): Promise<ReadonlyMap<string, RegistrationView>> {
  if (obligations.length === 0) return new Map();
  const rows = await db
    .selectFrom('registration')
    .selectAll()
    .where('obligation', 'in', obligations)
    .orderBy('registered_at')
    .orderBy('id')
    .execute();
  return new Map(
    rows.map((r) => [
      r.submission,
      {
        id: r.id,
        revision: r.revision,
        state: r.state,
        label: registrationLabels[r.state],
        way: r.way,
        wayLabel: wayLabels[r.way],
        arrivedAt: r.arrived_at,
        note: r.note,
        evidenceName: r.evidence_name,
        registeredBy: r.registered_by,
        registeredAt: r.registered_at,
        decidedBy: r.decided_by,
        decidedAt: r.decided_at,
        reason: r.reason,
      },
    ]),
  );
}

/** All requests of these obligations, oldest first, by obligation. */
export async function extensionViews(
  db: Db,
  obligations: readonly string[],
): Promise<ReadonlyMap<string, ExtensionView[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await db
    .selectFrom('extension_request')
    .selectAll()
    .where('obligation', 'in', obligations)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
  return byObligation(rows, (e) => ({
    id: e.id,
    revision: e.revision,
    state: e.state,
    label: extensionLabels[e.state],
    until: e.until,
    reason: e.reason,
    askedBy: e.asked_by,
    askedAt: e.asked_at,
    lapsesAt: e.lapses_at,
    grantedDue: e.granted_due,
    answer: e.answer,
    answeredBy: e.answered_by,
    answeredAt: e.answered_at,
  }));
}

/** All nil reports of these obligations, oldest first, by obligation. */
export async function nilViews(db: Db, obligations: readonly string[]): Promise<ReadonlyMap<string, NilView[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await db
    .selectFrom('nil_declaration')
    .selectAll()
    .where('obligation', 'in', obligations)
    .orderBy('declared_at')
    .orderBy('id')
    .execute();
  return byObligation(rows, (n) => ({
    id: n.id,
    state: n.state,
    reason: n.reason,
    signedAs: n.signed_as,
    signerTitle: n.signer_title,
    scanName: n.scan_name,
    registered: n.channel === 'registered',
    wayLabel: n.way && wayLabels[n.way],
    note: n.note,
    declaredBy: n.declared_by,
    arrivedAt: n.arrived_at,
    returnReason: n.return_reason,
  }));
}

function byObligation<R extends { readonly obligation: string }, T>(
  rows: readonly R[],
  view: (row: R) => T,
): Map<string, T[]> {
  const views = new Map<string, T[]>();
  for (const row of rows) views.set(row.obligation, [...(views.get(row.obligation) ?? []), view(row)]);
  return views;
}
