import type { Instant, LocalDate } from '@duban/base';
import type { ClueState } from '@duban/ledger';
import type { ClueFields } from './cases/clue-fields.js';
import { clueLevelLabels, clueStateLabels } from './cases/clue-states.js';
import type { Context } from './context.js';
import { clueDue } from './duties/clue-duties.js';
import { statusOf } from './facts/campaign-status.js';

export interface ClueListed extends ClueFields {
  readonly major: boolean;
  readonly complex: boolean;
  /** The last day on which whether to file a case may be decided; null once it was. */
  readonly decideBy: LocalDate | null;
  readonly id: string;
  readonly number: number;
  readonly levelLabel: string;
  readonly state: ClueState;
  readonly stateLabel: string;
  readonly outcome: string;
  readonly recheck: string;
  readonly revision: number;
  readonly registeredAt: Instant;
  /** The numbers of the cases that came of it. */
  readonly cases: number[];
}

/** The clues of a campaign by number. Throws `campaign-unknown`. */
export async function listClues(ctx: Context, { campaign }: { readonly campaign: string }): Promise<ClueListed[]> {
  const { db } = ctx.ledger;
  await statusOf(db, campaign);
  const rows = await db.selectFrom('clue').selectAll().where('campaign', '=', campaign).orderBy('number').execute();
  const cases = await db
    .selectFrom('case_file')
    .select(['clue', 'number'])
    .where('campaign', '=', campaign)
    .where('clue', 'is not', null)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, source: row.source, level: row.level, levelLabel: clueLevelLabels[row.level] },
    ...{ externalNo: row.external_no, receivedOn: row.received_on, office: row.office, institution: row.institution },
    ...{
      about: row.about,
      amount: row.amount,
      risk: row.risk,
      track: row.track,
      major: row.major,
      complex: row.complex,
    },
    ...{ state: row.state, stateLabel: clueStateLabels[row.state], outcome: row.outcome, recheck: row.recheck },
    ...{ revision: row.revision, registeredAt: row.registered_at },
    decideBy: ['registered', 'verifying'].includes(row.state) ? clueDue(ctx.calendar, row) : null,
    cases: cases.filter((c) => c.clue === row.id).map((c) => c.number),
  }));
}
