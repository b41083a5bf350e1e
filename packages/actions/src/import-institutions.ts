import path from 'node:path';
import { DubanError, type Instant } from '@duban/base';
import { plainText } from '@duban/campaign';
import { recordEvent, type Tx } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { rowsOf } from './folder/list-rows.js';

export interface ImportInstitutions {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly actor: Actor;
  readonly now: Instant;
}

/** 家 in the file: new ones, those of which something changed, and those that were as they are. */
export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly district: string;
}

const COLUMNS: Readonly<Record<keyof Row, RegExp>> = {
  code: /^(定点医药)?机构(代码|编码)$|^医保(代码|编码)$|^代码$|^编码$/,
  name: /^(定点医药)?机构名称$|^名称$/,
  kind: /^(机构)?(类别|类型)$/,
  district: /^(所属|所在)?(区县|辖区|县区|统筹区)$/,
};
const TITLES: Readonly<Record<keyof Row, string>> = {
  code: '机构代码',
  name: '机构名称',
  kind: '类别',
  district: '所属区县',
};
const FIELDS = Object.keys(COLUMNS) as readonly (keyof Row)[];

/**
 * Takes a roster of 定点医药机构 (.xlsx or .csv with 机构代码, 机构名称, 类别, 所属区县): new ones are added, those of a known code brought up to date,
 * none is taken away. Every row must be whole: a roster that is half right is refused.
 * @throws DubanError `entry-invalid` with the first row that is not fit, `not-allowed`.
 */
export async function importInstitutions(ctx: Context, { file, actor, now }: ImportInstitutions): Promise<Imported> {
  requireRight(actor, 'case.manage', '导入定点医药机构');
  const refuse = (problem: string, cause?: unknown): DubanError =>
    new DubanError('entry-invalid', { what: `名录“${file.name}”`, problem }, cause === undefined ? {} : { cause });
  const list = { ...file, extension: path.extname(file.name).toLowerCase(), refuse };
  const rows = institutionsIn(await rowsOf(list, { workbooks: ctx.workbooks, kinds: '.xlsx、.csv' }), refuse);
  return ctx.ledger.transaction(async (tx) => {
    const imported = await put(tx, rows, now);
    await recordEvent(tx, {
      campaign: null,
      at: now,
      kind: 'institutions-imported',
      actor,
      subject: file.name,
      data: imported,
    });
    return imported;
  });
}

function institutionsIn(rows: readonly (readonly string[])[], refuse: (problem: string) => DubanError): Row[] {
  const at = rows.findIndex((row) => row.some((cell) => COLUMNS.code.test(plainText(cell))));
  const header = rows[at];
  if (!header) throw refuse('找不到“机构代码”一列');
  const places = new Map(
    FIELDS.map((field) => [field, header.findIndex((cell) => COLUMNS[field].test(plainText(cell)))]),
  );
  const missing = FIELDS.filter((field) => places.get(field) === -1).map((field) => `“${TITLES[field]}”`);
  if (missing.length > 0) throw refuse(`缺少${missing.join('、')}`);
  const seen = new Set<string>();
  const found = rows.slice(at + 1).flatMap((row, i): Row[] => {
    const cell = (field: keyof Row): string => (row[places.get(field) ?? -1] ?? '').trim();
    const institution = { code: cell('code'), name: cell('name'), kind: cell('kind'), district: cell('district') };
    if (FIELDS.every((field) => institution[field] === '')) return [];
    const line = `第${at + i + 2}行`;
    const empty = FIELDS.find((field) => institution[field] === '');
    if (empty) throw refuse(`${line}的“${TITLES[empty]}”是空的`);
    if (seen.has(institution.code)) throw refuse(`${line}的机构代码 ${institution.code} 前面已有`);
    seen.add(institution.code);
    return [institution];
  });
  if (found.length === 0) throw refuse('里面没有机构');
  return found;
}

/** Rows of one statement; PostgreSQL takes 65,535 parameters. */
const BATCH = 5_000;

async function put(tx: Tx, rows: readonly Row[], now: Instant): Promise<Imported> {
  const known = new Map((await tx.selectFrom('institution').selectAll().execute()).map((row) => [row.code, row]));
  const differs = (row: Row): boolean => FIELDS.some((field) => known.get(row.code)?.[field] !== row[field]);
  const writing = rows.filter(differs);
  for (let i = 0; i < writing.length; i += BATCH)
    await tx
      .insertInto('institution')
      .values(writing.slice(i, i + BATCH).map((row) => ({ ...row, imported_at: now })))
      .onConflict((c) =>
        c.column('code').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          kind: eb.ref('excluded.kind'),
          district: eb.ref('excluded.district'),
          imported_at: eb.ref('excluded.imported_at'),
        })),
      )
      .execute();
  const added = writing.filter(({ code }) => !known.has(code)).length;
  return { added, changed: writing.length - added, same: rows.length - writing.length };
}
