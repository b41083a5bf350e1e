import type { Instant, LocalDate } from '@duban/base';
import { chineseDate, endOfDay } from '@duban/base/time';
import { isSettled, lateFrom, punctuality } from '@duban/campaign';
import { lockSubject, recordEvent, type Tx } from '@duban/ledger';
import { type Context, SYSTEM } from './context.js';
import { requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { statusLabels, statusOf } from './facts/campaign-status.js';
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
  const { definition, round, rows } = await roundFacts(ctx.ledger.db, id);
  const what = whatIsOwed(requirementOf(definition, requirement), round.period_label);
  const merged: RoundTick = { waitMs: null, summary: `${what}已汇总`, done: true };
  if (round.merged_at !== null) return merged;
  const status = await statusOf(ctx.ledger.db, campaign);
  // Nobody could be reminded meanwhile: a round is not closed over their heads.
  if (status !== 'running')
    return { waitMs: null, summary: `${what}：专项${statusLabels[status]}`, done: status === 'closed' };
  const due = lateFrom(round.due, round.due_time);
  const cutOff = endOfDay(round.cut_off);
  if (now >= due && round.frozen_at === null) await ctx.ledger.transaction((tx) => freeze(tx, id, now));
  const open = rows.filter((row) => !isSettled(row.state)).length;
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
