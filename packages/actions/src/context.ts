import type { WorkCalendar } from '@duban/calendar';
import type { Ledger } from '@duban/ledger';
import type { Mailer } from '@duban/notify';
import type { WorkbookPool } from '@duban/workbook';

/** Who does something: a person of the bureau, a clerk of an office, or the system itself. */
export interface Actor {
  readonly kind: 'bureau' | 'office' | 'system';
  /** Function, never a personal name: `基金监管科经办人`, `兖州区`. */
  readonly name: string;
  /** For `office`: the offices it may act for. */
  readonly offices?: readonly string[];
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

export const SYSTEM: Actor = { kind: 'system', name: '系统' };
