import { DubanError, type Fen, type Instant, type LocalDate } from '@duban/base';
import { poke, recordEvent, type Tx } from '@duban/ledger';
import { clueStateLabels, mayMove } from './cases/clue-states.js';
import { nextNumber, refuseAmount, refuseUnknownInstitution } from './cases/next-number.js';
import type { Actor, Context } from './context.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { hideIdentity } from './facts/hide-identity.js';

export interface OpenCase {
  readonly campaign: string;
  /** The clue it comes from, which is then 已立案; null for a case without one. */
  readonly clue: string | null;
  readonly institution: string | null;
  readonly about: string;
  /** 分; null: not known, which is not 0. */
  readonly amount: Fen | null;
  /** 同上案 */
  readonly joint: boolean;
  /** 重大案件: reported upward at once, by telephone and in writing. Left out: it is not. */
  readonly major?: boolean | undefined;
  /** 挂牌督办: by whom; null: not. */
  readonly supervisedBy: string | null;
  readonly openedOn: LocalDate;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Opens a case (1 件) under the campaign's next number.
 * @throws DubanError `entry-invalid`, `entry-unknown`, `entry-state` for a clue that is done with, `campaign-unknown`, `campaign-closed`,
 *   `not-allowed`.
 */
export async function openCase(
  ctx: Context,
  input: OpenCase,
): Promise<{ readonly case: string; readonly number: number }> {
  const { campaign, clue, institution, amount, joint, major = false, actor, now } = input;
  requireRight(actor, 'case.manage', '立案');
  const about = hideIdentity(input.about.trim());
  if (about === '') throw new DubanError('entry-invalid', { what: '案件', problem: '没有写案由' });
  refuseAmount('案件', amount);
  return ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, campaign);
    await refuseUnknownInstitution(tx, institution);
    if (clue !== null) await fileClue(tx, { campaign, clue, now });
    const number = await nextNumber(tx, 'case_file', campaign);
    const id = `${campaign}/case/${number}`;
    await tx
      .insertInto('case_file')
      .values({
        ...{ id, campaign, number, clue, institution, about, amount, joint, major },
        supervised_by: input.supervisedBy?.trim() || null,
        opened_on: input.openedOn,
        opened_by: actor.name,
        opened_at: now,
      })
      .execute();
    const data = { number, clue, institution, major };
    await recordEvent(tx, { campaign, at: now, kind: 'case-opened', actor, subject: id, data });
    await poke(tx, [{ workflow: 'campaign', input: { campaign } }], now);
    return { case: id, number };
  });
}

/** A clue that is 已立案 may lead to another case: one clue widens to a search (WS25-C3: 举一反三). */
async function fileClue(tx: Tx, of: { campaign: string; clue: string; now: Instant }): Promise<void> {
  const clue = await tx
    .selectFrom('clue')
    .select(['state', 'number'])
    .where('id', '=', of.clue)
    .where('campaign', '=', of.campaign)
    .forUpdate()
    .executeTakeFirst();
  if (!clue) throw new DubanError('entry-unknown', { what: '线索', id: of.clue });
  if (clue.state === 'filed') return;
  if (!mayMove(clue.state, 'filed'))
    throw new DubanError('entry-state', {
      what: `线索第${clue.number}号`,
      state: clueStateLabels[clue.state],
      verb: '立案',
    });
  await tx.updateTable('clue').set({ state: 'filed', changed_at: of.now }).where('id', '=', of.clue).execute();
}
