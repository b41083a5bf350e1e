import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Rehearsed } from '../src/index.js';
import { SLOW, sharedRun } from './base-run.ts';
import { counted } from './counted.ts';

let first: Rehearsed;
let folder: string;

beforeAll(async () => {
  ({ rehearsed: first, folder } = await sharedRun('jining'));
}, SLOW);

describe('Jining 2023 rehearsed', () => {
  it('proves its outcome', () => {
    expect(first.outcome.checks.filter((c) => !c.passed)).toEqual([]);
    expect(first.outcome.checks.map((c) => c.id)).toEqual([
      'figures',
      'totals-2023Q3',
      'totals-2023Q4',
      'never',
      'obligations',
      'after-receipt',
      'right-people',
      'once-a-day',
      'nothing-lost',
    ]);
  });

  it('has 15 × (2 quarterly tables + 1 final report) = 45 obligations, Q3 and Q4 and no Q2', () => {
    expect(first.outcome.obligations).toBe(45);
    expect(first.outcome.periods.toSorted()).toEqual([
      'final-report/final',
      'quarterly-table/2023Q3',
      'quarterly-table/2023Q4',
    ]);
  });

  it('ends for each office as its profile says: punctual on time, late never on time, careless with something sent back or refused, silent never', () => {
    const { offices } = first.outcome;
    const played = (label: string) => offices.filter((o) => o.profile === label);
    expect(played('按时').map((o) => [o.onTime, o.never])).toEqual(played('按时').map(() => [3, 0]));
    expect(played('拖延').map((o) => [o.onTime, o.never])).toEqual(played('拖延').map(() => [0, 0]));
    expect(played('失联').map((o) => [o.onTime + o.late + o.afterCutOff, o.never])).toEqual(
      played('失联').map(() => [0, 3]),
    );
    expect(played('粗心').length).toBeGreaterThan(0);
  });

  it('answers each of the four blunders: text for a number and a wrong sum are returned, a foreign template and a renamed text are refused', () => {
    const found = new Set(
      first.basis.sheets.flatMap((sheet) => sheet.findings.filter((f) => f.severity === 'E').map((f) => f.check)),
    );
    expect([...found]).toEqual(expect.arrayContaining(['not-a-number', 'T1-1']));
    expect(new Set(first.outcome.sheets.refusals)).toEqual(
      new Set(['sheet-other-office', 'file-not-xlsx', 'file-not-docx']),
    );
    for (const sheet of first.basis.sheets)
      for (const f of sheet.findings) expect(f.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('never has to ask a punctual office about a broken promise', () => {
    const punctual = new Set(first.outcome.offices.filter((o) => o.profile === '按时').map((o) => o.office));
    expect(first.outcome.tasksByScript.filter((t) => t.script === 'promise-broken' && punctual.has(t.office))).toEqual(
      [],
    );
  });

  it('calls the silent office again and again, up to a letter for signature', () => {
    const silent = first.outcome.offices.find((o) => o.profile === '失联');
    expect(silent?.calls).toBeGreaterThanOrEqual(4);
  });

  it('sends the silent office, and has done about it, what the ladder says, counted by hand from the notice', () => {
    // 曲阜市 never files and answers no call. Launch: A and B, 2.
    // Third quarter, due Tuesday 10-10: 期末提醒 on Thursday 09-28 (the holiday begins on the 29th), A; 开始填报 and T−3 both on Saturday 10-07, a make-up
    //   day, 09:00: one message, A; T−1 10-09 A and B; T A: 5. Calls T−1, T, T+1 (10-11), chief 10-12, letter 10-13, deputy 10-17; cut-off 10-18.
    // Fourth quarter (data until 11-30) and 总结, both due Sunday 12-10: 期末提醒 11-30 A, 开始填报 12-01 A; T is Friday 12-08, so T−3 Tuesday 12-05 A,
    //   T−1 Thursday 12-07 A and B, T A, each about both: 6. Calls 12-07, 12-08, 12-11, chief 12-12, one letter 12-13, deputy 12-15, each about both.
    // Of each letter two tasks: the chief reviews it on the morning of its day, the deputy issues it that afternoon.
    expect(counted(first, 'qufu')).toEqual({
      unproven: [],
      messages: { launch: 2, chase: 11 },
      days: [
        ...['2023-09-28', '2023-10-07', '2023-10-09', '2023-10-09', '2023-10-10'],
        ...['2023-11-30', '2023-12-01', '2023-12-05', '2023-12-07', '2023-12-07', '2023-12-08'],
      ],
      tasks: {
        'due-tomorrow': 2,
        'due-today': 2,
        overdue: 2,
        'overdue-chief': 2,
        'chase-letter': 2,
        'letter-issue': 2,
        'overdue-deputy': 2,
      },
    });
  });

  it('tells every office (29 people) and every other recipient (44) once at the launch', () => {
    const kinds = first.basis.messages.map((m) => m.kind);
    expect(kinds.filter((k) => k === 'launch').length).toBe(29);
    expect(kinds.filter((k) => k === 'launch-info').length).toBe(44);
  });

  it('writes to the clerk of two offices once a day for both', () => {
    const both = first.basis.messages.filter(
      (m) => m.kind === 'chase' && new Set(m.lines.map((l) => l.obligation.split('/').at(-1))).size === 2,
    );
    expect(both.length).toBeGreaterThan(0);
    expect(new Set(both.map((m) => m.recipient)).size).toBe(1);
  });

  it('sends the last reminder for Sunday 12-10 by Friday 12-08', () => {
    const about = first.basis.messages.filter(
      (m) => m.kind === 'chase' && m.lines.some((l) => l.step === 'T' && l.obligation.includes('final-report')),
    );
    expect(about.length).toBeGreaterThan(0);
    expect(new Set(about.map((m) => m.sentAt?.slice(0, 10)))).toEqual(new Set(['2023-12-08']));
  });

  it('lists one call of one person at a time, whatever is said in it for each office', async () => {
    const rows = (await readFile(path.join(folder, '电话清单.csv'), 'utf8')).split('\r\n').map((row) => row.split(','));
    const made = rows
      .slice(1)
      .filter((row) => row[9])
      .map((row) => [row[3], row[7], row[9]].join(' '));
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((call, i) => made.indexOf(call) !== i)).toEqual([]);
    expect(rows.map((row) => row[1])).toContain('太白湖新区、济宁经开区');
  });

  it('leaves mails, sheets, returned workbooks, merged workbooks, report, timeline, call list and one page', async () => {
    const names = await readdir(folder);
    for (const name of [
      '邮件',
      '报送材料',
      '退回修改',
      '拒收',
      '期次汇总',
      '总结报告.docx',
      '汇总表.xlsx',
      'timeline.json',
      '电话清单.csv',
      'index.html',
      'summary.json',
    ]) {
      expect(names).toContain(name);
    }
    expect((await readdir(path.join(folder, '邮件'))).length).toBe(first.outcome.mails.taken);
    for (const sheet of first.basis.sheets) {
      expect(existsSync(path.join(folder, sheet.path))).toBe(true);
      if (sheet.returnedAs) expect(existsSync(path.join(folder, sheet.returnedAs))).toBe(true);
    }
    expect((await readdir(path.join(folder, '期次汇总'))).toSorted()).toEqual(['2023Q3.xlsx', '2023Q4.xlsx']);
  });
});
