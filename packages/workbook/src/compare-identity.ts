import type { Finding } from '@duban/tables';
import type { ReadForm } from './contract.js';
import { periodName } from './wording/form.js';
import { readingTexts as texts } from './wording/reading.js';

/** The form that is owed, as far as the caller knows it. */
export interface ExpectedForm {
  readonly table: string;
  readonly tableTitle?: string;
  readonly version?: number;
  readonly campaign?: string;
  readonly requirement?: string;
  readonly office?: string;
  /** Every name the office goes by, its full one first. */
  readonly officeNames?: readonly string[];
  readonly period?: string;
  /** Every way its period is written, the printed one first: 2023年第三季度, 2023年三季度. */
  readonly periodLabels?: readonly string[];
}

export type ComparedForm = Pick<ReadForm, 'table' | 'version' | 'identity' | 'header' | 'heading' | 'sheet'>;

/**
 * What a form says about itself against what is owed: E findings on another form, campaign, version, office or period. A form with an
 * identity is compared by it, any other by its heading and header fields; what these do not say is not held against it.
 */
export function compareIdentity(form: ComparedForm, expected: ExpectedForm): readonly Finding[] {
  const compared =
    form.identity === null ? byTexts(form, expected) : byIdentity(form, { expected, identity: form.identity });
  return compared.map(({ check, found, wanted }) => ({
    check,
    severity: 'E',
    key: null,
    label: expected.tableTitle ?? form.heading,
    place: null,
    found,
    expected: wanted,
    message: texts[check](found, wanted),
  }));
}

interface Difference {
  readonly check: 'other-form' | 'other-campaign' | 'other-version' | 'other-office' | 'other-period';
  readonly found: string;
  readonly wanted: string;
}

interface Signed {
  readonly expected: ExpectedForm;
  readonly identity: NonNullable<ReadForm['identity']>;
}

function byIdentity(form: ComparedForm, { expected, identity }: Signed): readonly Difference[] {
  const differences: Difference[] = [];
  const differ = (check: Difference['check'], found: string, wanted: string) =>
    differences.push({ check, found, wanted });
  const { table, campaign, requirement, version, office, officeName, period } = identity;
  if (table !== expected.table)
    differ('other-form', table === form.table ? form.heading : table, expected.tableTitle ?? expected.table);
  const task = (of: { campaign?: string; requirement?: string }) =>
    [of.campaign, of.requirement].filter((part) => part !== undefined).join(' · ');
  if (campaign !== (expected.campaign ?? campaign) || requirement !== (expected.requirement ?? requirement)) {
    differ('other-campaign', `${campaign} · ${requirement}`, task(expected));
  }
  if (version !== (expected.version ?? version))
    differ('other-version', texts.version(version), texts.version(expected.version ?? version));
  if (office !== (expected.office ?? office))
    differ('other-office', officeName, expected.officeNames?.[0] ?? expected.office ?? '');
  if (period !== (expected.period ?? period)) {
    differ('other-period', periodName(period), expected.periodLabels?.[0] ?? periodName(expected.period ?? period));
  }
  return differences;
}

/** Header fields that name the office and the period in every shipped form. */
const OFFICE = 'reportUnit';
const PERIOD = 'period';

function byTexts({ table, header, heading }: ComparedForm, expected: ExpectedForm): readonly Difference[] {
  const differences: Difference[] = [];
  if (table !== expected.table)
    differences.push({ check: 'other-form', found: heading, wanted: expected.tableTitle ?? expected.table });
  const [name] = expected.officeNames ?? [];
  const unit = header[OFFICE] ?? '';
  if (name !== undefined && unit !== '' && !(expected.officeNames ?? []).some((each) => sameName(each, unit))) {
    differences.push({ check: 'other-office', found: unit, wanted: name });
  }
  const labels = [
    ...(expected.periodLabels ?? []),
    ...(expected.period === undefined ? [] : [periodName(expected.period)]),
  ];
  const wanted = labels.map(periodIn).filter((period) => period !== null);
  for (const text of [header[PERIOD] ?? '', heading]) {
    const found = periodIn(text);
    if (found === null || wanted.length === 0) continue;
    if (!wanted.some((each) => agrees(found, each)))
      differences.push({ check: 'other-period', found: text, wanted: labels[0] ?? '' });
    break;
  }
  return differences;
}

/** One name is the other, or its beginning: 任城区 and 任城区医保局 are 任城区医疗保障局. */
function sameName(name: string, seen: string): boolean {
  const [a, b] = [name, seen].map((text) =>
    text
      .normalize('NFKC')
      .replace(/[\s\p{P}]/gu, '')
      .replaceAll('医疗保障', '医保'),
  );
  if (a === undefined || b === undefined || a.length < 2 || b.length < 2) return false;
  return a === b || a.startsWith(b) || b.startsWith(a) || b.endsWith(a);
}

interface NamedPeriod {
  readonly year: number | null;
  readonly part: string;
}

const DIGITS = '〇一二三四五六七八九';

/** The quarter, month or half-year a text names; null when it names none. */
export function periodIn(text: string): NamedPeriod | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[〇零一二三四五六七八九]{4}(?=年)/gu, (year) =>
      [...year.replaceAll('零', '〇')].map((digit) => DIGITS.indexOf(digit)).join(''),
    );
  const year = /(20\d{2})/u.exec(plain)?.[1];
  const named = { year: year === undefined ? null : Number(year) };
  const quarter = /第?([一二三四1-4])季度?|Q([1-4])/iu.exec(plain);
  if (quarter !== null) {
    const digit = quarter[1] ?? quarter[2] ?? '';
    return { ...named, part: `Q${DIGITS.indexOf(digit) > 0 ? DIGITS.indexOf(digit) : digit}` };
  }
  const months = /(\d{1,2})月?[-—~至到](\d{1,2})月/u.exec(plain);
  if (months !== null) {
    const [from, to] = [Number(months[1]), Number(months[2])];
    return to - from === 2 && to % 3 === 0 ? { ...named, part: `Q${to / 3}` } : { ...named, part: `M${from}-${to}` };
  }
  const half = /([上下])半年/u.exec(plain);
  if (half !== null) return { ...named, part: half[1] === '上' ? 'H1' : 'H2' };
  // A whole date is a day something was written, no period.
  const month = /(?:年|^|\D)(\d{1,2})月(?!\d{1,2}日)/u.exec(plain) ?? /20\d{2}-(\d{2})(?!\d|-\d)/u.exec(plain);
  return month === null ? null : { ...named, part: `M${Number(month[1])}` };
}

function agrees(found: NamedPeriod, wanted: NamedPeriod): boolean {
  return found.part === wanted.part && (found.year === null || wanted.year === null || found.year === wanted.year);
}
