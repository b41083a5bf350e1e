import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { addDays, chineseDate, dateOf } from '@duban/base/time';
import { recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { freeContactId, putServes, servingContact, settlePeople } from './people/directory.js';
import { endLinks } from './people/end-links.js';
import { type ContactFields, refuseUnfit } from './people/refuse-unfit.js';
import { reroute } from './people/reroute.js';

export interface HandOver {
  readonly campaign: string;
  /** Who leaves. */
  readonly contact: string;
  /** The first day of the successor; a day that has passed is one that is noted down late. */
  readonly from: LocalDate;
  readonly successor: ContactFields;
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * From a day on another person serves the same offices in the same functions. Until then the first one is written to and may come in; from
 * then on the links of the first one open nothing. Calls, promises, tasks and questions are the office's and go on.
 * @throws DubanError `entry-invalid`, `entry-state` for somebody who has left, `changed-meanwhile`, `contact-unknown`, `campaign-unknown`,
 *   `campaign-closed`, `not-allowed`.
 */
export async function handOver(ctx: Context, input: HandOver): Promise<{ readonly contact: string }> {
  const { campaign, contact, from, successor, actor, now } = input;
  requireRight(actor, 'people.change', '办理交接');
  refuseUnfit(successor);
  const day = dateOf(now);
  return ctx.ledger.transaction(async (tx) => {
    await lockCampaign(tx, campaign);
    const before = await servingContact(tx, { campaign, contact, day }, '交接');
    refuseChanged(`联系人“${before.title}”`, before.revision, input.revision);
    refuseDay(before, from);
    const next = await freeContactId(tx, campaign, contact.replace(/-\d+$/, ''));
    const { title, email, phone } = successor;
    await tx.insertInto('contact').values({ campaign, id: next, title, email, phone, serves_from: from }).execute();
    await putServes(tx, { campaign, contact: next }, before.serves);
    await tx
      .updateTable('contact')
      .set({ serves_until: addDays(from, -1) })
      .where('campaign', '=', campaign)
      .where('id', '=', contact)
      .execute();
    const offices = before.serves.map(({ office }) => office);
    if (from <= day) {
      await endLinks(tx, { campaign, contact });
      offices.push(...(await reroute(tx, { campaign, contact, day })));
    }
    await settlePeople(tx, { campaign, offices, now });
    const data = { from, to: next };
    await recordEvent(tx, { campaign, at: now, kind: 'contact-handed-over', actor, subject: contact, data });
    return { contact: next };
  });
}

/** Nobody leaves before having begun, nor twice. */
function refuseDay(
  before: { readonly from: LocalDate | null; readonly until: LocalDate | null },
  from: LocalDate,
): void {
  const refuse = (problem: string): never => {
    throw new DubanError('entry-invalid', { what: '交接', problem });
  };
  if (before.from !== null && from <= before.from)
    refuse(`交接日不能早于任职首日（${chineseDate(before.from, true)}）的次日`);
  if (before.until !== null) refuse(`${chineseDate(addDays(before.until, 1), true)}起已定由他人接任`);
}
