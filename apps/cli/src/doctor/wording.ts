import type { Instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import type { Finding } from '@duban/worker';
import { QUEUE_NAMES } from './queue-names.js';

/** What `duban doctor` says. */
export const doctorWords = {
  healthy: (workflows: number, campaigns: number) =>
    campaigns === 0
      ? '一切正常。没有进行中的专项。'
      : `一切正常：${campaigns} 个专项的 ${workflows} 个流程都在，与台账一致。`,
  found: (count: number) => `发现 ${count} 个问题：`,
  left: (count: number) => `修复后还有 ${count} 个问题：`,
  more: (count: number) => `另有 ${count} 个同类问题没有列出，用 --json 看全部。`,
  mendable: '下一步：运行 duban doctor --mend 修复，不会重复发送。',
  restarted: (count: number) => `重建了 ${count} 个卡住的流程。`,
  started: (count: number) => `补上了 ${count} 个缺的流程。`,
  released: (count: number) => `放开了 ${count} 封停在发送中的邮件，将按同一邮件编号再发。`,
  poked: '已让所有流程重新对照台账。',
  lines: {
    'temporal-away': ({ reason }) =>
      `连不上 Temporal（${reason}）。请确认时间服务在运行；台账里的数据不受影响，恢复后会接着办。`,
    'worker-dead': ({ queue, lastSeen }) =>
      `${QUEUE_NAMES[queue] ?? queue}没有进程在办（${lastSeen === null ? '从未见过' : `最后一次 ${formatMinute(lastSeen as Instant)}`}）。请启动督办或检查工作进程的日志。`,
    'workflow-missing': ({ workflow }) => `流程 ${workflow} 缺失，不会自动催报或汇总。`,
    'workflow-stuck': ({ workflow, activity, attempts, reason }) =>
      activity === null
        ? `流程 ${workflow} 卡住：程序出错，已试 ${attempts} 次${because(reason)}。`
        : `流程 ${workflow} 卡住：${activity} 已试 ${attempts} 次${because(reason)}。排除原因后一分钟内会自动继续。`,
    'workflow-behind': ({ workflow, due }) => `流程 ${workflow} 落后于台账：${formatMinute(due)} 该办的没有安排。`,
    'mail-late': ({ count, oldest }) =>
      `${count} 封邮件早该发出，最早的应在 ${formatMinute(oldest)}。请检查邮件服务器和工作进程。`,
    'poke-late': ({ count, oldest }) => `${count} 个变动还没有传给流程，最早的在 ${formatMinute(oldest)}。`,
  } satisfies { readonly [K in Finding['kind']]: (finding: Extract<Finding, { kind: K }>) => string },
} as const;

const because = (reason: string | null): string => (reason === null ? '' : `（${reason}）`);
