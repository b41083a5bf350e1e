import { DubanError, type Instant, type LocalDate, type LocalTime } from '@duban/base';
import { type ObligationState, stateLabels } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { campaignFacts, officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';

/** One obligation in the words that messages and refusals need. */
export interface AboutObligation {
  readonly id: string;
  readonly campaign: string;
  readonly officeId: string;
  /** As addressed: 兖州区医疗保障局. */
  readonly office: string;
  /** As printed in tables: 兖州区. */
  readonly shortName: string;
  /** `2023年第三季度统计表` */
  readonly what: string;
  readonly state: ObligationState;
  readonly version: number;
  readonly originalDue: LocalDate;
  /** In force for punctuality. */
  readonly due: LocalDate;
  /** By when the version that is awaited now is due: moved by returns as well. */
  readonly chaseDue: LocalDate;
  /** The hour of each of these days at which it is due; null: the end of the day. */
  readonly dueTime: LocalTime | null;
  readonly cutOff: LocalDate;
  readonly firstReceivedAt: Instant | null;
  readonly correctionDays: number;
}

/** Reads one obligation with its names and dues. */
export async function aboutObligation(db: Db, id: string): Promise<AboutObligation> {
  const row = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.campaign', 'o.office', 'o.requirement', 'o.state', 'o.version', 'o.first_received_at'])
    .select(['o.original_due', 'o.due', 'o.chase_due', 'r.due_time', 'r.period_label', 'r.cut_off'])
    .where('o.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new DubanError('obligation-unknown', { obligation: id });
  const { definition } = await campaignFacts(db, row.campaign);
  const office = officeOf(definition, row.office);
  return {
    id,
    campaign: row.campaign,
    officeId: office.id,
    office: office.name,
    shortName: office.shortName,
    what: whatIsOwed(requirementOf(definition, row.requirement), row.period_label),
    state: row.state,
    version: row.version,
    originalDue: row.original_due,
    due: row.due,
    chaseDue: row.chase_due,
    dueTime: row.due_time,
    cutOff: row.cut_off,
    firstReceivedAt: row.first_received_at,
    correctionDays: definition.correctionDays,
  };
}

/** The campaign of an obligation. Throws `obligation-unknown`. */
export async function campaignOf(db: Db, obligation: string): Promise<string> {
  const row = await db.selectFrom('obligation').select('campaign').where('id', '=', obligation).executeTakeFirst();
  if (!row) throw new DubanError('obligation-unknown', { obligation });
  return row.campaign;
}

/** The refusal of a verb that an obligation's state does not allow, in words. */
export function settled(about: AboutObligation, verb: string): DubanError {
  const what = `${about.shortName}${about.what}`;
  return new DubanError('obligation-settled', { what, state: stateLabels[about.state], verb });
}
