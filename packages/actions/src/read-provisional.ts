import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { plainText } from '@duban/campaign';
import { listRows, type ReadRows } from './folder/list-rows.js';
import { directoryFileTexts, provisionalTexts as texts } from './folder/wording.js';

/** 快报数: a figure that an office phoned in before its sheet, as somebody noted it down. */
export interface ProvisionalLine {
  /** Of the list, from 1. */
  readonly line: number;
  readonly office: string;
  readonly measure: string;
  readonly value: string;
}

const COLUMNS = { office: /单位/, measure: /指标|项目/, value: /快报数|数值|数量|金额|^数$/ } as const;

/** A list of 快报数: .csv or .xlsx with the columns 单位, 指标, 快报数. Throws DubanError `provisional-unreadable`. */
export async function readProvisional(file: string, readRows: ReadRows): Promise<readonly ProvisionalLine[]> {
  const name = path.basename(file);
  const refuse = (reason: string, cause?: unknown) =>
    new DubanError('provisional-unreadable', { name, reason }, cause === undefined ? {} : { cause });
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw refuse(directoryFileTexts.missing, cause);
  });
  const rows = await listRows({ file, name, bytes }, { readRows, refuse });
  const found = rows.map((row) => columnsOf(row)).findIndex((columns) => columns !== null);
  const columns = columnsOf(rows[found] ?? []);
  if (columns === null) throw refuse(texts.noColumns);
  return rows.slice(found + 1).flatMap((row, i) => {
    const [office, measure, value] = columns.map((column) => (row[column] ?? '').trim());
    if (!office || !measure || !value) return [];
    return [{ line: found + i + 2, office, measure, value }];
  });
}

function columnsOf(row: readonly string[]): readonly number[] | null {
  const plain = row.map((cell) => plainText(cell));
  const at = [COLUMNS.office, COLUMNS.measure, COLUMNS.value].map((name) => plain.findIndex((cell) => name.test(cell)));
  return at.includes(-1) ? null : at;
}
