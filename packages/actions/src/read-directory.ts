import { placeOf, plainText } from '@duban/campaign';
import type { WorkbookPool } from '@duban/workbook';
import { parse as parseYaml } from 'yaml';
import { decoded, openList, rowsOf, type TypedList } from './folder/list-rows.js';
import { directoryFileTexts as texts } from './folder/list-wording.js';
import type { Directory, DirectoryOffice } from './folder/types.js';

interface Written {
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly code?: string | undefined;
  readonly aliases: readonly string[];
  readonly id?: string | undefined;
  readonly standing?: string | undefined;
}

/**
 * A list of offices given by hand: .yaml (`offices:` with name, shortName, code, aliases), .csv or .xlsx with the columns 单位名称, 简称, 区划代码,
 * 别名 (several parted by 、or ，). Throws DubanError `directory-unreadable`.
 */
export async function readDirectory(file: string, workbooks: Pick<WorkbookPool, 'rows'>): Promise<Directory> {
  const list = await openList(file, 'directory-unreadable');
  const { name, extension, bytes, refuse } = list;
  const written = /^\.ya?ml$/.test(extension)
    ? inYaml(decoded(bytes), refuse)
    : inRows(await rowsOf(list, { workbooks, kinds: texts.kinds }), refuse);
  if (written.length === 0) throw refuse(texts.empty);
  const twin = written.find((office, at) => written.findIndex((other) => spelled(other) === spelled(office)) !== at);
  if (twin !== undefined) throw refuse(texts.twice(twin.name));
  return { title: name, offices: asOffices(written), campaign: null };
}

/** 任城区医保局 twice under two spellings would be called missing once. */
function spelled({ name }: Written): string {
  return plainText(name).replaceAll('医疗保障', '医保');
}

const COLUMNS: Readonly<Record<'name' | 'shortName' | 'code' | 'aliases', RegExp>> = {
  name: /^(填报)?单位(名称|全称)?$|^全称$|^名称$|^name$/,
  shortName: /简称|^shortname$/,
  code: /区划|代码|编码|^code$/,
  aliases: /别名|曾用名|^aliases$/,
};

function inRows(rows: readonly (readonly string[])[], refuse: TypedList['refuse']): readonly Written[] {
  const at = rows.findIndex((row) => row.some((cell) => COLUMNS.name.test(plainText(cell))));
  const header = rows[at];
  if (header === undefined) throw refuse(texts.noColumn);
  const column = (key: keyof typeof COLUMNS) => header.findIndex((cell) => COLUMNS[key].test(plainText(cell)));
  const [nameAt, shortNameAt, codeAt, aliasesAt] = [
    column('name'),
    column('shortName'),
    column('code'),
    column('aliases'),
  ];
  const cell = (row: readonly string[], index: number) => (index === -1 ? '' : (row[index] ?? '').trim());
  return rows.slice(at + 1).flatMap((row) => {
    const name = cell(row, nameAt);
    if (name === '') return [];
    const aliases = cell(row, aliasesAt)
      .split(/[、,，;；|/]/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== '');
    return [{ name, shortName: cell(row, shortNameAt) || undefined, code: cell(row, codeAt) || undefined, aliases }];
  });
}

function inYaml(text: string, refuse: TypedList['refuse']): readonly Written[] {
  let value: unknown;
  try {
    value = parseYaml(text, { maxAliasCount: 100 });
  } catch (cause) {
    throw refuse(texts.yaml, cause);
  }
  const offices: unknown = Array.isArray(value) ? value : (value as { offices?: unknown } | null)?.offices;
  if (!Array.isArray(offices)) throw refuse(texts.noOffices);
  return offices.map((office: unknown, index) => {
    const { name, shortName, code, aliases, id, standing } = (office ?? {}) as Record<string, unknown>;
    if (typeof name !== 'string' || name.trim() === '') throw refuse(texts.unnamed(index + 1));
    const listed = Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
    return {
      name: name.trim(),
      shortName: asText(shortName),
      code: asText(code),
      aliases: listed,
      id: asText(id),
      standing: asText(standing),
    };
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const STANDINGS = ['subordinate', 'peer', 'superior', 'outside'] as const;

/** Called by its place (任城区), unless two of the list (医保局 and 公安局 of one county) share it. */
function asOffices(written: readonly Written[]): readonly DirectoryOffice[] {
  const places = written.map(({ name }) => placeOf(name));
  return written.map((office, at) => {
    const place = places[at] ?? office.name;
    const alone = places.filter((other) => other === place).length === 1;
    return asOffice(office, alone ? place : office.name);
  });
}

function asOffice({ name, shortName, code, aliases, id, standing }: Written, called: string): DirectoryOffice {
  const digits = code?.replace(/\D/g, '').replace(/^(\d{6})0{3,6}$/, '$1') ?? '';
  return {
    id: id ?? called,
    name,
    shortName: shortName ?? called,
    code: /^\d{6}(\d{3})?$/.test(digits) ? digits : null,
    aliases,
    standing: STANDINGS.find((each) => each === standing) ?? 'subordinate',
  };
}
