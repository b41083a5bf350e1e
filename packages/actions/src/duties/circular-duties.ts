import type { Instant, LocalDate } from '@duban/base';
import { addDays, at, chineseDate, dateOf, localDate } from '@duban/base/time';
import { addWorkdays, onOrAfter, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition } from '@duban/campaign';
import { writeCircular } from '@duban/documents';
import { type Db, type Lapse, lapsesUntil, putBlob, type Tx } from '@duban/ledger';
import { SYSTEM } from '../context.js';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { type CircularState, circularState, REDRAFT_KEY } from '../report/circular-chain.js';
import { DRAFTER, STAGES } from '../report/document-chain.js';
import { recordStep } from '../report/document-steps.js';
import { askForFacts, type FactCheck, howText, quarterLabel } from './ask-for-facts.js';
import { type Duty, dutyId, type KnownTasks } from './duty.js';

/** Working days those named have to put the facts right. */
const CHECK_WORKDAYS = 2;
/** A quarter's 通报 is begun in the first days after it, or not at all. */
const BEGIN_DAYS = 7;

export interface Circulars {
  readonly definition: CampaignDefinition;
  readonly calendar: WorkCalendar;
  readonly known: KnownTasks;
  readonly launchedAt: Instant;
  /** Whether the summary report is out. */
  readonly reported: boolean;
  /** By circular, the first ones first. */
  readonly checks: readonly { readonly subject: string; readonly data: unknown }[];
}

interface Quarter extends Circulars {
  readonly id: string;
  readonly label: string;
  readonly start: LocalDate;
  readonly check: FactCheck;
  /** Whether they were asked already. */
  readonly asked: boolean;
  readonly lapses: readonly Lapse[];
}

/**
 * The 通报 of the quarter that ended last: subordinate offices that lapsed repeatedly, and again in it. Two working days of fact-check by
 * those named come first; then it is drafted from what the ledger says by then, of nobody who was not asked, and passes the stages of every
 * document. It has no way out of the house: a signed paper is issued by people.
 */
export async function circularDuties(db: Db, about: Circulars, now: Instant): Promise<Duty[]> {
  return [...(await endedQuarter(db, about, now)), ...(about.reported ? await runningQuarter(db, about, now) : [])];
}

async function endedQuarter(db: Db, about: Circulars, now: Instant): Promise<Duty[]> {
  const { definition, calendar, launchedAt } = about;
  const { start, end, id, label } = quarterBefore(dateOf(now));
  const opens = onOrAfter(calendar, addDays(end, 1));
  const circular = dutyId(definition.id, `circular/${id}`);
  const asked = about.checks.find(({ subject }) => subject === circular)?.data as FactCheck | undefined;
  const today = dateOf(now);
  if (dateOf(launchedAt) > end || (!asked && (today < opens || today > addDays(opens, BEGIN_DAYS)))) return [];
  const all = repeated(await lapsesUntil(db, { campaign: definition.id, day: end }), start);
  const lapses = asked ? all.filter(({ office }) => asked.offices.includes(office)) : all;
  if (lapses.length === 0) return [];
  const from = onOrAfter(calendar, today);
  const check = asked ?? { offices: [], from, until: addWorkdays(calendar, from, CHECK_WORKDAYS) };
  const quarter: Quarter = { ...about, id, label, start, check, asked: asked !== undefined, lapses };
  return [factCheck(quarter), ...stageOf(quarter, await circularState(db, circular))];
}

/** Once the report is out nothing else keeps a campaign going: it goes on for the 通报 of a quarter that has brought repeated lapses already. */
async function runningQuarter(db: Db, about: Circulars, now: Instant): Promise<Duty[]> {
  const { definition, calendar } = about;
  const from = dateOf(nextCircularAt(definition, calendar, now));
  if (from === dateOf(now)) return [];
  const { id, label, start, end } = quarterBefore(from);
  const lapses = repeated(await lapsesUntil(db, { campaign: definition.id, day: end }), start);
  if (lapses.length === 0) return [];
  const check = { offices: [], from, until: addWorkdays(calendar, from, CHECK_WORKDAYS) };
  return [factCheck({ ...about, id, label, start, check, asked: false, lapses })];
}

/** When the circular of the quarter that runs may be begun: the morning of the first working day after it. */
export function nextCircularAt(
  { digestAt }: Pick<CampaignDefinition, 'digestAt'>,
  calendar: WorkCalendar,
  now: Instant,
): Instant {
  const opening = (day: LocalDate): Instant => at(onOrAfter(calendar, addDays(quarterBefore(day).end, 1)), digestAt);
  const ahead = [0, 1, 2].map((quarters) => opening(addDays(dateOf(now), quarters * QUARTER_DAYS)));
  return ahead.find((moment) => moment > now) ?? now;
}

/** No quarter is longer. */
const QUARTER_DAYS = 92;

