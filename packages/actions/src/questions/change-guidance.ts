import { DubanError, type Instant } from '@duban/base';
import { type GuidanceState, recordEvent } from '@duban/ledger';
import type { Actor, Context } from '../context.js';
import { refuseClosed } from '../facts/campaign-status.js';
import { refuseChanged } from '../facts/revision.js';
import { tellGuidance } from './tell-guidance.js';

export interface ChangeGuidance {
  readonly guidance: string;
  readonly reason: string;
  /** Its revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

interface Change {
  readonly state: GuidanceState;
  readonly change: 'revised' | 'withdrawn';
  /** The new wording; null: it stays. */
  readonly text: string | null;
}

/** The next version of a 口径说明, under its number, told to all whom it concerns. Returns how many messages. */
export function changeGuidance(ctx: Context, input: ChangeGuidance, { state, change, text }: Change): Promise<number> {
  const { guidance: id, actor, now } = input;
  const verb = change === 'revised' ? '修订' : '撤销';
  const reason = input.reason.trim();
  if (reason === '') throw new DubanError('reason-missing', { verb });
  return ctx.ledger.transaction(async (tx) => {
    const known = await tx.selectFrom('guidance').select('campaign').where('id', '=', id).executeTakeFirst();
    if (!known) throw new DubanError('entry-unknown', { what: '口径说明', id });
    const { campaign } = known;
    await refuseClosed(tx, campaign);
    const before = await tx
      .selectFrom('guidance')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const what = `口径说明第${before.number}号`;
    if (before.state === 'withdrawn') throw new DubanError('entry-state', { what, state: '已撤销', verb });
    refuseChanged(what, before.revision, input.revision);
    const version = before.version + 1;
    const after = { ...before, version, text: text ?? before.text };
    await tx
      .updateTable('guidance')
      .set({ version, text: after.text, state, changed_at: now })
      .where('id', '=', id)
      .execute();
    await tx
      .insertInto('guidance_text')
      .values({ guidance: id, version, text: after.text, reason, by: actor.name, at: now })
      .execute();
    const asked = await tx.selectFrom('question').select('text').where('guidance', '=', id).executeTakeFirst();
    const told = { guidance: after, change, question: asked?.text ?? null, reason };
    const messages = await tellGuidance(tx, { ctx, told }, now);
    const data = { number: before.number, version, reason, messages };
    await recordEvent(tx, { campaign, at: now, kind: `guidance-${change}`, actor, subject: id, data });
    return messages;
  });
}
