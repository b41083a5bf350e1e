import type { SheetDifference } from '@duban/actions/diff-sheets';
import type { Severity } from '@duban/tables';

/** What `duban sheet` prints. */
export const sheetWords = {
  severities: { E: '必须修改', W: '需要说明', I: '提示' } satisfies Record<Severity, string>,
  whole: '整张表',
  about: ({ title, office, period }: { title: string; office: string; period: string }) =>
    [title, office, period].filter((text) => text !== '').join('　'),
  none: '没有发现问题。',
  count: ({ E, W, I }: Record<Severity, number>) => `必须修改${E}处，需要说明${W}处，提示${I}处。`,
  marked: (file: string) => `标好的表：${file}`,
  made: (file: string) => `已生成 ${file}。填好后放进报表文件夹，duban merge 能自动认出。`,
  exists: (file: string) => `“${file}”已经存在，没有覆盖。请换一个文件名，或先把它移走。`,
  unwritable: (file: string, reason: string) => `写不了“${file}”（${reason}）。请核对路径，文件夹要先建好。`,
  periodNeeded: '这张表分期报送，请用 --period 写明统计期，如 2023Q3。',
  campaignNeeded: (office: string, titles: readonly string[]) =>
    `不止一个方案的名录里有“${office}”，请用 --campaign 写明用哪个的：${titles.join('、')}。`,
  officeNowhere: (office: string, titles: readonly string[]) =>
    `各方案的名录里都没有“${office}”，或不止一家。请核对写法，或用 --directory 指定名录；现有方案：${titles.join('、')}。`,
  fileMissing: (file: string) => `找不到或打不开文件“${file}”。请核对路径；路径里有空格时要加引号。`,
  otherForms: (a: string, b: string) => `“${a}”和“${b}”里没有同一张表，没法比较。`,
  same: '两份的数据完全相同。',
  differs: (count: number) => `共${count}处不同。`,
  columns: ['项目', '前', '后', '增减'],
  kinds: {
    figure: '',
    block: '',
    'record-added': '新增 ',
    'record-removed': '删去 ',
    'record-changed': '',
  } satisfies Record<SheetDifference['kind'], string>,
  blank: '（空白）',
} as const;
