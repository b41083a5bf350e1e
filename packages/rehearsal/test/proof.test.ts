import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import type { Snapshot } from '@duban/tables';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveFigures, proveOutcome, type Rehearsed } from '../src/index.js';
import { SLOW, sharedRun } from './base-run.ts';

/** Each of them opens every sheet again. */
const SEVERAL_PROOFS = 120_000;
const folder = throwawayFolder('proof-test');
const out = (name: string): string => path.join(folder.path, name);
let first: Rehearsed;
let base: string;
let workbooks: WorkbookPool;

beforeAll(async () => {
  ({ rehearsed: first, folder: base } = await sharedRun('jining'));
  workbooks = createWorkbookPool({ size: 1 });
}, SLOW);

afterAll(async () => {
  await workbooks.close();
  folder.remove();
});

describe('the proof', () => {
  it('fails when one digit of the report is changed', async () => {
    const docx = unzipSync(await readFile(path.join(base, '总结报告.docx')));
    const snapshot = JSON.parse(await readFile(path.join(base, '定稿数据.json'), 'utf8')) as Snapshot;
    const xml = strFromU8(docx['word/document.xml'] ?? new Uint8Array());
    const digits = [...xml.matchAll(/<w:t[^>]*>[^<]*?(\d)[^<]*<\/w:t>/g)];
    expect(digits.length).toBeGreaterThan(100);
    for (const match of [digits[0], digits[Math.floor(digits.length / 2)], digits.at(-1)]) {
      const at = (match?.index ?? 0) + (match?.[0].search(/\d(?=[^<]*<\/w:t>)/) ?? 0);
      const changed = `${xml.slice(0, at)}${(Number(xml[at]) + 1) % 10}${xml.slice(at + 1)}`;
      expect(changed).not.toBe(xml);
      expect(proveFigures(zipSync({ ...docx, 'word/document.xml': strToU8(changed) }), snapshot).passed).toBe(false);
    }
  });

  it('fails when a frozen total is changed, or a handed-in sheet is exchanged', async () => {
    await cp(base, out('tampered'), { recursive: true });
    const file = path.join(out('tampered'), '定稿数据.json');
    const snapshot = JSON.parse(await readFile(file, 'utf8')) as { figures: Record<string, { value: number }> };
    const figure = snapshot.figures['T1.2023Q3.total.chkInst.current'];
    if (!figure) throw new Error('no such figure');
    figure.value += 1;
    await writeFile(file, JSON.stringify(snapshot));
    const [one, two] = first.basis.sheets.filter((s) => s.counted && s.period === '2023Q4' && s.path.endsWith('.xlsx'));
    await cp(path.join(out('tampered'), one?.path ?? ''), path.join(out('tampered'), two?.path ?? ''));
    const failed = (await proveOutcome(out('tampered'), first.basis, workbooks))
      .filter((c) => !c.passed)
      .map((c) => c.id);
    expect(failed).toEqual(['totals-2023Q3', 'totals-2023Q4']);
  });

  it('fails when two offices have exchanged their figures, which changes no total', async () => {
    await cp(base, out('exchanged'), { recursive: true });
    const file = path.join(out('exchanged'), '定稿数据.json');
    const text = await readFile(file, 'utf8');
    const swapped = text
      .replaceAll('T1.2023Q4.rencheng.', 'T1.2023Q4.#.')
      .replaceAll('T1.2023Q4.yanzhou.', 'T1.2023Q4.rencheng.');
    await writeFile(file, swapped.replaceAll('T1.2023Q4.#.', 'T1.2023Q4.yanzhou.'));
    const checks = await proveOutcome(out('exchanged'), first.basis, workbooks);
    expect(checks.find((c) => c.id === 'totals-2023Q4')?.passed).toBe(false);
  });

  it('fails when the row of an office that never filed shows a number, be it 0', async () => {
    await cp(base, out('zero'), { recursive: true });
    const silent = first.basis.obligations.find((o) => o.standing === 'never' && o.period === '2023Q4');
    const name = first.basis.offices.find((o) => o.id === silent?.office)?.shortName ?? '';
    const file = path.join(out('zero'), '期次汇总/2023Q4.xlsx');
    const book = unzipSync(await readFile(file));
    const sheet = strFromU8(book['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const row = 9 + first.basis.offices.findIndex((o) => o.shortName === name);
    // D is the first figure of the office's row; it holds a dash.
    const cell = new RegExp(`<c r="D${row}"( s="\\d+")?[^>]*>.*?</c>`);
    expect(sheet).toMatch(cell);
    const zeroed = sheet.replace(cell, (_, style: string | undefined) => `<c r="D${row}"${style ?? ''}><v>0</v></c>`);
    await writeFile(file, zipSync({ ...book, 'xl/worksheets/sheet1.xml': strToU8(zeroed) }));
    const failed = (await proveOutcome(out('zero'), first.basis, workbooks)).filter((c) => !c.passed).map((c) => c.id);
    expect(failed).toEqual(['totals-2023Q4', 'never']);
  });

  it(
    'fails when somebody was chased after the receipt, twice on one day, or for another office',
    async () => {
      const { messages } = first.basis;
      const chase = messages.find(
        (m) => m.kind === 'chase' && m.state === 'sent' && m.lines.some((l) => l.obligation.endsWith('/rencheng')),
      );
      if (!chase) throw new Error('no chase of rencheng');
      const failing = async (changed: typeof messages): Promise<string[]> =>
        (await proveOutcome(base, { ...first.basis, messages: changed }, workbooks))
          .filter((c) => !c.passed)
          .map((c) => c.id);
      expect(
        await failing([...messages, { ...chase, id: 'late', messageId: 'late', sentAt: '2024-01-02T09:00:00+08:00' }]),
      ).toContain('after-receipt');
      expect(await failing([...messages, { ...chase, id: 'again', messageId: 'again' }])).toContain('once-a-day');
      expect(
        await failing(
          messages.map((m) =>
            m === chase
              ? { ...m, lines: m.lines.map((l) => ({ ...l, obligation: l.obligation.replace('rencheng', 'yutai') })) }
              : m,
          ),
        ),
      ).toContain('right-people');
      expect(await failing(messages.filter((m) => m !== chase))).toContain('nothing-lost');
      const returned = messages.find((m) => m.kind === 'return');
      const elsewhere = messages.find((m) => m.kind === 'receipt' && m.office !== returned?.office)?.office ?? null;
      expect(await failing(messages.map((m) => (m === returned ? { ...m, office: elsewhere } : m)))).toContain(
        'right-people',
      );
    },
    SEVERAL_PROOFS,
  );
});
