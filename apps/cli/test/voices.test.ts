import type { Change, Service } from '@duban/runtime';
import { expect, it } from 'vitest';
import { jsonVoice } from '../src/up/json-voice.js';
import { plainVoice } from '../src/up/plain-voice.js';

const api: Service = { id: 'api', name: '网页与接口', start: () => Promise.reject(new Error('not here')) };
const changes: readonly Change[] = [
  { kind: 'starting', service: api },
  { kind: 'started', service: api, pid: 7, tookMs: 900 },
  { kind: 'crashed', service: api, pid: 7, reason: '被 SIGKILL 终止', delayMs: 200 },
  { kind: 'crashed', service: api, pid: null, reason: '启动失败\n  at somewhere', delayMs: 400 },
  { kind: 'restarted', service: api, pid: 8, tookMs: 1_250 },
  { kind: 'stopping', service: api, pid: 8 },
  { kind: 'stopped', service: api, pid: 8 },
];

function lines(tell: (say: (line: string) => void) => void): string[] {
  const said: string[] = [];
  tell((line) => said.push(line));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
  return said.map((line) => line.replace(/\u001b\[\d+m/g, ''));
}

it('a person is told of a crash, a start that failed, a restart and a stop: one line each, nothing of the rest', () => {
  const said = lines((say) => {
    const voice = plainVoice(say, { steps: 7, log: (id) => `/data/logs/${id}.log`, option: '' });
    for (const change of changes) voice.change(change);
  });
  expect(said).toEqual([
    '网页与接口意外退出（被 SIGKILL 终止），0.2 秒后再启动。日志：/data/logs/api.log',
    '网页与接口没能重新启动（启动失败），0.4 秒后再启动。日志：/data/logs/api.log',
    '网页与接口已重新启动，用时 1.3 秒。',
    '网页与接口已停止。',
  ]);
});

it('a second start names the address and the commands that find the same data folder', () => {
  const said = lines((say) =>
    plainVoice(say, { steps: 0, log: String, option: ' --data /x' }).alreadyRunning({ address: 'http://a', pid: 1 }),
  );
  expect(said.join('\n')).toContain('督办已在运行：http://a');
  expect(said.join('\n')).toContain('npx duban code --data /x');
});

it('a start tells the code as long as there is one, and then that everybody has an account', () => {
  const ready = {
    address: 'http://a',
    temporal: { address: 't', ui: null },
    databaseUrl: 'd',
    folder: 'f',
    logs: 'l',
    mailFolder: null,
    accelerated: false,
    pids: {},
    tookMs: 1,
  };
  const told = (code: string | null) =>
    lines((say) =>
      plainVoice(say, { steps: 0, log: String, option: ' --data /x' }).ready({ ...ready, code, codeExpiresAt: null }),
    ).join('\n');
  expect(told('ABCD-EFGH-JKLM')).toMatch(/登录码 +ABCD-EFGH-JKLM/);
  expect(told(null)).not.toContain('登录码');
  expect(told(null)).toContain('npx duban code --data /x --account 登录名');
});

it('a program is told everything, as one JSON object per line', () => {
  const said = lines((say) => {
    const voice = jsonVoice(say);
    for (const change of changes) voice.change(change);
  }).map((line) => JSON.parse(line) as { event: string; service: string });
  expect(said.map(({ event }) => event)).toEqual(changes.map(({ kind }) => kind));
  expect(said[2]).toEqual({
    event: 'crashed',
    service: 'api',
    name: '网页与接口',
    pid: 7,
    reason: '被 SIGKILL 终止',
    delayMs: 200,
  });
});
