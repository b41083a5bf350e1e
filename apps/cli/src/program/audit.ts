import type { Command } from 'commander';
import { data, json, lazily } from './shared.js';

/** The log of everything that was done, and its proof. */
export function addAuditCommands(program: Command): void {
  const audit = program
    .command('audit')
    .description('审计：核验、查看、封存事件记录（在正在运行的系统或 DATABASE_URL 上）');

  audit
    .command('verify')
    .description('核验：逐条重算审计链，查出改动、删除、插入、调换、截断，并指出在哪一条')
    .option('--from <n>', '从链上第几条起')
    .option('--to <n>', '到第几条止；写了就不核对链尾')
    .option('--checkpoints <file>', '另存在别处的检查点文件（audit/checkpoints.jsonl 的副本）')
    .option('--expect <n:hash>', '抄下来的某条序号和摘要，如 120345:9f86…')
    .addOption(json)
    .addOption(data)
    .addHelpText('after', '\n退出码：0 完整；1 有损坏；2 用法不对或系统没有运行；3 出了故障。')
    .action(lazily(async () => (await import('../audit-verify-command.js')).auditVerifyCommand));

  audit
    .command('list')
    .description('查看：谁在什么时候办了什么，最近的在前（不显示内容）')
    .option('--campaign <id>', '哪个专项')
    .option('--kind <kind>', '哪种事件，如 sheet-handed-in')
    .option('--actor <name>', '谁办的，如 兖州区')
    .option('--from <date>', '从哪一天起，YYYY-MM-DD')
    .option('--to <date>', '到哪一天止，YYYY-MM-DD')
    .option('--limit <n>', '最多几条', '50')
    .addOption(json)
    .addOption(data)
    .action(lazily(async () => (await import('../audit-list-command.js')).auditListCommand));

  audit
    .command('seal')
    .description('封存：立即封存等待的事件，记一个检查点，打印链尾摘要（可抄下另存）')
    .option('--algorithm <name>', '从现在起改用哪种算法：sha256 或 sm3')
    .addOption(json)
    .addOption(data)
    .action(lazily(async () => (await import('../audit-seal-command.js')).auditSealCommand));
}
