import { createServer } from 'node:net';
import { DubanError } from '@duban/base';
import { freePort } from '@duban/runtime';
import { expect, it } from 'vitest';
import { Ports } from '../src/up/ports.js';

const same = (port: number): Promise<number> => Promise.resolve(port);

async function withStranger(work: (port: number) => Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    await work(typeof address === 'object' && address !== null ? address.port : 0);
  } finally {
    server.close();
  }
}

it('a fixed port is never exchanged for another, even when a stranger has it', async () => {
  await withStranger(async (taken) => {
    const inUse = new DubanError('service-exited', { name: 'x', reason: '1', output: 'address already in use' });
    const ports = new Ports({}, { web: taken });
    await expect(ports.use('web', () => Promise.reject(inUse))).rejects.toBe(inUse);
    expect(ports.all()).toEqual({ web: taken });
  });
});

it('a service gets the port it had last time, and keeps it for every later start', async () => {
  const last = await freePort();
  const ports = new Ports({ smtp: last, web: 8080 });
  expect(await ports.use('smtp', same)).toBe(last);
  await withStranger(async () => {
    expect(await ports.use('smtp', same)).toBe(last);
  });
  // The web did not run this time; its port is remembered all the same.
  expect(ports.all()).toEqual({ smtp: last, web: 8080 });
});

it('another port is taken when a stranger has last time’s, and when a start finds it in use', async () => {
  await withStranger(async (taken) => {
    const tried: number[] = [];
    const ports = new Ports({ web: taken });
    const port = await ports.use('web', (each) => {
      tried.push(each);
      if (tried.length > 1) return Promise.resolve(each);
      return Promise.reject(
        new DubanError('service-exited', { name: 'x', reason: '1', output: 'EADDRINUSE: address already in use' }),
      );
    });
    expect(tried).toHaveLength(2);
    expect(tried).not.toContain(taken);
    expect(ports.all()).toEqual({ web: port });
  });
});

it('a start that fails for another reason is not tried again', async () => {
  const ports = new Ports({});
  await expect(ports.use('web', () => Promise.reject(new Error('no room on disk')))).rejects.toThrow('no room');
  expect(ports.all()).toEqual({});
});
