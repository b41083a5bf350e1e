import { Command } from 'commander';
import { addAuditCommands } from './program/audit.js';
import { addBackupCommands } from './program/backup.js';
import { addCampaignCommands } from './program/campaigns.js';
import { addSheetCommands } from './program/sheets.js';
import { addSystemCommands } from './program/system.js';

/** `duban` with all its commands; none of them is loaded before it is called. */
export function dubanProgram(): Command {
  const program = new Command('duban')
    .description('Duban 督办：医保专项整治的启动、催报、收表、汇总与总结报告')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .showHelpAfterError('（用 --help 查看用法）');
  addSystemCommands(program);
  addBackupCommands(program);
  addCampaignCommands(program);
  addSheetCommands(program);
  addAuditCommands(program);
  return program;
}
