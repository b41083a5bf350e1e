import { plainText } from '@duban/campaign';
import type { WorkbookPool } from '@duban/workbook';
import { openList, rowsOf } from './folder/list-rows.js';
import { provisionalTexts as texts } from './folder/list-wording.js';

/** A list of 快报数: figures that offices phoned in before their sheets, as somebody noted them down. */
export interface ProvisionalList {
  /** The file's own name. */
  readonly name: string;
  readonly lines: readonly ProvisionalLine[];
}

/** One figure; office or measure are empty where they were not written. */
export interface ProvisionalLine {
  /** Of the list, from 1. */
  readonly line: number;
  readonly office: string;
  readonly measure: string;
  readonly value: string;
  /** Of all values: 快报数（万元）; empty where the head of the column names none. */
  readonly unit: string;
}

interface Head {
  readonly office: number;
  readonly measure: number;
  readonly value: number;
  readonly unit: string;
  /** Cells that have a head; what lies beyond belongs to nothing. */
  readonly width: number;
}

const OFFICE = /^(填报|报送)?单位(名称|简称|全称)?$/u;
const MEASURE = /^(指标|项目)(名称)?$/u;
const VALUE = /^(?:快报数|数值|数量|金额|数)(?:\((.+)\))?$/u;

/** A list of 快报数: .csv or .xlsx with the columns 单位, 指标, 快报数. Throws DubanError `provisional-unreadable`. */
export async function readProvisional(file: string, workbooks: Pick<WorkbookPool, 'rows'>): Promise<ProvisionalList> {
  const list = await openList(file, 'provisional-unreadable');
  const rows = await rowsOf(list, { workbooks, kinds: texts.kinds });
  const heads = rows.map(headOf);
  const at = heads.findIndex((head) => head !== null);
  const head = heads[at] ?? null;
  if (head === null) throw list.refuse(texts.noColumns);
  const below = rows.slice(at + 1).map((row, i) => ({ row, line: at + 2 + i }));
  const surplus = below.flatMap(({ row, line }) => {
    const beyond = row.slice(head.width).find((cell) => cell.trim() !== '');
    return beyond === undefined ? [] : [texts.surplus(line, beyond.trim())];
  });
  if (surplus.length > 0) throw list.refuse(surplus.join('；'));
  const lines = below.flatMap(({ row, line }) => {
    const cell = (column: number) => (row[column] ?? '').trim();
    const value = cell(head.value);
    if (value === '') return [];
    return [{ line, office: cell(head.office), measure: cell(head.measure), value, unit: head.unit }];
  });
  if (lines.length === 0) throw list.refuse(texts.empty);
  return { name: list.name, lines };
}

function headOf(row: readonly string[]): Head | null {
  const plain = row.map(plainText);
  const [office, measure, value] = [OFFICE, MEASURE, VALUE].map((name) => plain.findIndex((cell) => name.test(cell)));
  if (office === undefined || measure === undefined || value === undefined) return null;
  if (Math.min(office, measure, value) === -1) return null;
  const unit = VALUE.exec(plain[value] ?? '')?.[1] ?? '';
  return { office, measure, value, unit, width: plain.findLastIndex((cell) => cell !== '') + 1 };
}
