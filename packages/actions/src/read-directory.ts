import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { placeOf, plainText } from '@duban/campaign';
import { parse as parseYaml } from 'yaml';
import { listRows, type ReadRows, type Refuse, textOf } from './folder/list-rows.js';
import type { Directory, DirectoryOffice } from './folder/types.js';
import { directoryFileTexts as texts } from './folder/wording.js';

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
export async function readDirectory(file: string, readRows: ReadRows): Promise<Directory> {
  const name = path.basename(file);
  const refuse = (reason: string, cause?: unknown) =>
    new DubanError('directory-unreadable', { name, reason }, cause === undefined ? {} : { cause });
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw refuse(texts.missing, cause);
  });
  const written = await officesIn({ file, name, bytes }, { readRows, refuse });
  if (written.length === 0) throw refuse(texts.empty);
  const twin = written.find((office, at) => written.findIndex((other) => spelled(other) === spelled(office)) !== at);
  if (twin !== undefined) throw refuse(texts.twice(twin.name));
  return { title: name, offices: asOffices(written), campaign: null };
}

/** 任城区医保局 twice under two spellings would be called missing once. */
function spelled({ name }: Written): string {
  return plainText(name).replaceAll('医疗保障', '医保');
}

async function officesIn(
  { file, name, bytes }: { file: string; name: string; bytes: Uint8Array },
  { readRows, refuse }: { readRows: ReadRows; refuse: Refuse },
): Promise<readonly Written[]> {
  switch (path.extname(file).toLowerCase()) {
    case '.yaml':
    case '.yml':
      return inYaml(textOf(bytes), refuse);
    default:
      return inRows(await listRows({ file, name, bytes }, { readRows, refuse }), refuse);
  }
}

const COLUMNS: Readonly<Record<keyof Omit<Written, 'id'>, RegExp>> = {
  name: /^(填报)?单位(名称|全称)?$|^全称$|^名称$|^name$/,
  shortName: /简称|^shortname$/,
  code: /区划|代码|编码|^code$/,
  aliases: /别名|曾用名|^aliases$/,
  standing: /隶属|^standing$/,
};

function inRows(rows: readonly (readonly string[])[], refuse: Refuse): readonly Written[] {
  const at = rows.findIndex((row) => row.some((cell) => COLUMNS.name.test(plainText(cell))));
  const header = rows[at];
  if (header === undefined) throw refuse(texts.noColumn);
  const column = (key: keyof typeof COLUMNS) => header.findIndex((cell) => COLUMNS[key].test(plainText(cell)));
  const columns = {
    name: column('name'),
    shortName: column('shortName'),
    code: column('code'),
    aliases: column('aliases'),
  };
  const cell = (row: readonly string[], index: number) => (index === -1 ? '' : (row[index] ?? '').trim());
  return rows.slice(at + 1).flatMap((row) => {
    const name = cell(row, columns.name);
    if (name === '') return [];
    const aliases = cell(row, columns.aliases)
      .split(/[、,，;；|/]/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== '');
    return [
      {
        name,
        shortName: cell(row, columns.shortName) || undefined,
        code: cell(row, columns.code) || undefined,
        aliases,
      },
    ];
  });
}

function inYaml(text: string, refuse: Refuse): readonly Written[] {
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
