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

await program.parseAsync();
