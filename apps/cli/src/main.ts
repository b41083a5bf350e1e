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

await program.parseAsync();
