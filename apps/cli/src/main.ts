import { Command } from 'commander';
import type { MergeOptions } from './merge-command.js';
import type { SheetCheckOptions } from './sheet-check-command.js';
import type { SheetDiffOptions } from './sheet-diff-command.js';
import type { SheetTemplateOptions } from './sheet-template-command.js';

/** `duban`: each command is loaded only when it is called, so that help answers at once. */
const program = new Command('duban')
  .description('Duban 督办：医保专项整治的启动、催报、收表、汇总与总结报告')
  .helpOption('-h, --help', '显示帮助')
  .helpCommand('help [command]', '显示某个命令的帮助')
  .showHelpAfterError('（用 --help 查看用法）');

program
  .command('rehearse')
  .description('推演：几十秒内把一个专项从启动演到总结报告，全部在临时的数据库和邮箱里进行')
  .argument('<seed>', '方案名，即 seeds/ 下的文件夹，如 jining-2023')
  .requiredOption('-o, --out <folder>', '结果放在哪个文件夹')
  .option('--seed <n>', '随机种子（整数）；同一种子结果相同')
  .option('--json', '把结果摘要以 JSON 写到标准输出')
  .action(async (name: string, options: { out: string; seed?: string; json?: boolean }) => {
    const { rehearseCommand } = await import('./rehearse-command.js');
    process.exitCode = await rehearseCommand(name, options);
  });

const DATA = '数据文件夹；不写则用环境变量 DUBAN_DATA，再不然是 .duban';

program
  .command('up')
  .description('运行：启动数据库、时间服务、邮箱、网页和工作进程，出错自动重启，按 Ctrl-C 停止')
  .option('--port <n>', '网页的端口；不写则用上次的，首次为 8080，被占用时另选')
  .option('--data <folder>', DATA)
  .option('--open', '就绪后打开浏览器')
  .option('--accelerated', '时间可以快进，只用于测试和演示')
  .option('--json', '每个变化写一行 JSON 到标准输出')
  .action(async (options: { port?: string; data?: string; open?: boolean; accelerated?: boolean; json?: boolean }) => {
    const { upCommand } = await import('./up-command.js');
    process.exitCode = await upCommand(options);
  });

program
  .command('code')
  .description('为正在运行的系统发一个一次性登录码')
  .option('--data <folder>', DATA)
  .option('--json', '把登录码以 JSON 写到标准输出')
  .action(async (options: { data?: string; json?: boolean }) => {
    const { codeCommand } = await import('./code-command.js');
    process.exitCode = await codeCommand(options);
  });

program
  .command('down')
  .description('让正在运行的系统按顺序停止')
  .option('--data <folder>', DATA)
  .action(async (options: { data?: string }) => {
    const { downCommand } = await import('./down-command.js');
    process.exitCode = await downCommand(options);
  });

/** They read nothing of it but its table of days. */
const CALENDAR = `${DATA}；里面的 calendar.yaml 调整工作日，没有也行`;
const SEEDS = '方案在哪个文件夹；不写则用环境变量 DUBAN_SEEDS，再不然是随程序的 seeds/';

program
  .command('plan')
  .description('计划：方案里谁在什么时候要报什么、为什么是这一天、启动前还有什么没定')
  .argument('<seed>', '方案名，即 seeds/ 下的文件夹')
  .option('--office <office>', '只看一个单位（编号或简称）')
  .option('--explain', '写明每个日期的来历')
  .option('--ics', '输出日历文件（.ics）')
  .option('--json', '以 JSON 输出')
  .option('--seeds <folder>', SEEDS)
  .option('--data <folder>', CALENDAR)
  .action(
    async (
      name: string,
      options: { seeds?: string; data?: string; office?: string; explain?: boolean; ics?: boolean; json?: boolean },
    ) => {
      const { planCommand } = await import('./plan-command.js');
      process.exitCode = await planCommand(name, options);
    },
  );

program
  .command('validate')
  .description('检查方案：一次列出所有问题，写明文件、行、列、发现了什么、允许什么')
  .argument('[seed]', '方案名；不写则检查全部')
  .option('--json', '以 JSON 输出')
  .option('--seeds <folder>', SEEDS)
  .action(async (name: string | undefined, options: { seeds?: string; json?: boolean }) => {
    const { validateCommand } = await import('./validate-command.js');
    process.exitCode = await validateCommand(name, options);
  });

program
  .command('coverage')
  .description('通知的每一条落在方案的哪里')
  .argument('[seed]', '方案名；不写则列出全部')
  .option('--json', '以 JSON 输出')
  .option('--seeds <folder>', SEEDS)
  .action(async (name: string | undefined, options: { seeds?: string; json?: boolean }) => {
    const { coverageCommand } = await import('./coverage-command.js');
    process.exitCode = await coverageCommand(name, options);
  });

