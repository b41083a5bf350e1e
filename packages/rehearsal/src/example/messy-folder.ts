import { blankSheet } from '@duban/actions/blank-sheet';
import type { Directory, DirectoryOffice } from '@duban/actions/merge-folder';
import { dice } from '@duban/base/dice';
import { writeCountyReport } from '@duban/documents';
import { type CellKey, cellKey, type Grid, type TableDefinition } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import iconv from 'iconv-lite';
import JSZip from 'jszip';
import { sizeOf } from '../county-sheet.js';
import { simulatedGrid } from '../figures.js';
import { exampleWords as words } from './example-words.js';
import { plainSheet } from './plain-sheet.js';

export interface MessyFolder {
  readonly workbooks: Pick<WorkbookPool, 'template' | 'fill'>;
  /** Table T1: the recipe of its figures is the only one there is. */
  readonly table: TableDefinition;
  /** jining-2023: the messes are told office by office. */
  readonly directory: Directory;
  /** Any integer; the same seed gives the same figures. */
  readonly seed: number;
  /** Signs the templates. */
  readonly secret: string;
}

export interface MessyFile {
  /** With `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface MadeFolder {
  readonly files: readonly MessyFile[];
  /** What each sound sheet says, by office: to prove a merge. Not what a file with a blunder says. */
  readonly grids: Readonly<Record<string, Grid>>;
}

const PERIOD = '2023Q3';
const LAST_YEAR = '2022Q3';
const DRAFT = 'draft';
/** Kept the same, so that the same seed gives the same archive. */
const PACKED = new Date(Date.UTC(2023, 9, 10, 2));

/**
 * A folder as a bureau has it on the last day: filled-in forms under odd names, sub-folders, an archive with GBK names, two versions of one
 * office, last year's form, the same file twice, another office's template, a sheet typed without a template, one with mistakes, a Word
 * file and litter; two offices are missing. Seeded.
 */
export async function messyFolder(making: MessyFolder): Promise<MadeFolder> {
  const maker = new Maker(making);
  const sheet = (id: string, change: Change = {}) => maker.sheet(id, change);
  const gaoxin = sheet('gaoxin');
  const zipped = Promise.all([sheet('wenshang'), sheet('sishui')]).then(([wenshang, sishui]) =>
    gbkZip([
      ['汶上县医保局2023年三季度.xlsx', wenshang],
      ['泗水县.xlsx', sishui],
    ]),
  );
  const made: readonly (readonly [string, Promise<Uint8Array> | Uint8Array])[] = [
    ['任城区医保基金工作情况统计表（2023年第三季度）.xlsx', sheet('rencheng')],
    ['兖州区三季度报表.xlsx', sheet('yanzhou', { version: DRAFT, filedOn: '2023年10月8日' })],
    ['兖州区三季度报表-修改后.xlsx', sheet('yanzhou', { filedOn: '2023年10月10日' })],
    ['微山.xlsx', sheet('weishan')],
    ['370827统计表.xlsx', sheet('yutai')],
    ['新建 Microsoft Excel 工作表 (2).xlsx', sheet('jinxiang')],
    ['嘉祥县/统计表.xlsx', maker.plain('jiaxiang')],
    ['微信转来/汶上泗水.zip', zipped],
    ['梁山县 2023Q3.xlsx', sheet('liangshan', { blunders: true })],
    ['曲阜2022年第三季度.xlsx', sheet('qufu', { period: LAST_YEAR, version: 'last-year' })],
    ['第二批/曲阜市（最终）.xlsx', sheet('qufu')],
    ['第二批/邹城.xlsx', sheet('zoucheng', { fullWidth: true })],
    ['高新区报表.xlsx', gaoxin],
    ['高新区报表 - 副本.xlsx', gaoxin],
    ['太白湖新区.xlsx', sheet('taibaihu')],
    // JN23-A4: one clerk serves both zones (practice.md 15) and took the other's template.
    ['经开区三季度.xlsx', sheet('taibaihu', { version: 'jingkai' })],
    ['兖矿能源总结报告.docx', writeCountyReport(words.report)],
    ['~$高新区报表.xlsx', new TextEncoder().encode(words.clerk.padEnd(165))],
    ['.DS_Store', new Uint8Array([0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31])],
  ];
  const files = await Promise.all(made.map(async ([path, bytes]) => ({ path, bytes: await bytes })));
  return { files, grids: maker.grids };
}

