import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { afterDecision, type DecisionKind, stateLabels } from '@duban/campaign';
import { lockSubject, poke, recordEvent, type Tx } from '@duban/ledger';
import { cancelSettledTasks } from './cancel-settled-tasks.js';
import type { Actor, Context } from './context.js';
import { bureauOnly } from './guard.js';

/** 审核意见 on an obligation, or on the version of its sheet that the officer looked at. */
export interface Decide {
  readonly obligation: string;
  /** The submission decided on; null for exempt and extend. */
  readonly submission: string | null;
  readonly kind: DecisionKind;
  readonly reason: string;
  /** For return and extend: the new due. */
  readonly due: LocalDate | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Accepts, returns, exempts, extends or reopens.
 * @throws DubanError `decision-conflict` when somebody else decided on this version, or a newer version has come, `obligation-settled`, `not-allowed`.
 */
export async function decide(ctx: Context, input: Decide): Promise<void> {
  bureauOnly(input.actor, '出具审核意见');
  await ctx.ledger.transaction(async (tx) => {
    await lockSubject(tx, `obligation:${input.obligation}`);
    const obligation = await tx.selectFrom('obligation').selectAll().where('id', '=', input.obligation).forUpdate().executeTakeFirst();
    if (!obligation) throw new DubanError('obligation-unknown', { obligation: input.obligation });
    if (input.submission) await refuseStale(tx, input, obligation.version);
    const next = afterDecision(obligation.state, input.kind);
    if (next === null) throw new DubanError('obligation-settled', { obligation: input.obligation, state: stateLabels[obligation.state], verb: VERBS[input.kind] });
    const sheet = input.submission ? await tx.selectFrom('submission').select(['id', 'received_at']).where('id', '=', input.submission).executeTakeFirstOrThrow() : null;
    const count = await tx.selectFrom('decision').select((eb) => eb.fn.countAll<number>().as('n')).where('obligation', '=', obligation.id).executeTakeFirstOrThrow();
    await tx
      .insertInto('decision')
      .values({
        id: `${obligation.id}/decision/${count.n + 1}`, obligation: obligation.id, submission: input.submission, kind: input.kind, reason: input.reason,
        due: input.due, decided_by: input.actor.name, decided_at: input.now, marked_blob: null,
      })
      .execute();
    const rearmed = input.kind === 'return' || input.kind === 'extend' || input.kind === 'reopen';
    await tx
      .updateTable('obligation')
      .set({
        state: next,
        ...(input.kind === 'accept' && sheet ? { accepted_submission: sheet.id, accepted_version_at: sheet.received_at } : {}),
        ...(rearmed ? { arm: obligation.arm + 1, armed_at: input.now, chase_due: input.due ?? obligation.chase_due } : {}),
        ...(input.kind === 'extend' && input.due ? { due: input.due } : {}),
      })
      .where('id', '=', obligation.id)
      .execute();
    await recordEvent(tx, { campaign: obligation.campaign, at: input.now, kind: `decided-${input.kind}`, actor: input.actor.name, subject: input.submission ?? obligation.id, data: { reason: input.reason, due: input.due } });
    await cancelSettledTasks(tx, obligation.id, input.now);
    await poke(
      tx,
      [
        { workflow: 'office', input: { campaign: obligation.campaign, office: obligation.office } },
        { workflow: 'round', input: { campaign: obligation.campaign, requirement: obligation.requirement, period: obligation.period } },
      ],
      input.now,
    );
  });
}

async function refuseStale(tx: Tx, input: Decide, version: number): Promise<void> {
  const first = await tx.selectFrom('decision').select(['kind', 'decided_by']).where('submission', '=', input.submission).executeTakeFirst();
  if (first) throw new DubanError('decision-conflict', { by: first.decided_by, decision: VERBS[first.kind] });
  if (input.submission !== `${input.obligation}#${version}`) throw new DubanError('decision-conflict', { by: '填报单位', decision: '已报送新版本' });
}

const VERBS: Readonly<Record<DecisionKind, string>> = { accept: '通过', return: '退回修改', exempt: '免报', extend: '延期', reopen: '解锁更正' };
