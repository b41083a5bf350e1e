import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type Answer, allQuestions, type CampaignDefinition, emptyMatter } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import { shownOrDone } from './amend/taken-back.js';
import { type Amended, amendWithin, type Running } from './amend-campaign.js';
import type { Actor, Context } from './context.js';

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
  readonly redated: number;
  /** Settled already: they stay as they are. */
  readonly untouched: number;
}

/**
 * 调整时限: one round is due on another day, for every office that still owes it; an extension that reaches further stays.
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
    const round = await openRound(tx, input);
    const by = { by: actor.name, on: today, reason };
    const { due, cutOff } = input;
    const document = (running: Running) => ({
      ...newDates(running, { ...round, due, cutOff, by, calendar: ctx.calendar }),
      tables: [],
    });
    const amending = { campaign, document, effective: today, revision, reason, actor, now };
    const { redated, next } = await amendWithin(tx, ctx, amending);
    const settled = await tx
      .selectFrom('obligation')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('round', '=', input.round)
      .executeTakeFirstOrThrow();
    return { campaign, next, redated: redated.length, untouched: Number(settled.n) - redated.length };
  });
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
