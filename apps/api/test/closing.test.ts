import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { house } from './support/house.js';

it('closing answers whoever is being answered, lets nobody new in, and waits for no browser that only keeps a connection', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = () => {};
  const inside = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const made = await house({
    prepare: (server) =>
      server.get('/api/slow', { config: { access: 'public' } }, async () => {
        arrived();
        await held;
        return 'the answer';
      }),
  });
  await made.server.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(made.server.server.address() as AddressInfo).port}`;
  const idle = connect(Number(new URL(base).port), '127.0.0.1');
  const ended = new Promise((resolve) => idle.once('close', resolve).on('error', resolve));
  await new Promise((resolve) => idle.once('connect', resolve));
  const slow = fetch(`${base}/api/slow`);
  await inside;
  const closed = made.server.close();
  await ended;
  await expect(fetch(`${base}/api/health`)).rejects.toThrow();
  release();
  expect(await (await slow).text()).toBe('the answer');
  await closed;
});
