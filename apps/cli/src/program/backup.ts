import { type Command, Option } from 'commander';
import { data, json, lazily } from './shared.js';

const passphrase = new Option('--passphrase-file <file>', '口令文件（第一行是口令，至少 12 个字符）');

/** Facts kept safe, and brought back: backup, restore, recovery of the workflows, a closed campaign filed away. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('备份：全部台账和文件，存成一个文件；可以在运行时做，互不影响')
    .option('-o, --out <file>', '存成哪个文件（已有的不会覆盖）；不写则按日期时间起名，放在当前文件夹')
    .addOption(passphrase)
    .addOption(data)
    .addOption(json)
    .addHelpText('after', BACKUP_HELP)
    .action(lazily(async () => (await import('../backup-command.js')).backupCommand));

  program
    .command('restore')
    .description('恢复：把备份放进一个空的数据文件夹（或空的数据库）；先核对全部校验值，再写入')
    .argument('<file>', 'duban backup 生成的文件')
    .addOption(passphrase)
    .option('--check', '只核对备份是否完好，不恢复')
    .option('--secret-file <file>', '原来数据文件夹里的 secret 文件（备份没有加密时，密钥不在备份里）')
    .option('--new-secret', '找不到原来的密钥：换新的，以前发出的链接和模板标识全部失效')
    .addOption(data)
    .addOption(json)
    .addHelpText('after', RESTORE_HELP)
    .action(lazily(async () => (await import('../restore-command.js')).restoreCommand));

  program
    .command('recover')
    .description('恢复流程：把缺了的流程重新启动，不会重复发送；可以随时执行')
    .addOption(data)
    .addOption(json)
    .action(lazily(async () => (await import('../recover-command.js')).recoverCommand));

  program
    .command('archive')
    .description('归档：把办结的专项打成一个 .zip，有目录、原件、文稿和校验值')
    .argument('<campaign>', '专项编号，如 jining-2023')
    .option('-o, --out <file>', '存成哪个文件（已有的不会覆盖）；不写则按专项起名，放在当前文件夹')
    .addOption(data)
    .addOption(json)
    .action(lazily(async () => (await import('../archive-command.js')).archiveCommand));
}

const BACKUP_HELP = `
用口令加密的备份含密钥，单凭它就能恢复；不加密的不含密钥，请另外保管数据文件夹里的 secret 文件。口令丢了，备份就打不开。
退出码：0 完成；2 用法不对；3 出了故障；130 被中断（不留半个文件）。
例子：npx duban backup --out /backup/duban.zip`;

const RESTORE_HELP = `
先停止督办（duban down）并移走原来的数据文件夹；恢复后运行 npm start，再运行 duban recover。
退出码：0 完成；2 备份或目标不对，什么也没写；3 出了故障；130 被中断。
例子：npx duban restore /backup/duban.zip --secret-file /safe/secret`;
