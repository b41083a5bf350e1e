import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { addDays, chineseDate, dateOf } from '@duban/base/time';
import { poke, recordEvent, type Tx } from '@duban/ledger';
import { type ClueClock, clueDue, extensionLimits, WAITING } from './cases/clue-clock.js';
import { clueStateLabels } from './cases/clue-states.js';
import type { Actor, Context } from './context.js';
import { refuseClosed } from './facts/campaign-status.js';
import { laterDay } from './facts/days.js';
import { requireRight } from './facts/guard.js';
import { hideIdentity } from './facts/hide-identity.js';
import { refuseChanged } from './facts/revision.js';

export interface ExtendClue {
  readonly clue: string;
  /** The new last day. */
  readonly until: LocalDate;
  readonly reason: string;
  /** The leader who approved it, by name or title. */
  readonly approvedBy: string;
  /** Says expressly that it goes beyond the six months that hold in principle; of no meaning for an earlier day. */
  readonly beyondPrinciple: boolean;
  /** Its revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Notes down that a leader gave a clue more time (practice.md, ladder: complex items 30 working days, at most 3 months, in principle 6): a
 * complex one that waits for its decision, first to three months after receipt at most, then further, in principle to six; how far is
 * limited, not how often. An approval that is noted down once the time was over counts as well. The clock goes by the new day at once.
 * @throws DubanError `clue-not-complex`, `clue-extension-day`, `clue-extension-first`, `clue-extension-principle`, `entry-invalid` without
 *   reason or leader, `entry-state` for one that is decided, `entry-unknown`, `changed-meanwhile`, `campaign-closed`, `not-allowed`.
 */
export async function extendClue(ctx: Context, input: ExtendClue): Promise<void> {
  const { clue: id, until, actor, now } = input;
  requireRight(actor, 'case.manage', VERB);
  await ctx.ledger.transaction(async (tx) => {
    const { clue, what } = await waitingClue(tx, input);
    const words = wordsOf(input, what);
    const last = await lastExtension(tx, id);
    const clock = { ...clue, extended_until: last?.until ?? null };
    const due = clueDue(ctx.calendar, clock);
    const beyondPrinciple = refuseDay({ what, clock, due, today: dateOf(now) }, input);
    const seq = (last?.seq ?? 0) + 1;
    await tx
      .insertInto('clue_extension')
      .values({
        ...{ clue: id, seq, until, reason: words.reason, approved_by: words.approvedBy },
        ...{ beyond_principle: beyondPrinciple, recorded_by: actor.name, recorded_at: now },
      })
      .execute();
    await tx.updateTable('clue').set({ changed_at: now }).where('id', '=', id).execute();
    const data = { seq, from: due, until, ...words, beyondPrinciple };
    await recordEvent(tx, { campaign: clue.campaign, at: now, kind: 'clue-extended', actor, subject: id, data });
    await poke(tx, [{ workflow: 'campaign', input: { campaign: clue.campaign } }], now);
  });
}

const VERB = '延长办理期限';

/** The clue, locked, as it was looked at and with its clock running. */
async function waitingClue(tx: Tx, { clue: id, revision }: ExtendClue) {
  const known = await tx.selectFrom('clue').select('campaign').where('id', '=', id).executeTakeFirst();
  if (!known) throw new DubanError('entry-unknown', { what: '线索', id });
  await refuseClosed(tx, known.campaign);
  const clue = await tx.selectFrom('clue').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  const what = `线索第${clue.number}号`;
  refuseChanged(what, clue.revision, revision);
  if (!WAITING.includes(clue.state))
    throw new DubanError('entry-state', { what, state: clueStateLabels[clue.state], verb: VERB });
  return { clue, what };
}

function wordsOf(input: ExtendClue, what: string): Pick<ExtendClue, 'reason' | 'approvedBy'> {
  const [reason, approvedBy] = [hideIdentity(input.reason.trim()), hideIdentity(input.approvedBy.trim())];
  if (reason === '' || approvedBy === '')
    throw new DubanError('entry-invalid', { what: `${what}的延长`, problem: '理由和批准的领导都要写' });
  return { reason, approvedBy };
}

function lastExtension(tx: Tx, clue: string) {
  return tx
    .selectFrom('clue_extension')
    .select(['seq', 'until'])
    .where('clue', '=', clue)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
}

interface Extending {
  readonly what: string;
  readonly clock: ClueClock;
  readonly due: LocalDate;
  readonly today: LocalDate;
}

/** Refuses a day to which it may not be extended; returns whether the day goes beyond what holds in principle. */
function refuseDay(
  { what, clock, due, today }: Extending,
  { until, beyondPrinciple }: Pick<ExtendClue, 'until' | 'beyondPrinciple'>,
): boolean {
  const day = (date: LocalDate): string => chineseDate(date, true);
  if (!clock.complex) throw new DubanError('clue-not-complex', { what, due: day(due) });
  const from = laterDay(addDays(due, 1), today);
  if (until < from)
    throw new DubanError('clue-extension-day', { what, until: day(until), from: day(from), due: day(due) });
  const { first, principle } = extensionLimits(clock.received_on);
  if (clock.extended_until === null && until > first)
    throw new DubanError('clue-extension-first', { what, until: day(until), limit: day(first) });
  if (until <= principle) return false;
  if (!beyondPrinciple)
    throw new DubanError('clue-extension-principle', { what, until: day(until), limit: day(principle) });
  return true;
}
