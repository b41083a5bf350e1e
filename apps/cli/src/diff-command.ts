import { diffSeeds, type SeedDiff } from '@duban/actions/diff-seeds';
import { loadCalendar } from '@duban/actions/load-calendar';
import { localDate } from '@duban/base/time';
import Table from 'cli-table3';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { seedsFolder } from './seeds-folder.js';
import { folderOf } from './up/settings.js';

interface Options {
  readonly seeds?: string;
  readonly data?: string;
  readonly from: string;
  readonly json?: boolean;
}

/** `duban diff <seed> [running]`: what a later document changes for whom. */
export async function diffCommand(document: string, running: string | undefined, options: Options): Promise<number> {
  try {
    const effective = localDate(options.from);
    const { seeds, tables } = seedsFolder(options);
    const calendar = await loadCalendar(folderOf(options, process.env));
    const diff = await diffSeeds(seeds, { document, running: running ?? null, effective, tables, calendar });
    console.log(options.json ? JSON.stringify(diff, null, 1) : diffText(diff));
    return diff.questions.length > 0 ? EXIT.findings : EXIT.ok;
  } catch (error) {
    if (error instanceof RangeError) {
      console.error(`--from 要是 YYYY-MM-DD 的日期，收到的是“${options.from}”。`);
      return EXIT.usage;
    }
    return answerFailure(error);
  }
}

function diffText(diff: SeedDiff): string {
  const parts = [
    ['新增', diff.added, pc.green],
    ['改期', diff.redated, pc.yellow],
    ['撤销', diff.withdrawn, pc.red],
  ] as const;
  const table = new Table({
    head: ['变化', '单位', '报送要求', '期次', '原时限', '新时限'],
    style: { head: [], border: [] },
  });
  for (const [word, changes, colour] of parts)
    for (const c of changes)
      table.push([
        colour(word),
        diff.names[c.office] ?? c.office,
        c.title,
        c.periodLabel,
        c.before ?? '—',
        c.after ?? (c.before === null ? '待定' : '—'),
      ]);
  const changed = parts.reduce((sum, [, changes]) => sum + changes.length, 0);
  return [
    pc.bold(`${diff.title}（${diff.campaign}，编号不变）`),
    `新增 ${diff.added.length} 项，改期 ${diff.redated.length} 项，撤销 ${diff.withdrawn.length} 项，不变 ${diff.untouched.length} 项；生效前已过期、不再补建的 ${diff.past.length} 项。`,
    changed === 0 ? '报送任务没有变化。' : table.toString(),
    ...(diff.tell.length === 0
      ? []
      : [`任务有变化、要通知：${diff.tell.map((office) => diff.names[office] ?? office).join('、')}`]),
    ...(diff.inform.length === 0 ? [] : [`没有报送任务、也要告知：${diff.inform.join('、')}`]),
    ...(diff.questions.length === 0
      ? []
      : [
          pc.yellow(`修改前还有 ${diff.questions.length} 个问题要答复，上面标“待定”的由它们决定：`),
          ...diff.questions.map(({ id, title }) => `  ${title}　${pc.dim(id)}`),
        ]),
  ].join('\n');
}
