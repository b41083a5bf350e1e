import type { Command } from 'commander';
import { calendar, json, lazily, seeds } from './shared.js';

/** Campaigns as files: what they ask of whom and when, whether they are right, what a later one changes. */
export function addCampaignCommands(program: Command): void {
  program
    .command('plan')
    .description('计划：方案里谁在什么时候要报什么、为什么是这一天、启动前还有什么没定')
    .argument('<seed>', '方案名，即 seeds/ 下的文件夹')
    .option('--office <office>', '只看一个单位（编号或简称）')
    .option('--explain', '写明每个日期的来历')
    .option('--ics', '输出日历文件（.ics）')
    .addOption(json)
    .addOption(seeds)
    .addOption(calendar)
    .action(lazily(async () => (await import('../plan-command.js')).planCommand));

  program
    .command('validate')
    .description('检查方案：一次列出所有问题，写明文件、行、列、发现了什么、允许什么')
    .argument('[seed]', '方案名；不写则检查全部')
    .addOption(json)
    .addOption(seeds)
    .action(lazily(async () => (await import('../validate-command.js')).validateCommand));

  program
    .command('coverage')
    .description('通知的每一条落在方案的哪里')
    .argument('[seed]', '方案名；不写则列出全部')
    .addOption(json)
    .addOption(seeds)
    .action(lazily(async () => (await import('../coverage-command.js')).coverageCommand));

  program
    .command('diff')
    .description('后发的通知改变了什么：新增、改期、撤销、不变，需要通知谁')
    .argument('<seed>', '后发通知的方案')
    .argument('[running]', '正在进行的专项；不写则按通知的 extends')
    .requiredOption('--from <date>', '从哪一天起生效，YYYY-MM-DD')
    .addOption(json)
    .addOption(seeds)
    .addOption(calendar)
    .action(lazily(async () => (await import('../diff-command.js')).diffCommand));

  program
    .command('calendar')
    .description('某一天是不是工作日，或通知里的一句话是哪一天')
    .argument('<text>', '日期（YYYY-MM-DD）或通知原话，如“次月5个工作日内”')
    .option('--issued <date>', '通知的印发日期，YYYY-MM-DD')
    .addOption(json)
    .addOption(calendar)
    .action(lazily(async () => (await import('../calendar-command.js')).calendarCommand));

  program
    .command('new')
    .description('新方案：照以前的方案另做一份（日期按新的印发日重新推算，联系人待确认）')
    .argument('<name>', '新方案的文件夹名')
    .requiredOption('--from <seed>', '照哪个方案')
    .option('--issued <date>', '新通知的印发日期，YYYY-MM-DD；不写则待补')
    .addOption(seeds)
    .action(lazily(async () => (await import('../new-command.js')).newCommand));
}
