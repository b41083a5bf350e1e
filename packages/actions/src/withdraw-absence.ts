import { DubanError, type Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { contactOf, settlePeople } from './people/directory.js';
import { reroute } from './people/reroute.js';

export interface WithdrawAbsence {
  readonly absence: string;
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Somebody is there after all, or back earlier. Throws `entry-unknown`, `entry-state`, `changed-meanwhile`, `campaign-closed`, `not-allowed`. */
export async function withdrawAbsence(ctx: Context, input: WithdrawAbsence): Promise<void> {
  const { absence: id, actor, now } = input;
  requireRight(actor, 'people.change', '撤销外出登记');
  await ctx.ledger.transaction(async (tx) => {
    const known = await tx
      .selectFrom('contact_absence')
      .select(['campaign', 'contact'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!known) throw new DubanError('entry-unknown', { what: '外出登记', id });
    const { campaign, contact } = known;
    await lockCampaign(tx, campaign);
    const absence = await tx.selectFrom('contact_absence').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    if (absence.withdrawn_at !== null)
      throw new DubanError('entry-state', { what: '外出登记', state: '已撤销', verb: '再次撤销' });
    refuseChanged('外出登记', absence.revision, input.revision);
    await tx.updateTable('contact_absence').set({ withdrawn_at: now }).where('id', '=', id).execute();
    const { serves } = await contactOf(tx, campaign, contact);
    const day = dateOf(now);
    const offices = serves.map(({ office }) => office);
    if (absence.stand_in) offices.push(...(await reroute(tx, { campaign, contact: absence.stand_in, day })));
    await settlePeople(tx, { campaign, offices, now });
    const data = { absence: id };
    await recordEvent(tx, { campaign, at: now, kind: 'absence-withdrawn', actor, subject: contact, data });
  });
}
