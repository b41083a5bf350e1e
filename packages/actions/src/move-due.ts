import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type Answer, allQuestions, type CampaignDefinition, emptyMatter, isOwed, isSettled } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import { shownOrDone } from './amend/taken-back.js';
import { type Amended, amendWithin, type Running } from './amend-campaign.js';
import type { Actor, Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { type DueChange, tellChange } from './messages/tell-change.js';

export interface MoveDue {
  readonly campaign: string;
  /** 期次, e.g. `jining-2023/quarterly-table/2023Q4`. */
  readonly round: string;
  readonly due: LocalDate;
  /** 最迟汇总: the day at whose end the bureau stops waiting. */
  readonly cutOff: LocalDate;
  readonly reason: string;
  /** `show`: what would happen; nothing is written. */
  readonly only: 'show' | 'do';
  /** The campaign's revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Counts are of obligations (项). */
export interface DueMoved extends Pick<Amended, 'campaign' | 'next'> {
  /** Chased by the new due from now on. */
  readonly redated: number;
  /** Chased by a later due of their own: an extension, or the time for a correction. */
  readonly later: number;
  /** Handed in and waiting for the bureau's word: nobody is chased for them. */
  readonly handedIn: number;
  /** Settled already: they stay as they are. */
  readonly untouched: number;
}

/**
 * 调整时限: one round is due on another day, for every office that still owes it; an extension that reaches further stays. Whose due is
 * another one now is told.
 * @throws DubanError `entry-invalid`, `entry-unknown`, `entry-state` for a round that is merged, and as `amendCampaign`.
 */
export async function moveDue(ctx: Context, input: MoveDue): Promise<DueMoved> {
  const { campaign, only, revision, actor, now } = input;
  const reason = input.reason.trim();
  const today = dateOf(now);
  if (input.due < today) throw invalid('新的时限已经过去');
  if (input.cutOff < input.due) throw invalid('最迟汇总日早于新的时限');
  if (reason === '') throw invalid('没有写理由');
  return shownOrDone(ctx.ledger, { only }, async (tx) => {
    // From here on no hand-in and no decision comes between the dues that are read and those that are set.
    await lockCampaign(tx, campaign);
    const round = await openRound(tx, input);
    const before = await obligationsOf(tx, input.round);
    const by = { by: actor.name, on: today, reason };
    const { due, cutOff } = input;
    const document = (running: Running) => ({
      ...newDates(running, { ...round, due, cutOff, by, calendar: ctx.calendar }),
      tables: [],
    });
    const amending = { campaign, document, effective: today, revision, reason, actor, now };
    const { redated, next } = await amendWithin(tx, ctx, amending);
    const after = await obligationsOf(tx, input.round);
    const moved = after.filter(({ id }) => redated.includes(id));
    const owed = moved.filter(({ state }) => isOwed(state));
    const cause = `${input.round}/due/${await revisionOf(tx, campaign)}`;
    const change = { campaign, cause, heading: '时限已调整', reason, changes: changesOf(before, owed) };
    await tellChange(tx, { ctx, change }, now);
    const later = owed.filter((o) => o.chase_due > due).length;
    return {
      ...{ campaign, next, later },
      redated: owed.length - later,
      handedIn: moved.length - owed.length,
      untouched: after.filter(({ state }) => isSettled(state)).length,
    };
  });
}

/** Whose day is another one now: an extension that reaches further than both dues leaves it as it was. */
function changesOf(before: readonly Dated[], owed: readonly Dated[]): readonly DueChange[] {
  const known = new Map(before.map((o) => [o.id, o.chase_due]));
  return owed.flatMap(({ id: obligation, chase_due: to }) => {
    const from = known.get(obligation);
    return from === undefined || from === to ? [] : [{ obligation, from, to }];
  });
}

type Dated = Awaited<ReturnType<typeof obligationsOf>>[number];

/** Every one of a round, in whatever state. */
function obligationsOf(tx: Tx, round: string) {
  return tx
    .selectFrom('obligation')
    .select(['id', 'state', 'chase_due'])
    .where('round', '=', round)
    .orderBy('id')
    .execute();
}

/** Another one after each change: it tells one act from the next. */
async function revisionOf(tx: Tx, campaign: string): Promise<number> {
  const row = await tx.selectFrom('campaign').select('revision').where('id', '=', campaign).executeTakeFirstOrThrow();
  return row.revision;
}

async function openRound(tx: Tx, { campaign, round }: MoveDue): Promise<{ requirement: string; period: string }> {
  const row = await tx
    .selectFrom('round')
    .select(['requirement', 'period', 'merged_at'])
    .where('campaign', '=', campaign)
    .where('id', '=', round)
    .executeTakeFirst();
  if (!row) throw new DubanError('entry-unknown', { what: '期次', id: round });
  if (row.merged_at !== null)
    throw new DubanError('entry-state', { what: '这一期', state: '已汇总', verb: '调整时限' });
  return row;
}

interface NewDates {
  readonly requirement: string;
  readonly period: string;
  readonly due: LocalDate;
  readonly cutOff: LocalDate;
  readonly by: Pick<Answer, 'by' | 'on' | 'reason'>;
  readonly calendar: Context['calendar'];
}

/** What was said as a date is said anew; what was the bureau's answer is answered anew; what words give (每月5日前) moves by no hand. */
function newDates(
  { definition, answers }: Running,
  { requirement: id, period, due, cutOff, by, calendar }: NewDates,
): { readonly definition: CampaignDefinition; readonly answers: readonly Answer[] } {
  const bare = { ...definition, matter: emptyMatter };
  const requirement = definition.requirements.find((r) => r.id === id);
  if (requirement === undefined) throw new DubanError('entry-unknown', { what: '报送要求', id });
  const until: Answer = { question: `${id}/${period}/cut-off`, value: cutOff, ...by };
  if (requirement.due !== null && requirement.frequency === 'once')
    return { definition: { ...bare, requirements: [{ ...requirement, due }] }, answers: [until] };
  const question = `${id}/${period}/due`;
  if (!allQuestions(definition, answers, calendar).some((asked) => asked.id === question))
    throw invalid('这一期的时限由通知原文逐期算出，请在各单位的报送任务里办延期');
  return { definition: { ...bare, requirements: [] }, answers: [{ question, value: due, ...by }, until] };
}

function invalid(problem: string): DubanError {
  return new DubanError('entry-invalid', { what: '新的时限', problem });
}
