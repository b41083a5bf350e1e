import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { proveDocument, readReport } from '@duban/documents';
import { type CellKey, type Grid, mergeGrids, type Snapshot, splitKey, type TableDefinition } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import { provePeople } from './prove-people.js';
import type { MessageRecord, ObligationRecord, SheetRecord } from './record.js';

/** One thing that was proven, or not. */
export interface Check {
  readonly id: string;
  /** Chinese. */
  readonly title: string;
  readonly passed: boolean;
  /** What was compared, with figures; the first problems when it failed. */
  readonly detail: string;
}

/** What the output folder says of itself: everything a proof needs besides the files. */
export interface Ledgered {
  readonly campaign: string;
  readonly table: TableDefinition;
  readonly secret: string;
  readonly expected: { readonly obligations: number };
  readonly offices: readonly {
    readonly id: string;
    readonly shortName: string;
    readonly contacts: readonly { readonly id: string; readonly email: string; readonly role: string }[];
  }[];
  readonly obligations: readonly ObligationRecord[];
  readonly sheets: readonly SheetRecord[];
  readonly messages: readonly MessageRecord[];
  readonly mails: readonly { readonly messageId: string | null; readonly to: readonly string[] }[];
}

/** File names inside the output folder. */
export const files = {
  report: '总结报告.docx',
  summary: '汇总表.xlsx',
  merged: (period: string): string => `期次汇总/${period}.xlsx`,
  snapshot: '定稿数据.json',
} as const;

/**
 * Proves the outcome from the files of `folder`: every figure of the report equals its frozen value, every total is added up again from the sheets that were
 * handed in, and nobody was chased wrongly. Reads nothing of the ledger but the lists in `ledgered`.
 */
export async function proveOutcome(folder: string, ledgered: Ledgered, workbooks: WorkbookPool): Promise<Check[]> {
  const snapshot = JSON.parse(await readFile(path.join(folder, files.snapshot), 'utf8')) as Snapshot;
  const docx = await readFile(path.join(folder, files.report));
  return [
    proveFigures(docx, snapshot),
    ...(await proveTotals({ folder, ledgered, snapshot, workbooks })),
    await proveNever(docx, ledgered),
    ...provePeople(ledgered),
  ];
}

/** Every digit of the report stands in a control that names its snapshot key and equals that value. */
export function proveFigures(docx: Uint8Array, snapshot: Snapshot): Check {
  const { figures, problems } = proveDocument(docx, snapshot);
  return {
    id: 'figures',
    title: '总结报告的每个数字都等于定稿数据',
    passed: problems.length === 0 && figures.length > 0,
    detail: problems.length === 0 ? `${figures.length}处数字逐一核对` : problems.slice(0, 5).join('；'),
  };
}

interface Proving {
  readonly folder: string;
  readonly ledgered: Ledgered;
  readonly snapshot: Snapshot;
  readonly workbooks: WorkbookPool;
}

async function proveTotals({ folder, ledgered, snapshot, workbooks }: Proving): Promise<Check[]> {
  const { table } = ledgered;
  const counted = ledgered.sheets.filter((s) => s.counted && s.path.endsWith('.xlsx'));
  const periods = [...new Set(ledgered.sheets.filter((s) => s.path.endsWith('.xlsx')).map((s) => s.period))].sort();
  const summary = await workbooks.readTotals({ bytes: await readFile(path.join(folder, files.summary)), table });
  const checks: Check[] = [];
  for (const period of periods) {
    const grids: Grid[] = [];
    const problems: string[] = [];
    for (const sheet of counted.filter((s) => s.period === period)) {
      const bytes = await readFile(path.join(folder, sheet.path));
      if (createHash('sha256').update(bytes).digest('hex') !== sheet.sha256)
        problems.push(`${sheet.path} 与回执的校验值不符`);
      grids.push((await workbooks.read({ bytes, name: sheet.path, table, secret: ledgered.secret })).grid);
    }
    const again = mergeGrids(table, grids);
    const merged =
      Object.values(
        await workbooks.readTotals({ bytes: await readFile(path.join(folder, files.merged(period))), table }),
      )[0] ?? {};
    const numbers = Object.entries(again).filter(([, value]) => typeof value === 'number');
    for (const [key, value] of numbers) {
      const frozen = snapshot.figures[`${table.id}.${period}.total.${key}`]?.value;
      if (!same(frozen, value)) problems.push(`定稿数据 ${period} ${key}：${String(frozen)}，重算${String(value)}`);
      // The merged tables show 本期 and 累计; 上期调整数 is frozen, but has no column of its own there.
      if (splitKey(key as CellKey).column === 'adjust') continue;
      if (!same(merged[key as keyof Grid], value))
        problems.push(`${period}汇总 ${key}：表中${String(merged[key as keyof Grid])}，重算${String(value)}`);
      const shown = summary[period]?.[key as keyof Grid];
      if (!same(shown, value)) problems.push(`汇总表 ${period} ${key}：表中${String(shown)}，重算${String(value)}`);
    }
    checks.push({
      id: `totals-${period}`,
      title: `${period}合计由报送的表重新加总`,
      passed: problems.length === 0 && grids.length > 0 && numbers.length > 0,
      detail:
        problems.length === 0
          ? `${grids.length}张表、${numbers.length}项合计，与期次汇总、汇总表、定稿数据一致`
          : problems.slice(0, 5).join('；'),
    });
  }
  return checks;
}

/** Ratios are floating point; everything else is an integer and must be equal. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return a === b || (!Number.isInteger(b) && Math.abs(a - b) < 1e-6);
}

/** Who never filed stands in the report by name as 未报; it has no sheet in any total. */
async function proveNever(docx: Uint8Array, { obligations, offices, sheets }: Ledgered): Promise<Check> {
  const { text } = await readReport(docx, files.report);
  const silent = offices.filter((office) => obligations.some((o) => o.office === office.id && o.standing === 'never'));
  const unnamed = silent.filter(
    (office) => !text.split('\n').some((line) => line.includes(office.shortName) && line.includes('未报')),
  );
  const counted = silent.flatMap((office) =>
    obligations.filter(
      (o) => o.office === office.id && o.standing === 'never' && sheets.some((s) => s.obligation === o.id),
    ),
  );
  return {
    id: 'never',
    title: '未报单位在报告中写明“未报”，不按零计',
    passed: unnamed.length === 0 && counted.length === 0,
    detail:
      unnamed.length > 0
        ? `报告中没有写明：${unnamed.map((o) => o.shortName).join('、')}`
        : `${silent.length}家：${silent.map((o) => o.shortName).join('、') || '无'}`,
  };
}
