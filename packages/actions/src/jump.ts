import { DubanError, type Instant, plus } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { campaignTime, isAccelerated, lockSubject, poke, recordEvent, setCampaignTime, type Tx } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { requireRight } from './facts/guard.js';
import { OPEN } from './messages/open-messages.js';
import { workflowsOf } from './next/workflows-of.js';
import { type NextStep, nextSteps } from './next-steps.js';

export interface Jump {
  /** The campaign that is looked at; the installation has one time, so all running campaigns move. */
  readonly campaign: string;
  /** How long before the next step to stop, in ms. */
  readonly leadMs: number;
  /** Instead: a moment of campaign time to go to. Steps in between are then late, and are carried out as after an outage. */
  readonly until?: Instant | undefined;
  /** Server time, not campaign time. */
  readonly serverNow: Instant;
  readonly actor: Actor;
}

/** Campaign time before and after, and the step that is next. */
export interface Jumped {
  readonly from: Instant;
  readonly to: Instant;
  readonly step: string;
}

/**
 * Moves campaign time to `leadMs` before the next step of any running campaign, or to the step itself when it is nearer; never past one
 * and never backwards. Every workflow is poked: what they wait for is a span of server time that has become too long.
 * @throws DubanError `not-accelerated`; `jump-not-now` while a message is under way or a due step is not carried out yet;
 *   `nothing-ahead`, `jump-backwards`, `campaign-unknown`, `not-allowed`.
 */
export async function jump(ctx: Context, { campaign, leadMs, until, serverNow, actor }: Jump): Promise<Jumped> {
  requireRight(actor, 'campaign.run', '快进');
  return ctx.ledger.transaction(async (tx) => {
    if (!(await isAccelerated(tx))) throw new DubanError('not-accelerated');
    await campaignFacts(tx, campaign);
    await holdMessages(tx);
    const from = await campaignTime(tx, serverNow);
    const running = await tx
      .selectFrom('campaign')
      .select('id')
      .where('status', '=', 'running')
      .orderBy('id')
      .execute();
    const ids = running.map((row) => row.id);
    const next = await firstStep(tx, { ctx, ids }, from);
    const to = until ?? stopBefore(next, { leadMs, from });
    if (to <= from) throw new DubanError('jump-backwards', { now: formatMinute(from) });
    await setCampaignTime(tx, serverNow, to);
    const step = wordsOf(next);
    const data = { from, to, step };
    await recordEvent(tx, { campaign, at: to, kind: 'time-jumped', actor, subject: campaign, data });
    for (const id of ids) await poke(tx, await workflowsOf(tx, id), to);
    return data;
  });
}

function stopBefore({ at }: NextStep, { leadMs, from }: { leadMs: number; from: Instant }): Instant {
  const early = plus(at, -leadMs);
  return early > from ? early : at;
}

/**
 * A claim that began before the jump would lose its lease by it, and its mail would leave twice: claims under way end first and are then
 * seen as `sending`, later ones wait until the jump is done.
 */
async function holdMessages(tx: Tx): Promise<void> {
  await lockSubject(tx, 'campaign-time');
  const open = await tx
    .selectFrom('message')
    .select(['state', 'subject'])
    .where('state', 'in', OPEN)
    .orderBy('id')
    .forUpdate()
    .execute();
  const sending = open.find((message) => message.state === 'sending');
  if (sending) throw new DubanError('jump-not-now', { step: `发送邮件“${sending.subject ?? ''}”` });
}

async function firstStep(
  tx: Tx,
  { ctx, ids }: { ctx: Context; ids: readonly string[] },
  now: Instant,
): Promise<NextStep> {
  let first: NextStep | null = null;
  for (const id of ids) {
    const { definition } = await campaignFacts(tx, id);
    const [next] = await nextSteps(tx, { ctx, definition, limit: 1 }, now);
    if (next && (first === null || next.at < first.at)) first = next;
  }
  if (first === null) throw new DubanError('nothing-ahead');
  // Jumped over, it would be carried out late, or fall together with later steps.
  if (first.at <= now) throw new DubanError('jump-not-now', { step: wordsOf(first) });
  return first;
}

/** `时限前1个工作日提醒：兖州区 2023年第三季度统计表` */
function wordsOf({ office, what, step }: NextStep): string {
  return `${step}：${office === null ? '' : `${office} `}${what}`;
}
