import { chineseDate, dateOf, formatMinute } from '@duban/base/time';
import type { Office } from '@duban/campaign';
import { writeChaseLetter, writeRequestLetter } from '@duban/documents';
import type { Tx } from '@duban/ledger';
import type { CampaignFacts } from '../facts/campaign-facts.js';
import { earlierDay } from '../facts/days.js';
import type { OfficeAt } from '../people/office-at.js';
import type { OwedItem } from './owed-items.js';

interface LetterAbout {
  readonly facts: CampaignFacts;
  readonly office: Office;
  readonly items: readonly OwedItem[];
  readonly obligations: readonly string[];
}

/**
 * The draft of a 催报单 with the calls made so far to a subordinate office, of a 商请函 to any other: only subordinates are chased
 * (practice.md 5). Nothing formal leaves by itself: it waits for its signatures.
 */
export async function draftLetter(tx: Tx, about: LetterAbout, where: OfficeAt): Promise<Uint8Array> {
  const { definition } = about.facts;
  const operator = definition.bureau.officers.find((o) => o.role === 'operator');
  const common = {
    office: about.office.name,
    bureau: definition.bureau.name,
    campaign: definition.title,
    noticeNumber: definition.notice.number,
    // An answer is asked for before the first of the rounds closes.
    answerBy: chineseDate(about.items.map((item) => item.cutOff).reduce(earlierDay), true),
    contact: { name: operator?.title ?? definition.bureau.section, phone: operator?.phone ?? '' },
    drafter: operator?.title ?? definition.bureau.section,
    draftedOn: chineseDate(dateOf(where.now), true),
  };
  if (about.office.standing !== 'subordinate')
    return writeRequestLetter({ ...common, asked: about.items.map((item) => owed(item)) });
  const calls = await callsAbout(tx, about.obligations);
  return writeChaseLetter({ ...common, owed: about.items.map((item) => owed(item, RETURNED)), calls });
}

/** A sheet that came and went back is not “未收到”. */
const RETURNED = '（退回修改后未重新报送）';

function owed(item: OwedItem, returned = ''): { what: string; originalDue: string; extendedTo?: string } {
  return {
    what: `${item.what}${item.state === 'returned' ? returned : ''}`,
    originalDue: chineseDate(item.originalDue, true),
    ...(item.due > item.originalDue ? { extendedTo: chineseDate(item.due, true) } : {}),
  };
}

/** The calls about what the letter asks for, and no others: last quarter's are settled. */
async function callsAbout(
  tx: Tx,
  obligations: readonly string[],
): Promise<{ at: string; spokeWith: string; said: string; promised?: string }[]> {
  const calls = await tx
    .selectFrom('call as c')
    .select(['c.at', 'c.answered_by', 'c.promise_until', 'c.note'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('task_line as l')
          .select('l.task')
          .whereRef('l.task', '=', eb.ref('c.task'))
          .where('l.obligation', 'in', obligations),
      ),
    )
    .orderBy('c.at')
    .orderBy('c.id')
    .execute();
  return calls.map((c) => ({
    at: formatMinute(c.at),
    spokeWith: c.answered_by ?? '无人接听',
    said: c.note,
    ...(c.promise_until === null ? {} : { promised: chineseDate(dateOf(c.promise_until)) }),
  }));
}
