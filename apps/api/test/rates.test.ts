import { MINUTE } from '@duban/base';
import { expect, it } from 'vitest';
import { createServer } from '../src/server.js';
import { house } from './support/house.js';
import { clerk, dataFormWith, officer, problemIn, visitor } from './support/visitors.js';

const tight = () => house({ config: { tuning: { callsPerMinute: 5, uploadsPerMinute: 2 } } });

it('one session may call so often a minute and no more: 429 says when; another session, and health, are not its matter', async () => {
  const made = await tight();
  const [me, other] = [await officer(made), await officer(made, 'chief')];
  for (let i = 0; i < 5; i++) expect((await me.get('/api/session')).statusCode).toBe(200);
  const answer = await me.get('/api/session');
  expect([answer.statusCode, problemIn(answer).code]).toEqual([429, 'too-many-tries']);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect((await other.get('/api/session')).statusCode).toBe(200);
  expect((await me.get('/api/health')).statusCode).toBe(200);
  made.later(MINUTE);
  expect((await me.get('/api/session')).statusCode).toBe(200);
});

it('a made-up cookie is no way to a fresh count', async () => {
  const made = await tight();
  const about = (i: number) => visitor(made, `duban_bureau=made-up-${i}`).get('/api/about');
  for (let i = 0; i < 5; i++) expect((await about(i)).statusCode).toBe(200);
  expect((await about(6)).statusCode).toBe(429);
});

it('two processes share one count', async () => {
  const made = await tight();
  const me = await officer(made);
  const second = createServer({ ctx: made.ctx, config: made.config, clock: { now: made.now } });
  const there = visitor({ server: second }, me.cookie);
  for (const where of [me, there, me, there, me]) expect((await where.get('/api/session')).statusCode).toBe(200);
  expect((await me.get('/api/session')).statusCode).toBe(429);
  expect((await there.get('/api/session')).statusCode).toBe(429);
  await second.close();
});

it('files have a count of their own, before anything of them is read', async () => {
  const made = await tight();
  const me = await clerk(made, 'yanzhou-a');
  const send = (verb: string) =>
    me.upload(`/api/desk/${verb}?obligation=none`, { name: 'a.xlsx', bytes: Buffer.from('x') });
  for (const verb of ['check', 'hand-in']) expect((await send(verb)).statusCode).toBe(404);
  expect((await send('check')).statusCode).toBe(429);
  expect((await me.get('/api/desk/session')).statusCode).toBe(200);
});

it('files in a form are counted with the others', async () => {
  const made = await tight();
  const { cookie } = await clerk(made, 'yanzhou-a');
  const declare = async () => {
    const scan = { field: 'scan', name: 'a.pdf', bytes: Buffer.from('x') };
    const { headers, payload } = dataFormWith({}, [scan]);
    return made.server.inject({ method: 'POST', url: '/api/desk/nil', headers: { cookie, ...headers }, payload });
  };
  for (let i = 0; i < 2; i++) expect((await declare()).statusCode).toBe(400);
  expect((await declare()).statusCode).toBe(429);
  const sheet = { name: 'a.xlsx', bytes: Buffer.from('x') };
  expect((await visitor(made, cookie).upload('/api/desk/check?obligation=none', sheet)).statusCode).toBe(429);
});

it('what is counted holds no address in clear, and is gone when its minute is over', async () => {
  const made = await tight();
  await visitor(made).get('/api/about');
  const rows = await made.world.db.selectFrom('attempt').selectAll().execute();
  expect(rows.length).toBeGreaterThan(0);
  for (const { bucket } of rows) expect(bucket).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
  made.later(MINUTE);
  await (await officer(made)).get('/api/session');
  const left = await made.world.db.selectFrom('attempt').select('window_end').execute();
  expect(left.every(({ window_end }) => window_end > made.now())).toBe(true);
});

it('tells callers behind a proxy of this machine apart', async () => {
  const made = await tight();
  const from = (address: string) =>
    made.server.inject({ method: 'GET', url: '/api/about', headers: { 'x-forwarded-for': address } });
  for (let i = 0; i < 5; i++) expect((await from('10.1.1.1')).statusCode).toBe(200);
  expect((await from('10.1.1.1')).statusCode).toBe(429);
  expect((await from('10.1.1.2')).statusCode).toBe(200);
});
