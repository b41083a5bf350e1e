import { Command } from 'commander';

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
  .action(
    async (
      name: string,
      options: { seeds?: string; office?: string; explain?: boolean; ics?: boolean; json?: boolean },
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
  .action(
    async (name: string, running: string | undefined, options: { seeds?: string; from: string; json?: boolean }) => {
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
  .action(async (text: string, options: { issued?: string; json?: boolean }) => {
    const { calendarCommand } = await import('./calendar-command.js');
    process.exitCode = calendarCommand(text, options);
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

await program.parseAsync();
