import type { Context } from '@duban/actions/context';
import { issueCode } from '@duban/actions/issue-code';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { systemClock } from '@duban/base/clock';
import { stateCouncilCalendar } from '@duban/calendar';
import { openLedger } from '@duban/ledger';
import { createWorkbookPool } from '@duban/workbook';
import { sql } from 'kysely';
import { expect, it, onTestFinished, vi } from 'vitest';
import { CAMPAIGN, jining, LAUNCH, operator } from '../../../packages/actions/test/world.ts';
import { isDatabaseAway } from '../src/http/database-away.js';
import { createServer } from '../src/server.js';
import { database } from './support/database.js';
import { house } from './support/house.js';
import { cookieOf, problemIn, visitor } from './support/visitors.js';

it('a database that is killed in the middle: 503 with Retry-After, then everything goes on by itself', async () => {
  const kept = await database();
  const { config } = await house({ empty: true });
  const ledger = await openLedger(kept.url);
  const workbooks = createWorkbookPool({ size: 1 });
  onTestFinished(async () => {
    await workbooks.close();
    await ledger.close();
  });
  const calendar = stateCouncilCalendar;
  const ctx: Context = { ledger, workbooks, calendar, secret: 's', mailDomain: 'x.example', webAddress: null };
  await launchCampaign(ctx, jining, { actor: operator, now: LAUNCH });
  const server = createServer({ ctx, config });
  onTestFinished(() => server.close());
  const { code } = await issueCode(ctx, { now: systemClock.now(), by: operator });
  const payload = { code, role: 'operator' };
  const me = visitor({ server }, cookieOf(await server.inject({ method: 'POST', url: '/api/session/code', payload })));
  const look = () => me.get(`/api/campaigns/${CAMPAIGN}`);
  expect((await look()).statusCode).toBe(200);

  // One transaction is open, several looks are under way.
  let began = () => {};
  const open = new Promise<void>((resolve) => {
    began = resolve;
  });
  const sleeping = ledger.transaction(async (tx) => {
    began();
    await sql`select pg_sleep(60)`.execute(tx);
  });
  const cut = sleeping.then(
    () => null,
    (error: unknown) => error,
  );
  await open;
  const looks = Promise.all([look(), look(), look()]);
  await kept.kill();
  expect(isDatabaseAway(await cut)).toBe(true);
  for (const answer of await looks) expect([200, 503]).toContain(answer.statusCode);

  const away = await look();
  expect([away.statusCode, problemIn(away).code]).toEqual([503, 'database-away']);
  expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
  expect((await me.get('/api/about')).statusCode).toBe(503);
  expect((await me.get('/api/health')).statusCode).toBe(200);

  await kept.start();
  await vi.waitFor(async () => expect((await look()).statusCode).toBe(200), { timeout: 10_000, interval: 100 });
});

it.each([
  ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), true],
  ['every address of a host refused', new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]), true],
  ['a shutdown', Object.assign(new Error('terminating connection'), { code: '57P01' }), true],
  ['a start that is not over', Object.assign(new Error('starting up'), { code: '57P03' }), true],
  ['a cause further down', new Error('begin', { cause: new Error('Connection terminated unexpectedly') }), true],
  ['a broken rule of a table', Object.assign(new Error('duplicate key'), { code: '23505' }), false],
  ['a fault of ours', new TypeError('x is not a function'), false],
])('%s means that the database is away: %s', (_, error, away) => {
  expect(isDatabaseAway(error)).toBe(away);
});
