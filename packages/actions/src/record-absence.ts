import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { servingContact, settlePeople } from './people/directory.js';
import { reroute } from './people/reroute.js';

export interface RecordAbsence {
  readonly campaign: string;
  readonly contact: string;
  /** Both days included. */
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** A contact of the campaign; null: the office's other contact. */
  readonly standIn: string | null;
  /** 出差、年休假 …: a kind, no medical details. */
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Notes down that somebody is away: what falls into these days goes to the stand-in, and the one who is away is spared (practice.md 15).
 * @throws DubanError `entry-invalid`, `entry-state` for somebody who has left, `contact-unknown`, `campaign-unknown`, `campaign-closed`,
 *   `not-allowed`.
 */
export async function recordAbsence(ctx: Context, input: RecordAbsence): Promise<{ readonly absence: string }> {
  const { campaign, contact, from, until, standIn, actor, now } = input;
  requireRight(actor, 'people.change', '登记外出');
  const day = dateOf(now);
  refuseDays({ from, until, day });
  if (standIn === contact) throw invalid('不能由本人代办');
  return ctx.ledger.transaction(async (tx) => {
    await lockCampaign(tx, campaign);
    const { serves } = await servingContact(tx, { campaign, contact, day }, '登记外出');
    const other = standIn === null ? null : await servingContact(tx, { campaign, contact: standIn, day }, '代办');
    const { n } = await tx
      .selectFrom('contact_absence')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('campaign', '=', campaign)
      .executeTakeFirstOrThrow();
    const absence = `${campaign}/absence/${n + 1}`;
    await tx
      .insertInto('contact_absence')
      .values({
        id: absence,
        campaign,
        contact,
        from_day: from,
        until_day: until,
        stand_in: standIn,
        reason: input.reason.trim(),
        recorded_by: actor.name,
        recorded_at: now,
        withdrawn_at: null,
      })
      .execute();
    const offices = [...serves, ...(other?.serves ?? [])].map(({ office }) => office);
    if (from <= day) offices.push(...(await reroute(tx, { campaign, contact, day })));
    await settlePeople(tx, { campaign, offices, now });
    const data = { from, until, standIn };
    await recordEvent(tx, {
      campaign,
      at: now,
      kind: 'absence-recorded',
      actor,
      subject: contact,
      data: { absence, ...data },
    });
    return { absence };
  });
}

function refuseDays({ from, until, day }: Pick<RecordAbsence, 'from' | 'until'> & { readonly day: LocalDate }): void {
  if (until < from) throw invalid('止日早于起日');
  if (until < day) throw invalid('这段时间已经过去');
}

function invalid(problem: string): DubanError {
  return new DubanError('entry-invalid', { what: '外出', problem });
}
