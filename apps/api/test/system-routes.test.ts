import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE } from '@duban/base';
import { describe, expect, it } from 'vitest';
import { send } from '../../../packages/actions/test/sheets.ts';
import { moment } from '../../../packages/actions/test/world.ts';
import { metricsToken } from '../src/metrics/metrics-token.js';
import { createServer } from '../src/server.js';
import { cast } from './support/cast.js';
import { house, temporaryFolder } from './support/house.js';
import { officer, visitor } from './support/visitors.js';

describe('measurements', () => {
  it('are refused to everybody but who operates the system, and to a wrong word', async () => {
    const made = await house();
    const server = createServer({
      ctx: made.ctx,
      config: made.config,
      metricsToken: 'the-word-of-this-installation-0123',
    });
    const ask = (headers: Record<string, string>) => server.inject({ url: '/api/metrics', headers });
    expect((await ask({})).statusCode).toBe(401);
    for (const word of ['Bearer wrong', 'Bearer ', 'Bearer', 'the-word-of-this-installation-0123', 'Basic dXNlcg=='])
      expect([word, (await ask({ authorization: word })).statusCode]).toEqual([word, 401]);
    expect((await ask({ cookie: (await officer(made)).cookie })).statusCode).toBe(403);
    expect((await ask({ authorization: 'Bearer the-word-of-this-installation-0123' })).statusCode).toBe(200);
    // The word opens this one door.
    const other = await server.inject({
      url: '/api/campaigns',
      headers: { authorization: 'Bearer the-word-of-this-installation-0123' },
    });
    expect(other.statusCode).toBe(401);
    await server.close();
  });

  it('count answers by route and never by id, and say how the house is doing', async () => {
    const made = await house();
    await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    await (await officer(made)).get('/api/campaigns/no-such-campaign');
    const admin = (await cast(made)).find(({ name }) => name === 'system-admin');
    const answer = await visitor(made, await admin?.cookie()).get('/api/metrics');
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    const value = (line: string) => Number(new RegExp(`^${line} (\\S+)$`, 'm').exec(answer.payload)?.[1]);
    expect(
      value('duban_http_request_duration_seconds_count{method="GET",route="/api/campaigns/:id",status="404"}'),
    ).toBe(1);
    expect(answer.payload).not.toContain('no-such-campaign');
    const { db } = made.world;
    const pokes = await db.selectFrom('poke').select('created_at').where('delivered_at', 'is', null).execute();
    expect(value('duban_open_pokes')).toBe(pokes.length);
    const oldest = Math.min(...pokes.map((row) => row.created_at));
    expect(value('duban_oldest_open_poke_seconds')).toBe((moment('2023-10-09 10:00') - oldest) / 1000);
    const planned = await db.selectFrom('message').select('id').where('state', '=', 'planned').execute();
    expect(value('duban_open_messages{state="planned"}')).toBe(planned.length);
    expect(value('duban_event_streams')).toBe(0);
    expect(value('duban_events')).toBeGreaterThan(0);
  });

  it('may be read by the word of a file that nobody else may read; one that others may read is no way in', async () => {
    const folder = temporaryFolder();
    const word = await metricsToken(folder);
    const file = join(folder, 'metrics-token');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(word);
    expect(await metricsToken(folder)).toBe(word);
    chmodSync(file, 0o644);
    expect(await metricsToken(folder)).toBeNull();
  });
});

describe('what a supervisor and a page ask without a session', () => {
  it('readiness says whether somebody takes what is to be done', async () => {
    const made = await house();
    const { db } = made.world;
    await db
      .updateTable('poke')
      .set({ delivered_at: moment('2023-10-09 10:00') })
      .execute();
    const ready = async () => (await visitor(made).get('/api/health/ready')).json<object>();
    expect(await ready()).toEqual({ ok: true, worker: true });
    await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:59' });
    made.later(MINUTE);
    expect(await ready()).toEqual({ ok: true, worker: false });
  });

  it('time is the server’s and the campaign’s, with the zone', async () => {
    const made = await house({ at: '2023-10-09 10:00' });
    const answer = (await visitor(made).get('/api/time')).json<object>();
    expect(answer).toEqual({ server: made.now(), campaign: moment('2023-10-09 10:00'), zone: 'Asia/Shanghai' });
  });

  it('every answer has a number, and a problem names it', async () => {
    const made = await house();
    const fine = await visitor(made).get('/api/about');
    expect(fine.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const refused = await visitor(made).get('/api/campaigns');
    expect(refused.json<{ instance: string }>().instance).toBe(`urn:uuid:${String(refused.headers['x-request-id'])}`);
    // A caller's own number is not taken over into the log.
    const own = await made.server.inject({ url: '/api/about', headers: { 'x-request-id': 'evil\\nline' } });
    expect(own.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
