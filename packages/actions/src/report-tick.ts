import type { Instant } from '@duban/base';
import { compileReport } from './compile-report.js';
import { type Context, SYSTEM } from './context.js';
import { statusLabels, statusOf } from './facts/campaign-status.js';

export interface ReportTick {
  readonly waitMs: number | null;
  readonly summary: string;
  readonly done: boolean;
}

const WAITING: Readonly<Record<string, string>> = {
  draft: '总结报告：待核稿',
  reviewed: '总结报告：待会签',
  countersigned: '总结报告：待签发',
  issued: '总结报告：已签发',
};

/** Looks at the summary report: compiled once all rounds are merged, then it waits for the people of its chain. */
export async function reportTick(
  ctx: Context,
  { campaign, now }: { campaign: string; kind: string; now: Instant },
): Promise<ReportTick> {
  const { db } = ctx.ledger;
  const status = await statusOf(db, campaign);
  if (status !== 'running')
    return { waitMs: null, summary: `总结报告：专项${statusLabels[status]}`, done: status === 'closed' };
  const open = await db
    .selectFrom('round')
    .select('id')
    .where('campaign', '=', campaign)
    .where('merged_at', 'is', null)
    .execute();
  if (open.length > 0) return { waitMs: null, summary: `总结报告：等待${open.length}个期次汇总`, done: false };
  const stage = await compileReport(ctx, { campaign, actor: SYSTEM, now });
  return { waitMs: null, summary: WAITING[stage] ?? '', done: stage === 'issued' };
}
