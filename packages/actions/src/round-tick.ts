import type { Instant, LocalDate } from '@duban/base';
import { chineseDate, endOfDay } from '@duban/base/time';
import { isSettled, lateFrom, punctuality } from '@duban/campaign';
import { type Db, lockSubject, recordEvent, type Tx } from '@duban/ledger';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Context, SYSTEM } from './context.js';
import { factsOf, requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { statusLabels } from './facts/campaign-status.js';
import { mergeRound } from './merge-round.js';
import { roundFacts } from './rounds/round-facts.js';

export interface RoundTick {
  readonly waitMs: number | null;
  readonly summary: string;
  /** Merged, or never to be merged: the workflow may end. */
  readonly done: boolean;
}

export interface RoundAt {
  readonly campaign: string;
  readonly requirement: string;
  readonly period: string;
  readonly now: Instant;
}

/** Looks at one round: freezes punctuality at the due, merges when everything is settled, at the latest at the cut-off. */
export async function roundTick(ctx: Context, { campaign, requirement, period, now }: RoundAt): Promise<RoundTick> {
  const id = `${campaign}/${requirement}/${period}`;
  const { status, what, open, ...round } = await lookAt(ctx.ledger.db, id);
  const merged: RoundTick = { waitMs: null, summary: `${what}已汇总`, done: true };
  if (round.merged_at !== null) return merged;
  // Nobody could be reminded meanwhile: a round is not closed over their heads.
  if (status !== 'running')
    return { waitMs: null, summary: `${what}：专项${statusLabels[status]}`, done: status === 'closed' };
  const due = lateFrom(round.due, round.due_time);
  const cutOff = endOfDay(round.cut_off);
  if (now >= due && round.frozen_at === null) await ctx.ledger.transaction((tx) => freeze(tx, id, now));
  if ((open === 0 && now >= due) || now >= cutOff) {
    await mergeRound(ctx, { round: id, actor: SYSTEM, now });
    return merged;
  }
  const next =
    now < due
      ? { at: due, what: `报送截止${chineseDate(round.due)}${round.due_time ?? ''}` }
      : lastDay(cutOff, round.cut_off);
  return { waitMs: next.at - now, summary: `${what}：还有${open}家未了结，${next.what}`, done: false };
}

/** What decides whether a round is closed, in one statement: the sheets are read once it is. `open` counts the offices that are not settled. */
async function lookAt(db: Db, id: string) {
  const { campaign, facts_hash, requirement, period_label, states, ...round } = await db
    .selectFrom('round as r')
    .innerJoin('campaign as c', 'c.id', 'r.campaign')
    .select(['r.campaign', 'r.requirement', 'r.period_label', 'r.due', 'r.due_time', 'r.cut_off'])
    .select(['r.frozen_at', 'r.merged_at', 'c.status', 'c.facts_hash'])
    .select(({ selectFrom, fn }) =>
      jsonArrayFrom(
        selectFrom('obligation as o')
          .select(['o.state', fn.countAll<number>().as('offices')])
          .whereRef('o.round', '=', 'r.id')
          .groupBy('o.state'),
      ).as('states'),
    )
    .where('r.id', '=', id)
    .executeTakeFirstOrThrow();
  const { definition } = await factsOf(db, { id: campaign, facts_hash });
  const what = whatIsOwed(requirementOf(definition, requirement), period_label);
  const open = states.reduce((sum, { state, offices }) => sum + (isSettled(state) ? 0 : offices), 0);
  return { ...round, what, open };
}

function lastDay(at: Instant, day: LocalDate): { at: Instant; what: string } {
  return { at, what: `最迟汇总${chineseDate(day)}` };
}

/** Fixes who was on time by the moment the due passed; later hand-ins cannot change it. */
async function freeze(tx: Tx, round: string, now: Instant): Promise<void> {
  await lockSubject(tx, `round:${round}`);
  const { rows, definition } = await roundFacts(tx, round);
  const frozen = await tx
    .updateTable('round')
    .set({ frozen_at: now })
    .where('id', '=', round)
    .where('frozen_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!frozen) return;
  const standings = rows.map((row) => ({ office: row.office, standing: punctuality(row).standing }));
  await recordEvent(tx, {
    campaign: definition.id,
    at: now,
    kind: 'round-frozen',
    actor: SYSTEM.name,
    subject: round,
    data: { standings },
  });
}
