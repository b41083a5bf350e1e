import type { Instant, LocalDate } from '@duban/base';
import { addDays, at, chineseDate, dateOf, localDate } from '@duban/base/time';
import { addWorkdays, onOrAfter, type WorkCalendar } from '@duban/calendar';
import type { BureauRole, CampaignDefinition } from '@duban/campaign';
import { writeCircular } from '@duban/documents';
import { type Db, type Lapse, lapsesUntil, putBlob, type Tx } from '@duban/ledger';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { askForFacts, howText } from './ask-for-facts.js';
import { type Duty, dutyId, type KnownTasks } from './duty.js';

/** Working days those named have to put the facts right. */
const CHECK_WORKDAYS = 2;
/** A quarter's 通报 is begun in the first days after it, or not at all. */
const BEGIN_DAYS = 7;

/** Who signs, in order; each comes to the list once the one before has signed. */
const SIGNATURES: readonly { readonly key: string; readonly by: BureauRole; readonly verb: string }[] = [
  { key: 'review', by: 'chief', verb: '核稿' },
  { key: 'countersign', by: 'deputy', verb: '会签' },
  { key: 'issue', by: 'leader', verb: '签发' },
];

export interface Circulars {
  readonly definition: CampaignDefinition;
  readonly calendar: WorkCalendar;
  readonly known: KnownTasks;
  readonly launchedAt: Instant;
}

interface Quarter extends Circulars {
  readonly id: string;
  readonly label: string;
  readonly opens: LocalDate;
  readonly lapses: readonly Lapse[];
}

/**
 * The 通报 of the quarter that ended last: subordinate offices that lapsed repeatedly, and again in it. Two working days of fact-check by
 * those named come first; then it is drafted from what the ledger says by then, and passes its signatures. It has no way out of the house:
 * a signed paper is issued by people.
 */
export async function circularDuties(db: Db, about: Circulars, now: Instant): Promise<Duty[]> {
  const { definition, calendar, known, launchedAt } = about;
  const { start, end, id, label } = quarterBefore(dateOf(now));
  const opens = onOrAfter(calendar, addDays(end, 1));
  const begun = known.has(dutyId(definition.id, `circular/${id}/facts`));
  const today = dateOf(now);
  if (dateOf(launchedAt) > end || (!begun && (today < opens || today > addDays(opens, BEGIN_DAYS)))) return [];
  const lapses = repeated(await lapsesUntil(db, { campaign: definition.id, day: end }), start);
  if (lapses.length === 0) return [];
  const quarter: Quarter = { ...about, id, label, opens, lapses };
  return [factCheck(quarter), ...signatures(quarter)];
}

/** The quarter that ended before a day. */
function quarterBefore(day: LocalDate): { id: string; label: string; start: LocalDate; end: LocalDate } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = month - ((month - 1) % 3);
  const end = addDays(localDate(`${year}-${String(first).padStart(2, '0')}-01`), -1);
  const [endYear = 0, endMonth = 12] = end.split('-').map(Number);
  const start = localDate(`${endYear}-${String(endMonth - 2).padStart(2, '0')}-01`);
  const number = endMonth / 3;
  return { id: `${endYear}Q${number}`, label: `${endYear}年第${'一二三四'[number - 1]}季度`, start, end };
}

/** One lapse is no pattern: those of offices with two or more, the last of them in this quarter. */
function repeated(lapses: readonly Lapse[], start: LocalDate): Lapse[] {
  const of = (office: string): Lapse[] => lapses.filter((lapse) => lapse.office === office);
  return lapses.filter(({ office }) => of(office).length >= 2 && of(office).some(({ due }) => due >= start));
}

function factCheck(quarter: Quarter): Duty {
  const { definition, calendar, label, opens, lapses, id } = quarter;
  const until = addWorkdays(calendar, opens, CHECK_WORKDAYS);
  const named = [...new Set(lapses.map(({ office }) => officeOf(definition, office).shortName))];
  const what = `${label}报送情况通报的事实`;
  const due = at(until, definition.hours.close);
  return {
    id: dutyId(definition.id, `circular/${id}/facts`),
    heading: '通报核实',
    ...{ what, due, dueText: dueText(until), toWhom: null, missing: [] },
    task: {
      title: `核实${what}：${named.join('、')}（${chineseDate(until)}前由上述单位核实；有误的先在报送任务里更正，再办结）`,
      ...{ by: 'operator', script: 'circular-facts', office: null, from: at(opens, definition.digestAt) },
      tell: (tx, ctx, now) => askForFacts(tx, { ctx, definition, quarter: label, id, lapses, until }, now),
    },
    steps: [{ at: draftedAt(quarter), to: 'operator', standing: '核实期已满：请办结核实，办结后才拟稿送签。' }],
  };
}

/** The morning after the days of fact-check. */
function draftedAt({ definition, calendar, opens }: Quarter): Instant {
  return at(addWorkdays(calendar, opens, CHECK_WORKDAYS + 1), definition.digestAt);
}

function signatures(quarter: Quarter): Duty[] {
  const { definition, known, id, label } = quarter;
  const task = (key: string): string => dutyId(definition.id, `circular/${id}/${key}`);
  return SIGNATURES.flatMap(({ key, by, verb }, at): Duty[] => {
    const before = SIGNATURES[at - 1];
    if (known.get(task(before?.key ?? 'facts')) !== 'done') return [];
    const due = draftedAt(quarter);
    const what = `${label}报送情况的通报`;
    return [
      {
        id: task(key),
        heading: `通报${verb}`,
        ...{ what, due, dueText: dueText(dateOf(due)), toWhom: null, missing: [], steps: [] },
        task: {
          title: `${verb}：${what}`,
          ...{ by, script: `circular-${key}`, office: null, from: due },
          // What was signed is what is signed next.
          paper: (tx, now) => (before ? paperOf(tx, task(before.key)) : draft(tx, quarter, now)),
        },
      },
    ];
  });
}

async function paperOf(tx: Tx, task: string): Promise<string> {
  const { blob } = await tx.selectFrom('task').select('blob').where('id', '=', task).executeTakeFirstOrThrow();
  return blob ?? '';
}

async function draft(tx: Tx, { definition, calendar, label, opens, lapses }: Quarter, now: Instant): Promise<string> {
  const operator = definition.bureau.officers.find(({ role }) => role === 'operator');
  const docx = await writeCircular({
    bureau: definition.bureau.name,
    campaign: definition.title,
    noticeNumber: definition.notice.number,
    quarter: label,
    named: lapses.map((lapse) => ({
      office: officeOf(definition, lapse.office).name,
      what: whatIsOwed(requirementOf(definition, lapse.requirement), lapse.periodLabel),
      due: chineseDate(lapse.due, true),
      how: howText(lapse),
    })),
    checkedFrom: chineseDate(opens, true),
    checkedUntil: chineseDate(addWorkdays(calendar, opens, CHECK_WORKDAYS), true),
    drafter: operator?.title ?? definition.bureau.section,
    draftedOn: chineseDate(dateOf(now), true),
  });
  return putBlob(tx, docx, now);
}
