import { programOf } from '@duban/base/program-of';
import { forkKept, freePort } from '@duban/runtime';
import { expect, it, onTestFinished, vi } from 'vitest';
import { apiEnvironment } from '../src/index.js';
import { database } from './support/database.js';
import { house } from './support/house.js';

// The entry as it is built: `npx tsc -b` comes first.
const built = programOf(new URL('../dist/main.js', import.meta.url));

async function started(databaseUrl: string) {
  const { config } = await house({ empty: true });
  const port = await freePort();
  let output = '';
  const messages: unknown[] = [];
  const child = forkKept(built, [], {
    env: apiEnvironment({ ...config, databaseUrl, port, secret: 'the-secret-of-this-test' }),
    onMessage: (message) => messages.push(message),
    onOutput: (text) => {
      output += text;
    },
  });
  onTestFinished(async () => {
    await child.kill();
  });
  const ready = () => vi.waitUntil(() => messages.length > 0, { timeout: 20_000, interval: 50 });
  return { child, messages, ready, base: `http://127.0.0.1:${port}`, output: () => output };
}

it('waits for a database that is still coming up, says when it is ready, and ends in order', async () => {
  const kept = await database();
  await kept.kill();
  const api = await started(kept.url);
  await expect(fetch(`${api.base}/api/health`)).rejects.toThrow();
  await kept.start();
  await api.ready();
  expect(api.messages).toEqual([{ ready: true }]);
  const health = (await (await fetch(`${api.base}/api/health`)).json()) as { pid: number };
  expect(health.pid).toBe(api.child.pid);
  await api.child.stop();
  expect(await api.child.exited).toEqual({ code: 0, signal: null });
  expect(api.output()).not.toContain('the-secret-of-this-test');
});