program
  .command('diff')
  .description('后发的通知改变了什么：新增、改期、撤销、不变，需要通知谁')
  .argument('<seed>', '后发通知的方案')
  .argument('[running]', '正在进行的专项；不写则按通知的 extends')
  .requiredOption('--from <date>', '从哪一天起生效，YYYY-MM-DD')
  .option('--json', '以 JSON 输出')
  .option('--seeds <folder>', SEEDS)
  .option('--data <folder>', CALENDAR)
  .action(
    async (
      name: string,
      running: string | undefined,
      options: { seeds?: string; data?: string; from: string; json?: boolean },
    ) => {
      const { diffCommand } = await import('./diff-command.js');
      process.exitCode = await diffCommand(name, running, options);
    },
  );

program
  .command('calendar')
  .description('某一天是不是工作日，或通知里的一句话是哪一天')
  .argument('<text>', '日期（YYYY-MM-DD）或通知原话，如“次月5个工作日内”')
  .option('--issued <date>', '通知的印发日期，YYYY-MM-DD')
  .option('--json', '以 JSON 输出')
  .option('--data <folder>', CALENDAR)
  .action(async (text: string, options: { issued?: string; data?: string; json?: boolean }) => {
    const { calendarCommand } = await import('./calendar-command.js');
    process.exitCode = await calendarCommand(text, options);
  });

program
  .command('new')
  .description('新方案：照以前的方案另做一份（日期按新的印发日重新推算，联系人待确认）')
  .argument('<name>', '新方案的文件夹名')
  .requiredOption('--from <seed>', '照哪个方案')
  .option('--issued <date>', '新通知的印发日期，YYYY-MM-DD；不写则待补')
  .option('--seeds <folder>', SEEDS)
  .action(async (name: string, options: { seeds?: string; from: string; issued?: string }) => {
    const { newCommand } = await import('./new-command.js');
    process.exitCode = await newCommand(name, options);
  });

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
  .option('--data <folder>', DATA)
  .addHelpText(
    'after',
    `
退出码：0 都已计入；1 汇总了，但有人没报、有表要改、有文件认不出或要您核对；2 用法不对，什么也没做；3 出了故障；130 被中断。
例子：npx duban example messy-folder 示例，再 npx duban merge 示例 --out 示例-汇总`,
  )
  .action(async (folder: string, options: MergeOptions) => {
    const { mergeCommand } = await import('./merge-command.js');
    process.exitCode = await mergeCommand(folder, options);
  });

const sheet = program.command('sheet').description('单张报表：做模板、查一张表、比两个版本');

sheet
  .command('template')
  .description('做一张空表（带识别信息，填好后 duban merge 能自动认出是谁的）')
  .requiredOption('--office <name>', '单位：名称、简称、区划代码或编号，如 任城区、370811、rencheng')
  .requiredOption('-o, --out <file>', '写到哪个文件')
  .option('--table <id>', '哪张表', 'T1')
  .option('--period <period>', '统计期，如 2023Q3、2023-09')
  .option('--campaign <name>', '用哪个方案的单位名录；只有一个方案时可不写')
  .option('--directory <file>', '单位名录文件（.xlsx、.csv、.yaml）')
  .option('--previous <file>', '上期的表，用来预填上期累计')
  .option('--force', '文件已存在时覆盖')
  .option('--data <folder>', DATA)
  .action(async (options: SheetTemplateOptions) => {
    const { sheetTemplateCommand } = await import('./sheet-template-command.js');
    process.exitCode = await sheetTemplateCommand(options);
  });

sheet
  .command('check')
  .description('查一张表：逐处列出要改的、要说明的；有必须修改的，退出码为 1')
  .argument('<file>', '.xlsx 文件；不会改动')
  .option('--table <id>', '只认哪张表；不写则自动认')
  .option('--previous <file>', '上期的表，用来核对累计')
  .option('--mark <file>', '把标好颜色和批注的副本写到哪个文件')
  .option('--json', '以 JSON 写到标准输出')
  .option('--data <folder>', DATA)
  .action(async (file: string, options: SheetCheckOptions) => {
    const { sheetCheckCommand } = await import('./sheet-check-command.js');
    process.exitCode = await sheetCheckCommand(file, options);
  });

sheet
  .command('diff')
  .description('比同一张表的两个版本：哪些数、哪些台账记录不同；有不同，退出码为 1')
  .argument('<before>', '前一版')
  .argument('<after>', '后一版')
  .option('--json', '以 JSON 写到标准输出')
  .option('--data <folder>', DATA)
  .action(async (before: string, after: string, options: SheetDiffOptions) => {
    const { sheetDiffCommand } = await import('./sheet-diff-command.js');
    process.exitCode = await sheetDiffCommand([before, after], options);
  });

program
  .command('example')
  .description('示例')
  .command('messy-folder')
  .description('做一个乱糟糟的示例文件夹，用来试 duban merge')
  .argument('<folder>', '放在哪个文件夹（新的或空的）')
  .option('--seed <n>', '随机种子（整数）；同一种子数字相同')
  .option('--data <folder>', DATA)
  .action(async (folder: string, options: { seed?: string; data?: string }) => {
    const { exampleCommand } = await import('./example-command.js');
    process.exitCode = await exampleCommand(folder, options);
  });

await program.parseAsync();
