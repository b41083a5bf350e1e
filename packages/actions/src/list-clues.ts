import type { Instant, LocalDate } from '@duban/base';
import type { ClueState, Db } from '@duban/ledger';
import { clueBasis, clueDue, type ExtensionLimits, extensionLimits, WAITING } from './cases/clue-clock.js';
import type { ClueFields } from './cases/clue-fields.js';
import { clueLevelLabels, clueStateLabels } from './cases/clue-states.js';
import type { Context } from './context.js';
import { statusOf } from './facts/campaign-status.js';

export interface ClueListed extends ClueFields {
  readonly major: boolean;
  readonly complex: boolean;
  /** The last day on which whether to file a case may be decided; null once it was. */
  readonly decideBy: LocalDate | null;
  /** What that day rests on, e.g. `收到后30个工作日`; null once it was decided. */
  readonly decideBasis: string | null;
  /** To when it may be extended; null of one that may not: decided, or not complex. */
  readonly extendable: ExtensionLimits | null;
  /** The first one first. */
  readonly extensions: readonly ClueExtension[];
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

/** 延长办理期限, as it was approved. */
export interface ClueExtension {
  readonly until: LocalDate;
  readonly reason: string;
  /** The leader who approved it. */
  readonly approvedBy: string;
  readonly beyondPrinciple: boolean;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
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
  const extensions = await extensionsOf(db, campaign);
  return rows.map((row) => {
    const own = extensions.filter((e) => e.clue === row.id).map(({ clue, ...extension }) => extension);
    return {
      ...{ id: row.id, number: row.number, source: row.source },
      ...{ level: row.level, levelLabel: clueLevelLabels[row.level] },
      ...{ externalNo: row.external_no, receivedOn: row.received_on, office: row.office, institution: row.institution },
      ...{ about: row.about, amount: row.amount, risk: row.risk, track: row.track },
      ...{ major: row.major, complex: row.complex },
      ...{ state: row.state, stateLabel: clueStateLabels[row.state], outcome: row.outcome, recheck: row.recheck },
      ...{ revision: row.revision, registeredAt: row.registered_at },
      ...clockOf(ctx, row, own),
      extensions: own,
      cases: cases.filter((c) => c.clue === row.id).map((c) => c.number),
    };
  });
}

interface Clocked {
  readonly state: ClueState;
  readonly received_on: LocalDate;
  readonly complex: boolean;
}

function clockOf(
  { calendar }: Context,
  row: Clocked,
  extensions: readonly ClueExtension[],
): Pick<ClueListed, 'decideBy' | 'decideBasis' | 'extendable'> {
  if (!WAITING.includes(row.state)) return { decideBy: null, decideBasis: null, extendable: null };
  const clock = { ...row, extended_until: extensions.at(-1)?.until ?? null };
  return {
    decideBy: clueDue(calendar, clock),
    decideBasis: clueBasis(clock),
    extendable: row.complex ? extensionLimits(row.received_on) : null,
  };
}

async function extensionsOf(db: Db, campaign: string): Promise<(ClueExtension & { readonly clue: string })[]> {
  return db
    .selectFrom('clue_extension as e')
    .innerJoin('clue as c', 'c.id', 'e.clue')
    .select(['e.clue', 'e.until', 'e.reason', 'e.approved_by as approvedBy', 'e.beyond_principle as beyondPrinciple'])
    .select(['e.recorded_by as recordedBy', 'e.recorded_at as recordedAt'])
    .where('c.campaign', '=', campaign)
    .orderBy('e.clue')
    .orderBy('e.seq')
    .execute();
}
