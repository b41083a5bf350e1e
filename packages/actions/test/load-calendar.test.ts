import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCalendar } from '@duban/actions/load-calendar';
import { DubanError, type LocalDate } from '@duban/base';
import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it, onTestFinished } from 'vitest';

const day = (text: string) => text as LocalDate;

/** A data folder; with a table of days in it when there is one. */
function dataFolder(text?: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-calendar-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (text !== undefined) writeFileSync(path.join(folder, 'calendar.yaml'), text);
  return folder;
}

async function refusal(text: string): Promise<string[]> {
  const error: unknown = await loadCalendar(dataFolder(text)).catch((reason: unknown) => reason);
  if (!(error instanceof DubanError) || error.code !== 'definition-invalid') throw error;
  return String(error.details.problems).split('\n');
}

describe('a table of days is refused', () => {
  it('with every problem at once, each with its line', async () => {
    const problems = await refusal(`announced: [2027, 2028, 2028]
days:
  - { date: 2027-02-05, worked: false, holiday: 春节 }
  - { date: 2027-02-30, worked: false }
  - { date: 2027-02-05, worked: true }
  - { date: 2028-01-03, worked: 是 }
  - { date: 2028-01-04, worked: true, holiday: 元旦 }
  - { date: 2028-01-05, worked: true, name: 元旦 }
`);
    expect(problems).toEqual([
      'calendar.yaml:1:19 announced[1]：2028年列为已公布，days 里却没有这一年的放假日，请把该年放假和调休上班的日子写全，或从 announced 删去',
      'calendar.yaml:1:25 announced[2]：“2028”已经用过，每个只能出现一次',
      'calendar.yaml:4:13 days[1].date：发现“2027-02-30”，应为 YYYY-MM-DD 的日期',
      'calendar.yaml:5:13 days[2].date：“2027-02-05”已经用过，每个只能出现一次',
      'calendar.yaml:6:33 days[3].worked：发现“是”，应为true 或 false',
      'calendar.yaml:7:48 days[4].holiday：发现“元旦”，上班的日子（worked: true）不写假期名称',
      'calendar.yaml:8:39 days[5].name：不认识这个字段，允许的字段：date、worked、holiday',
    ]);
  });

  it('when it is no YAML, or empty', async () => {
    expect(await refusal('days: [')).toEqual([expect.stringMatching(/^calendar\.yaml:\d+:\d+ 全文：YAML 写法有误/)]);
    expect(await refusal('')).toEqual([expect.stringContaining('calendar.yaml:1:1 全文：发现空值')]);
  });
});

describe('the calendar of an installation', () => {
  it('is the State Council’s where there is no table, or no data folder at all', async () => {
    expect(await loadCalendar(dataFolder())).toBe(stateCouncilCalendar);
    expect(await loadCalendar(path.join(dataFolder(), 'nowhere'))).toBe(stateCouncilCalendar);
    expect(await loadCalendar()).toBe(stateCouncilCalendar);
  });

  it('takes its own days first, and assumes nothing of a year entered in full', async () => {
    const calendar = await loadCalendar(
      dataFolder(`announced: [2027]
days:
  - { date: 2026-07-01, worked: false }
  - { date: 2027-02-08, worked: false, holiday: 春节 }
  - { date: 2027-02-14, worked: true }
`),
    );
    const asked = ['2026-07-01', '2026-07-02', '2027-02-08', '2027-02-14', '2027-10-01'].map(day);
    expect(asked.map((date) => calendar.isWorkday(date))).toEqual([false, true, false, true, true]);
    expect(calendar.holidayName?.(day('2027-02-08'))).toBe('春节');
    expect([calendar.isAssumed(day('2027-10-01')), calendar.isAssumed(day('2028-10-02'))]).toEqual([false, true]);
  });
});
