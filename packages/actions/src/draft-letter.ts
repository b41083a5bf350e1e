import { chineseDate, dateOf, formatMinute } from '@duban/base/time';
import type { LocalDate } from '@duban/base';
import type { Office } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import { writeChaseLetter } from '@duban/documents';
import type { CampaignFacts } from './campaign-facts.js';
import type { OfficeAt } from './chase-tick.js';

interface LetterAbout {
  readonly facts: CampaignFacts;
  readonly office: Office;
  readonly items: readonly { readonly what: string; readonly due: LocalDate; readonly originalDue: LocalDate }[];
  /** By when an answer is asked for. */
  readonly answerBy: LocalDate;
}

/** The draft of a 催报单 (subordinates) or 商请函 (others), with the calls made so far. Nothing formal leaves by itself: it waits for its signatures. */
export async function draftLetter(tx: Tx, about: LetterAbout, where: OfficeAt): Promise<Uint8Array> {
  const calls = await tx
    .selectFrom('call as c')
    .innerJoin('task as t', 't.id', 'c.task')
    .select(['c.at', 'c.answered_by', 'c.promise_until', 'c.note'])
    .where('t.campaign', '=', where.campaign)
    .where('t.office', '=', where.office)
    .orderBy('c.at')
    .execute();
  const { definition } = about.facts;
  const operator = definition.bureau.officers.find((o) => o.role === 'operator');
  return writeChaseLetter({
    office: about.office.name,
    bureau: definition.bureau.name,
    campaign: definition.title,
    noticeNumber: definition.notice.number,
    owed: about.items.map((item) => ({ what: item.what, originalDue: chineseDate(item.originalDue, true) })),
    calls: calls.map((c) => ({
      at: formatMinute(c.at),
      spokeWith: c.answered_by ?? '无人接听',
      said: c.note,
      ...(c.promise_until === null ? {} : { promised: chineseDate(dateOf(c.promise_until)) }),
    })),
    answerBy: chineseDate(about.answerBy, true),
    contact: { name: operator?.title ?? definition.bureau.section, phone: operator?.phone ?? '' },
    drafter: operator?.title ?? definition.bureau.section,
    draftedOn: chineseDate(dateOf(where.now), true),
  });
}
