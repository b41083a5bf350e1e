import type { Command } from 'commander';
import { data, json, lazily, ownSeeds, seeds } from './shared.js';

/** The whole system: rehearsed, run, signed in to, examined, stopped. */
export function addSystemCommands(program: Command): void {
  program
    .command('rehearse')
    .description('推演：半分钟内把一个专项从启动演到总结报告，全部在临时的数据库和邮箱里进行')
    .argument('<seed>', '方案名，即 seeds/ 下的文件夹，如 jining-2023')
    .option('-o, --out <folder>', '结果放在哪个文件夹（--compare 不用写）')
    .option('--seed <n>', '随机种子（整数）；同一种子结果相同')
    .option('--profile <name|file>', '各单位的表现：自带的 usual、smooth、hard，或一个 .yaml 文件')
    .option('--year <yyyy>', '放到哪一年演：启动日期的月、日不变，各期限按季度随动')
    .option('--launch <date>', '哪一天启动，YYYY-MM-DD；不写则是通知的印发日期')
    .option('--speed <days>', '边演边看：每秒最多演几天，并逐日写出发生的事')
    .option('--temporal', '在真的 Temporal 服务和两个工作进程上演（结果相同，用时约两倍）')
    .option('--step', '逐日推进：每天停下，按回车继续（要在终端里）')
    .option('--compare <seed|folder>', '不演：比较后发的通知、或改过的方案，给谁增减、移动哪些消息和待办')
    .option('--from <date>', '与 --compare 同用：从哪一天起生效，YYYY-MM-DD；不写则是后发通知的印发日期')
    .addOption(seeds)
    .option('--json', '把结果摘要以 JSON 写到标准输出')
    .action(lazily(async () => (await import('../rehearse-command.js')).rehearseCommand));

  program
    .command('up')
    .description('运行：启动数据库、时间服务、邮箱、网页和工作进程，出错自动重启，按 Ctrl-C 停止')
    .option('--port <n>', '网页的端口；不写则用上次的，首次为 8080，被占用时另选')
    .addOption(data)
    .addOption(ownSeeds)
    .option('--open', '就绪后打开浏览器')
    .option('--accelerated', '时间可以快进，只用于测试和演示')
    .option('--json', '每个变化写一行 JSON 到标准输出')
    .action(lazily(async () => (await import('../up-command.js')).upCommand));

  program
    .command('code')
    .description('为正在运行的系统发一个一次性登录码；已启用账户的，为某个账户发设置口令的账户码')
    .addOption(data)
    .option('--account <login>', '登录名：发这个账户的账户码')
    .option('--reset-factor', '验证器和备用码也丢了：一并清除，凭账户码重新绑定')
    .option('--json', '把登录码以 JSON 写到标准输出')
    .action(lazily(async () => (await import('../code-command.js')).codeCommand));

  program
    .command('doctor')
    .description('体检：流程缺没缺、卡没卡、与台账对不对得上，有没有发不出去的邮件，工作进程在不在；--mend 就地修复')
    .option('--mend', '修复：补上缺的，重建卡住的，叫醒落后的，不会重复发送')
    .addOption(json)
    .addOption(data)
    .addHelpText('after', '\n退出码：0 正常；1 有问题（修复后仍有的也算）；2 用法不对或系统没有运行；3 出了故障。')
    .action(lazily(async () => (await import('../doctor-command.js')).doctorCommand));

  program
    .command('down')
    .description('让正在运行的系统按顺序停止')
    .addOption(data)
    .action(lazily(async () => (await import('../down-command.js')).downCommand));
}