/** The quarter that ended before a day. */
function quarterBefore(day: LocalDate): { id: string; label: string; start: LocalDate; end: LocalDate } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = month - ((month - 1) % 3);
  const end = addDays(localDate(`${year}-${String(first).padStart(2, '0')}-01`), -1);
  const [endYear = 0, endMonth = 12] = end.split('-').map(Number);
  const start = localDate(`${endYear}-${String(endMonth - 2).padStart(2, '0')}-01`);
  return { id: `${endYear}Q${endMonth / 3}`, label: quarterLabel(end), start, end };
}

/** One lapse is no pattern: those of offices with two or more, the last of them in this quarter. */
function repeated(lapses: readonly Lapse[], start: LocalDate): Lapse[] {
  const of = (office: string): Lapse[] => lapses.filter((lapse) => lapse.office === office);
  return lapses.filter(({ office }) => of(office).length >= 2 && of(office).some(({ due }) => due >= start));
}

function factCheck(quarter: Quarter): Duty {
  const { definition, label, start, check, lapses, id } = quarter;
  const { from, until } = check;
  const named = [...new Set(lapses.map(({ office }) => officeOf(definition, office).shortName))];
  const what = `${label}报送情况通报的事实`;
  const due = at(until, definition.hours.close);
  const asking = { definition, quarter: label, id, start, lapses, from, until };
  return {
    id: dutyId(definition.id, `circular/${id}/facts`),
    heading: '通报核实',
    ...{ what, due, dueText: dueText(until), toWhom: null, missing: [] },
    task: {
      title: `核实${what}：${named.join('、')}（${chineseDate(until)}前由上述单位核实；有误的先在报送任务里更正，再办结）`,
      ...{ by: 'operator', script: 'circular-facts', office: null, from: at(from, definition.digestAt) },
      // Once: what was withdrawn and is there again was asked then.
      ...(quarter.asked ? {} : { tell: (tx, ctx, now) => askForFacts(tx, { ctx, ...asking }, now) }),
    },
    steps: [{ at: draftedAt(quarter), to: 'operator', standing: CHECKED, over: CHECKED }],
  };
}

const CHECKED = '核实期已满：请办结核实，办结后才拟稿送签。';

/** The morning after the days of fact-check. */
function draftedAt({ definition, calendar, check }: Quarter): Instant {
  return at(onOrAfter(calendar, addDays(check.until, 1)), definition.digestAt);
}

/** The stage it waits at, once the facts are checked; a stage that is taken again is a task of its own. None when it was issued, or given up. */
function stageOf(quarter: Quarter, { stage, returns, reason }: CircularState): Duty[] {
  const { definition, known, id, label } = quarter;
  if (known.get(dutyId(definition.id, `circular/${id}/facts`)) !== 'done') return [];
  const next = STAGES.find(({ from }) => from === (stage ?? 'draft'));
  if (!next && stage !== REDRAFT_KEY) return [];
  const { key, by, verb, kind } = next ?? {
    key: REDRAFT_KEY,
    by: DRAFTER,
    verb: '修改后重新送核',
    kind: 'check' as const,
  };
  const due = draftedAt(quarter);
  const what = `${label}报送情况的通报`;
  const circular = dutyId(definition.id, `circular/${id}`);
  return [
    {
      id: returns === 0 ? `${circular}/${key}` : `${circular}/${key}/${returns + 1}`,
      heading: `通报${next ? verb : '修改'}`,
      ...{ what, due, dueText: dueText(dateOf(due)), toWhom: null, missing: [], steps: [] },
      task: {
        title: `${verb}：${what}${next ? '' : `（退回理由：${reason}）`}`,
        ...{ by, kind, script: `circular-${key}`, office: null, from: due },
        // What was signed is what is signed next.
        paper: (tx, now) => (stage === null ? draft(tx, quarter, now) : paperOf(tx, circular)),
      },
    },
  ];
}

/** The newest paper of a circular: what the task before was about, or what was put in its place. */
async function paperOf(tx: Tx, circular: string): Promise<string> {
  const { blob } = await tx
    .selectFrom('task')
    .select('blob')
    .where('id', 'like', `${circular}/%`)
    .where('blob', 'is not', null)
    .orderBy('done_at', (order) => order.desc().nullsLast())
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  return blob ?? '';
}

async function draft(tx: Tx, { definition, id, label, start, check, lapses }: Quarter, now: Instant): Promise<string> {
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
      how: howText(lapse, start),
    })),
    earlier: lapses.some(({ due }) => due < start),
    checkedFrom: chineseDate(check.from, true),
    checkedUntil: chineseDate(check.until, true),
    drafter: operator?.title ?? definition.bureau.section,
    draftedOn: chineseDate(dateOf(now), true),
  });
  const step = { campaign: definition.id, document: dutyId(definition.id, `circular/${id}`), from: null, to: 'draft' };
  await recordStep(tx, { ...step, action: 'drafted' }, { actor: SYSTEM, now });
  return putBlob(tx, docx, now);
}
