import type { Fate } from '@duban/actions/merge-folder';

interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

const plain = (text: string) => (): string => text;

/** What `duban merge` and `duban example` print. */
export const mergeWords = {
  columns: ['文件', '单位', '统计期', '结果'],
  none: '—',
  unsure: '，请核对',
  others: (count: number, all: boolean) => `${all ? '' : '其余'}${count}个文件都已计入，没有问题。`,
  nothing: '文件夹里没有可以处理的文件。',
  fates: {
    merged: ({ errors, warnings }: Counts) =>
      errors > 0 ? `已计入（${errors}处必须修改）` : warnings > 0 ? `已计入（${warnings}处需要说明）` : '已计入',
    'to-correct': ({ errors }: Counts) => `退回修改（${errors}处），未计入`,
    superseded: plain('未采用，另有版本'),
    duplicate: plain('重复文件，只算一份'),
    'other-period': plain('不是本期'),
    'other-form': plain('不是本次汇总的表'),
    'office-unclear': plain('认不出单位'),
    'period-unclear': plain('认不出统计期'),
    'no-form': plain('没有认识的表'),
    unreadable: plain('打不开'),
    'not-a-sheet': plain('不是表格，未取数'),
    litter: plain('忽略'),
  } satisfies Record<Fate, (counts: Counts) => string>,
  counted: (count: number, expected: number | null) =>
    expected === null ? `已计入${count}家。` : `应报${expected}家，已计入${count}家。`,
  notOwed: '单位名录所属的方案没有要求报送这张表，不判断谁没报；要判断请用 --directory 指定应报单位。',
  wrong: (names: readonly string[]) => `待修改${names.length}家（不计入，也不按0计）：${names.join('、')}`,
  missing: (names: readonly string[]) => `未报${names.length}家（不计入，也不按0计）：${names.join('、')}`,
  total: '合计：',
  next: '下一步',
  open: (file: string) => `打开 ${file} 查看汇总结果。`,
  giveBack: (out: string) => `把 ${out}/退回修改 里的表发回有关单位改正（要改的地方已标红）。`,
  chase: (out: string) => `催报：${out}/催报名单.txt 可以直接复制到工作群。`,
  account: (out: string) => `每个文件怎么处理的，见 ${out}/处理说明.txt。`,
  again: '收到补报、更正后放进文件夹，再运行一次同样的命令，结果会自动更新。',
  dry: '这是试运行（--dry-run），没有写任何文件。',
  seconds: (seconds: number) => `用时${seconds.toFixed(1)}秒。原文件没有改动。`,
  reading: '读取',
  marking: '标注退回件',
  merging: '生成汇总表',
  interrupted: '已中断，没有留下写了一半的文件。',
  exampleMade: (folder: string, { files, seed }: { files: number; seed: number }) =>
    `已在 ${folder} 生成${files}个示例文件（种子 ${seed}，同一种子数字相同）。接着运行：\n  npx duban merge ${folder} --out ${folder}-汇总`,
  exampleOccupied: (folder: string) => `文件夹“${folder}”不是空的，没有写入。请换一个新的文件夹。`,
  seedNotInteger: (text: string) => `--seed 要是整数，收到的是“${text}”。`,
} as const;
