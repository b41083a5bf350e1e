import type { Change } from '@duban/runtime';
import pc from 'picocolors';
import type { Voice } from './voice.js';

/** Lines for a person at a terminal. */
export function plainVoice(say: (line: string) => void, { steps, log, option }: Telling): Voice {
  let done = 0;
  return {
    progress: (line) => say(`${line}`),
    step: (name, tookMs) => {
      done += 1;
      say(`[${done}/${steps}] ${name}，${seconds(tookMs)}`);
    },
    change: (change) => {
      const line = lineOf(change, log);
      if (line !== null) say(line);
    },
    ready: (ready) => {
      const rows: [string, string][] = [
        ['打开网页', pc.bold(ready.address)],
        ready.code === null
          ? ['登录', `用账户登录；管理员也进不去时：npx duban code${option} --account 登录名`]
          : ['登录码', `${pc.bold(ready.code)}（30 分钟内有效，只能用一次；再要一个：npx duban code${option}）`],
        [
          '邮件',
          ready.mailFolder === null ? '经外部邮件服务器发出' : '只存在本机，不会发给任何人；在网页“本地邮箱”里看',
        ],
        ...(ready.temporal.ui === null ? [] : [['流程', `${ready.temporal.ui}（Temporal 页面）`] as [string, string]]),
        ...(ready.accelerated ? [['演示', '时间可以快进，只用于测试和演示'] as [string, string]] : []),
        ['数据', ready.folder],
        ['日志', ready.logs],
        ['停止', '按 Ctrl-C；数据保留，下次启动接着运行'],
      ];
      say(`\n${pc.green('督办已就绪')}，用时 ${seconds(ready.tookMs)}。\n`);
      for (const [name, value] of rows) say(`  ${padded(name)}${value}`);
      say('');
    },
    alreadyRunning: ({ address }) => {
      say(
        address === null
          ? '督办正在启动或停止，请稍后再试。'
          : `督办已在运行：${address}\n要登录码：npx duban code${option}；要停止：npx duban down${option}，或在启动它的窗口按 Ctrl-C。`,
      );
    },
    stopping: (why) => say(`${why}，正在按顺序停止（再按一次 Ctrl-C 强行结束）……`),
    ended: () => say('已全部停止，数据已保存。'),
  };
}

interface Telling {
  /** How many steps a start has. */
  readonly steps: number;
  readonly log: (service: string) => string;
  /** What our other commands need to find this data folder. */
  readonly option: string;
}

/** One line of a change; null for what the steps tell already. */
function lineOf(change: Change, log: (service: string) => string): string | null {
  const { name, id } = change.service;
  switch (change.kind) {
    case 'crashed': {
      const what = change.pid === null ? `没能重新启动（${firstLine(change.reason)}）` : `意外退出（${change.reason}）`;
      return pc.yellow(`${name}${what}，${seconds(change.delayMs)}后再启动。日志：${log(id)}`);
    }
    case 'restarted':
      return `${name}已重新启动，用时 ${seconds(change.tookMs)}。`;
    case 'stopped':
      return `${name}已停止。`;
    case 'starting':
    case 'started':
    case 'stopping':
      return null;
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} 秒`;
const firstLine = (text: string): string => text.split('\n')[0] ?? '';
const WIDTH = 12;
/** Padded to columns: a Chinese character takes two. */
const padded = (name: string): string => name + ' '.repeat(WIDTH - 2 * name.length);
