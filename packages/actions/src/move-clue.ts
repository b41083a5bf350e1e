import { DubanError, type Instant } from '@duban/base';
import { type ClueState, poke, recordEvent, type Tx } from '@duban/ledger';
import { clueStateLabels, mayMove, needsOutcome } from './cases/clue-states.js';
import type { Actor, Context } from './context.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { hideIdentity } from './facts/hide-identity.js';
import { refuseChanged } from './facts/revision.js';

export interface MoveClue {
  readonly clue: string;
  readonly state: ClueState;
  /** To whom it was transferred, what came of it; needed for both. */
  readonly outcome: string;
  /** What a second level found when it looked again; null: as before. */
  readonly recheck: string | null;
  /** Handed down and complex after all: 30 working days instead of 15; null or left out: as before. */
  readonly complex?: boolean | null;
  /** Its revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Notes down how far a clue has come; the state it has may be kept, to note down what a second look found, or that it is complex.
 * @throws DubanError `entry-invalid` without an outcome, `entry-state` for a way back or 15 working days of one that was extended, `entry-unknown`, `changed-meanwhile`, `campaign-closed`,
 *   `not-allowed`.
 */
export async function moveClue(ctx: Context, input: MoveClue): Promise<void> {
  const { clue: id, state, actor, now } = input;
  requireRight(actor, 'case.manage', '登记线索进展');
  await ctx.ledger.transaction(async (tx) => {
    const known = await tx.selectFrom('clue').select('campaign').where('id', '=', id).executeTakeFirst();
    if (!known) throw new DubanError('entry-unknown', { what: '线索', id });
    await refuseClosed(tx, known.campaign);
    const before = await tx.selectFrom('clue').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    const what = `线索第${before.number}号`;
    refuseChanged(what, before.revision, input.revision);
    if (state !== before.state && !mayMove(before.state, state))
      throw new DubanError('entry-state', {
        what,
        state: clueStateLabels[before.state],
        verb: `改为“${clueStateLabels[state]}”`,
      });
    const outcome = hideIdentity(input.outcome.trim()) || before.outcome;
    if (needsOutcome(state) && outcome === '')
      throw new DubanError('entry-invalid', {
        what,
        problem: state === 'closed' ? '没有写办理结果' : '没有写移送给谁',
      });
    const recheck = input.recheck === null ? before.recheck : hideIdentity(input.recheck.trim());
    const complex = input.complex ?? before.complex;
    if (before.complex && !complex) await refuseExtended(tx, id, what);
    const set = { state, outcome, recheck, complex, changed_at: now };
    await tx.updateTable('clue').set(set).where('id', '=', id).execute();
    const data = { from: before.state, to: state, ...(complex === before.complex ? {} : { complex }) };
    await recordEvent(tx, { campaign: before.campaign, at: now, kind: 'clue-moved', actor, subject: id, data });
    await poke(tx, [{ workflow: 'campaign', input: { campaign: before.campaign } }], now);
  });
}

/** What a leader approved of a complex clue is not undone by calling it an ordinary one. */
async function refuseExtended(tx: Tx, clue: string, what: string): Promise<void> {
  const extended = await tx.selectFrom('clue_extension').select('seq').where('clue', '=', clue).executeTakeFirst();
  if (extended) throw new DubanError('entry-state', { what, state: '已延长办理期限', verb: '改为15个工作日' });
}
