import type { Command } from 'commander';
import { data, json, lazily } from './shared.js';

/** Sheets without a server: a folder of them merged, one of them made, checked, compared. */
export function addSheetCommands(program: Command): void {
  program
    .command('merge')
    .description(
      '汇总：一个文件夹的报表（文件名不限，可有子文件夹和压缩包）认出单位和统计期，审核、汇总、退回、列出谁没报',
    )
    .argument('<folder>', '放报表的文件夹；里面的文件不会改动')
    .option('-o, --out <folder>', '结果放在哪个文件夹', 'out')
    .option('--table <id>', '只汇总哪张表，如 T1；不写则认出几张汇总几张')
    .option('--period <period>', '统计期，如 2023Q3、2023-09；不写则取多数文件的统计期')
    .option('--campaign <name>', '用哪个方案的单位名录，如 jining-2023；不写则取对得上最多的')
    .option('--directory <file>', '单位名录文件（.xlsx、.csv、.yaml），列：单位名称、简称、区划代码、别名')
    .option('--provisional <file>', '快报数清单（.xlsx、.csv），列：单位、指标、快报数；只与定稿数对照，不计入合计')
    .option('--include-errors', '有必须修改问题的表也计入')
    .option('--dry-run', '只看会怎么处理，不写任何文件')
    .option('--json', '把结果以 JSON 写到标准输出')
    .addOption(data)
    .addHelpText(
      'after',
      `
退出码：0 都已计入；1 汇总了，但有人没报、有表要改、有文件认不出或要您核对；2 用法不对，什么也没做；3 出了故障；130 被中断。
例子：npx duban example messy-folder 示例，再 npx duban merge 示例 --out 示例-汇总`,
    )
    .action(lazily(async () => (await import('../merge-command.js')).mergeCommand));

  addSingleSheetCommands(program.command('sheet').description('单张报表：做模板、查一张表、比两个版本'));

  program
    .command('example')
    .description('示例')
    .command('messy-folder')
    .description('做一个乱糟糟的示例文件夹，用来试 duban merge')
    .argument('<folder>', '放在哪个文件夹（新的或空的）')
    .option('--seed <n>', '随机种子（整数）；同一种子数字相同')
    .addOption(data)
    .action(lazily(async () => (await import('../example-command.js')).exampleCommand));
}

function addSingleSheetCommands(sheet: Command): void {
  sheet
    .command('template')
    .description('做一张空表（带识别信息，填好后 duban merge 能自动认出是谁的）')
    .requiredOption('--office <name>', '单位：名称、简称、区划代码或编号，如 任城区、370811、rencheng')
    .requiredOption('-o, --out <file>', '写到哪个文件')
    .option('--table <id>', '哪张表', 'T1')
    .option('--period <period>', '统计期，如 2023Q3、2023-09；只报一次的表不用写')
    .option('--campaign <name>', '用哪个方案的单位名录；只有一个方案有这个单位时可不写')
    .option('--directory <file>', '单位名录文件（.xlsx、.csv、.yaml）')
    .option('--previous <file>', '上期的表，用来预填上期累计')
    .option('--force', '文件已存在时覆盖')
    .addOption(data)
    .action(lazily(async () => (await import('../sheet-template-command.js')).sheetTemplateCommand));

  sheet
    .command('check')
    .description('查一张表：逐处列出要改的、要说明的；有必须修改的，退出码为 1')
    .argument('<file>', '.xlsx 文件；不会改动')
    .option('--table <id>', '只认哪张表；不写则自动认')
    .option('--previous <file>', '上期的表，用来核对累计')
    .option('--mark <file>', '把标好颜色和批注的副本写到哪个文件')
    .addOption(json)
    .addOption(data)
    .action(lazily(async () => (await import('../sheet-check-command.js')).sheetCheckCommand));

  sheet
    .command('diff')
    .description('比同一张表的两个版本：哪些数、哪些台账记录不同；有不同，退出码为 1')
    .argument('<before>', '前一版')
    .argument('<after>', '后一版')
    .addOption(json)
    .addOption(data)
    .action(lazily(async () => (await import('../sheet-diff-command.js')).sheetDiffCommand));
}