interface Change {
  readonly period?: string;
  /** Figures of another throw; these are not the office's own. */
  readonly version?: string;
  readonly filedOn?: string;
  readonly blunders?: boolean;
  readonly fullWidth?: boolean;
}

class Maker {
  readonly #making: MessyFolder;
  readonly grids: Record<string, Grid> = {};

  constructor(making: MessyFolder) {
    this.#making = making;
  }

  async sheet(id: string, change: Change): Promise<Uint8Array> {
    const { workbooks, table, directory, secret } = this.#making;
    const office = this.#office(id);
    const period = change.period ?? PERIOD;
    const template = await blankSheet({ workbooks }, { table, directory, office, period, previous: {}, secret });
    const grid = this.#grid(office, change.version ?? '');
    const inspected = grid[cellKey('chkVisits', 'current')];
    const raw: Record<CellKey, string> = {};
    if (change.blunders) raw[cellKey('chkVisits', 'current')] = words.about;
    if (change.fullWidth) raw[cellKey('chkVisits', 'current')] = fullWidth(String(inspected));
    return workbooks.fill({
      bytes: template,
      table,
      // One institution too many in the total: 检查定点医药机构 ≠ 医疗机构 + 零售药店.
      grid: change.blunders ? oneMore(grid, ['chkInst.current']) : grid,
      header: { ...words.header, filedOn: change.filedOn ?? '' },
      ...(Object.keys(raw).length === 0 ? {} : { raw }),
    });
  }

  /** Typed into an empty workbook, without the template. */
  plain(id: string): Promise<Uint8Array> {
    const { table } = this.#making;
    const office = this.#office(id);
    const title = words.plainTitle(office.shortName, table.title);
    return plainSheet({ table, grid: this.#grid(office, ''), title, header: words.plainHeader(office.shortName) });
  }

  #grid(office: DirectoryOffice, version: string): Grid {
    const { table, seed } = this.#making;
    const size = sizeOf({ id: office.id, kind: office.code === null ? 'zone' : 'county' }, seed);
    // A draft is what was sent in the end but for a figure or two.
    const named = version === DRAFT ? '' : version;
    const grid = simulatedGrid({ table, dice: dice(seed, `example:${office.id}:${named}`), previous: {}, size });
    if (version === DRAFT) return oneMore(grid, ['expInner.current', 'expInner.cumulative']);
    if (version === '') this.grids[office.id] = grid;
    return grid;
  }

  #office(id: string): DirectoryOffice {
    const office = this.#making.directory.offices.find((each) => each.id === id);
    if (office === undefined) throw new RangeError(`no office ${id}`);
    return office;
  }
}

function oneMore(grid: Grid, keys: readonly CellKey[]): Grid {
  const more = keys.map((key) => {
    const value = grid[key];
    return [key, (typeof value === 'number' ? value : 0) + 1] as const;
  });
  return { ...grid, ...Object.fromEntries(more) };
}

function fullWidth(digits: string): string {
  return digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** As Windows in Chinese packs a folder: names in GBK, no mark that says so. */
async function gbkZip(files: readonly (readonly [string, Uint8Array])[]): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [name, bytes] of files) zip.file(name, bytes, { date: PACKED });
  return zip.generateAsync({
    type: 'uint8array',
    platform: 'DOS',
    encodeFileName: (name) => iconv.encode(name, 'gbk') as unknown as string,
  });
}
