import { coverSeed } from '@duban/actions/cover-seed';
import { campaignFolders } from '@duban/actions/load-seed';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { seedsFolder } from './seeds-folder.js';

/** `duban coverage [seed]`: where every item of a notice lives; exit code 1 when one lives nowhere. */
export async function coverageCommand(
  name: string | undefined,
  options: { readonly seeds?: string; readonly json?: boolean },
): Promise<number> {
  try {
    const { seeds, tables } = seedsFolder(options);
    const names = name === undefined ? await campaignFolders(seeds) : [name];
    const all = await Promise.all(names.map(async (seed) => ({ seed, items: await coverSeed(seeds, seed, tables) })));
    if (options.json) console.log(JSON.stringify(all, null, 1));
    else for (const { seed, items } of all) console.log(coverageText(seed, items));
    return all.some(({ items }) => items.some((item) => item.places.length === 0)) ? EXIT.findings : EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}

/** What an element is called on screen. */
const KINDS: Readonly<Record<string, string>> = {
  notice: '通知',
  recipient: '主送抄送',
  office: '填报单位',
  department: '部门职责',
  phase: '阶段',
  scope: '涉及期间',
  requirement: '报送要求',
  milestone: '节点',
  duty: '职责',
  clue: '线索规则',
  case: '案件规则',
  'self-inspection': '自查规则',
  list: '清单',
  target: '整治对象',
  action: '专项行动',
  contact: '联系方式',
  praise: '表扬通报规则',
  publicity: '宣传规则',
  'module-off': '不用的模块',
  peculiarity: '特殊情况',
};

function coverageText(seed: string, items: Awaited<ReturnType<typeof coverSeed>>): string {
  if (items.length === 0) return `${pc.bold(seed)}：没有 items.txt，没有条目可对`;
  const missing = items.filter((item) => item.places.length === 0);
  const dataOnly = items.filter((item) => item.places.length > 0 && item.places.every((place) => place.dataOnly));
  const marked = new Set(dataOnly.map(({ item }) => item));
  return [
    pc.bold(`${seed}：${items.length} 条，缺 ${missing.length} 条；${dataOnly.length} 条规则只作数据，程序尚未执行`),
    ...items.map(({ item, places }) => {
      const names = places.map((place) => `${KINDS[place.kind] ?? place.kind}“${place.name}”`);
      const where = [...new Set(names)];
      const shown = where.length > 3 ? `${where.slice(0, 3).join('；')} 等 ${where.length} 处` : where.join('；');
      const mark = marked.has(item) ? pc.dim('（只作数据）') : '';
      return places.length === 0 ? `  ${pc.red('✘')} ${item}　没有着落` : `  ${pc.green('✔')} ${item}　${shown}${mark}`;
    }),
  ].join('\n');
}
