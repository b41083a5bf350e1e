import type { WorkCalendar } from '@duban/calendar';
import type { AccountRole, Ledger } from '@duban/ledger';
import type { Mailer } from '@duban/notify';
import type { WorkbookPool } from '@duban/workbook';

/** Who does something. `name` is a function, never a person: `基金监管科经办人`, `兖州区`; `account` says whose sign-in it was. */
export type Actor = BureauActor | OfficeActor | SystemActor;

/** An officer, or somebody who may only look or administer: `role` says what (rights.ts). */
export interface BureauActor {
  readonly kind: 'bureau';
  readonly name: string;
  readonly role: AccountRole;
  /** Absent for a trial session, before the first account. */
  readonly account?: string | undefined;
}

/** A clerk, of one campaign and the offices served there. */
export interface OfficeActor {
  readonly kind: 'office';
  readonly name: string;
  readonly campaign: string;
  readonly offices: readonly string[];
  readonly account?: string | undefined;
}

export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
  readonly account?: undefined;
}

/** What every verb works with; one per process. */
export interface Context {
  readonly ledger: Ledger;
  readonly workbooks: WorkbookPool;
  readonly calendar: WorkCalendar;
  /** Signs the identity of templates; from the environment or a mode-600 file, never stored in the ledger. */
  readonly secret: string;
  /** Domain of the Message-IDs. */
  readonly mailDomain: string;
  /** Where the clerk's page is reached, e.g. `http://10.0.0.5:8080`, without a slash at the end; null where there is none (a rehearsal). */
  readonly webAddress: string | null;
}

/** A context that can also send. */
export interface SendingContext extends Context {
  readonly mailer: Mailer;
}

export const SYSTEM: SystemActor = { kind: 'system', name: '系统' };
