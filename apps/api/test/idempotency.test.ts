import { describe, expect, it } from 'vitest';
import { filledSheet } from '../../../packages/actions/test/sheets.ts';
import { owes } from '../../../packages/actions/test/world.ts';
import { createServer } from '../src/server.js';
import { type House, house } from './support/house.js';
import { clerk, formWith, officer, problemIn, type Upload, type Visitor, visitor } from './support/visitors.js';

const KEY = '4f1c2a90-7d3e-4b52-9d0a-3f5e8c1b7a66';
const ID = owes('yanzhou');
const URL = `/api/desk/hand-in?obligation=${encodeURIComponent(ID)}`;

/** A change that works each time it runs: what it answers says whether it ran. */
async function withCounter() {
  let runs = 0;
  let hold = Promise.resolve();
  const made = await house({
    prepare: (server) => {
      server.post('/api/counted', { config: { access: 'task.do' } }, async (request, reply) => {
        runs++;
        await hold;
        const { fail } = (request.body ?? {}) as { fail?: number };
        if (fail === 500) throw new Error('broken');
        return reply
          .code(fail ?? 201)
          .header('location', `/api/counted/${runs}`)
          .send({ runs });
      });
    },
  });
  const call = (who: Visitor, body: object = { a: 1 }, key: string = KEY) =>
    made.server.inject({
      method: 'POST',
      url: '/api/counted',
      headers: { cookie: who.cookie, 'idempotency-key': key },
      payload: body,
    });
  return {
    made,
    call,
    runs: () => runs,
    holdUntil: (promise: Promise<void>) => {
      hold = promise;
    },
  };
}

describe('a call with an Idempotency-Key is refused', () => {
  it.each(['short', 'with a space in it, so no key', 'x'.repeat(129), '短短短短短短短短短短短短短短短短'])(
    'when the key is none: %s',
    async (key) => {
      const { call, made, runs } = await withCounter();
      const answer = await call(
        await officer(made),
        {},
        encodeURI(key) === key ? key : Buffer.from(key).toString('latin1'),
      );
      expect([answer.statusCode, problemIn(answer).code, runs()]).toEqual([400, 'request-invalid', 0]);
    },
  );

  it('when the key came with another content: 422, and nothing runs', async () => {
    const { call, made, runs } = await withCounter();
    const me = await officer(made);
    expect((await call(me, { a: 1 })).statusCode).toBe(201);
    const other = await call(me, { a: 2 });
    expect([other.statusCode, problemIn(other).code, runs()]).toEqual([422, 'key-reused', 1]);
  });

  it('while the first is at work: 409 with Retry-After; afterwards it gets the answer', async () => {
    const { call, made, runs, holdUntil } = await withCounter();
    const me = await officer(made);
    let release = () => {};
    holdUntil(
      new Promise<void>((resolve) => {
        release = resolve;
      }),
    );
    const first = call(me);
    await expect.poll(runs).toBe(1);
    const meanwhile = await call(me);
    expect([meanwhile.statusCode, problemIn(meanwhile).code]).toEqual([409, 'call-running']);
    expect(Number(meanwhile.headers['retry-after'])).toBeGreaterThan(0);
    release();
    expect((await first).json()).toEqual({ runs: 1 });
    expect((await call(me)).json()).toEqual({ runs: 1 });
  });

  it('never with another’s answer: the key of one is a new one of the other', async () => {
    const { call, made } = await withCounter();
    const [one, two] = [await officer(made), await officer(made, 'chief')];
    expect((await call(one)).json()).toEqual({ runs: 1 });
    const second = await call(two);
    expect([second.json(), second.headers['idempotency-replayed']]).toEqual([{ runs: 2 }, undefined]);
  });
});

describe('a repeat', () => {
  it('gets the same status, headers and body, and says so; nothing runs again; for a day', async () => {
    const { call, made, runs } = await withCounter();
    const me = await officer(made);
    const first = await call(me);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    const again = await call(me);
    expect([again.statusCode, again.json(), again.headers.location]).toEqual([201, { runs: 1 }, '/api/counted/1']);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await call(me, { a: 1 }, `"${KEY}"`)).headers['idempotency-replayed']).toBe('true');
    expect(runs()).toBe(1);
  });

  it('gets a refusal again, but what failed for want of us runs again', async () => {
    const { call, made } = await withCounter();
    const me = await officer(made);
    await call(me, { fail: 409 });
    expect((await call(me, { fail: 409 })).headers['idempotency-replayed']).toBe('true');
    const other = `${KEY}-2`;
    expect((await call(me, { fail: 500 }, other)).statusCode).toBe(500);
    expect((await call(me, { fail: 500 }, other)).headers['idempotency-replayed']).toBeUndefined();
  });

  it('is answered by another process as well', async () => {
    const { call, made } = await withCounter();
    const me = await officer(made);
    await call(me);
    const second = createServer({ ctx: made.ctx, config: made.config });
    second.post('/api/counted', { config: { access: 'task.do' } }, async () => ({ runs: 'again' }));
    const answer = await second.inject({
      method: 'POST',
      url: '/api/counted',
      headers: { cookie: me.cookie, 'idempotency-key': KEY },
      payload: { a: 1 },
    });
    expect([answer.json(), answer.headers['idempotency-replayed']]).toEqual([{ runs: 1 }, 'true']);
    await second.close();
  });

  it('of a process that died at work runs when the lease has ended', async () => {
    const { call, made, runs } = await withCounter();
    const me = await officer(made);
    await call(me);
    // As if the process had ended between the verb's commit and the answer being kept.
    await made.world.db.updateTable('kept_answer').set({ answer: null }).execute();
    expect((await call(me)).statusCode).toBe(409);
    made.later(3 * 60_000);
    expect((await call(me)).json()).toEqual({ runs: 2 });
    expect(runs()).toBe(2);
  });
});

it('what is kept is sealed: no row holds a readable answer, actor or key', async () => {
  const { call, made } = await withCounter();
  const me = await officer(made);
  await call(me, { fail: 409 });
  const row = await made.world.db.selectFrom('kept_answer').selectAll().executeTakeFirstOrThrow();
  const text = `${JSON.stringify(row)}${row.answer?.toString('latin1')}`;
  for (const readable of ['runs', 'content-type', KEY, me.cookie.split('=')[1] ?? '?'])
    expect(text).not.toContain(readable);
});

it('what was asked is kept as nothing that could be guessed again: the same content under two keys leaves two hashes', async () => {
  const { call, made } = await withCounter();
  const me = await officer(made);
  await call(me, { current: '123456' });
  await call(me, { current: '123456' }, `${KEY}-2`);
  const rows = await made.world.db.selectFrom('kept_answer').select('request_hash').execute();
  expect(new Set(rows.map((row) => row.request_hash)).size).toBe(2);
});

it('the code that is shown once is shown again to its caller only, and a call without a session takes no key', async () => {
  const made = await house();
  const me = await officer(made);
  const ask = (who: Visitor, url: string, payload: object) =>
    made.server.inject({ method: 'POST', url, headers: { cookie: who.cookie, 'idempotency-key': KEY }, payload });
  const code = (await ask(me, '/api/session/codes', {})).json<{ code: string }>().code;
  expect((await ask(me, '/api/session/codes', {})).json()).toMatchObject({ code });
  const opened = await ask(visitor(made), '/api/session/code', { code, role: 'chief' });
  expect(opened.statusCode).toBe(200);
  // A session's cookie is never given out twice.
  expect((await ask(visitor(made), '/api/session/code', { code, role: 'chief' })).statusCode).toBe(401);
});

describe('a hand-in with a key', () => {
  const hand = (made: House, me: Visitor, file: Upload) => {
    const { payload, headers } = formWith([{ field: 'file', ...file }]);
    return made.server.inject({
      method: 'POST',
      url: URL,
      headers: { ...headers, cookie: me.cookie, 'idempotency-key': KEY },
      payload,
    });
  };

  it('is refused when other bytes, or another name, come under it; the same get the receipt of then', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const bytes = await filledSheet(made.world, ID);
    const other = await filledSheet(made.world, ID, { times: 2 });
    const first = await hand(made, me, { name: '统计表.xlsx', bytes });
    expect(first.statusCode).toBe(200);
    expect((await hand(made, me, { name: '统计表.xlsx', bytes: other })).statusCode).toBe(422);
    expect((await hand(made, me, { name: '另一份.xlsx', bytes })).statusCode).toBe(422);
    const again = await hand(made, me, { name: '统计表.xlsx', bytes });
    // The verb would have said `repeated`.
    expect([again.json(), again.headers['idempotency-replayed']]).toEqual([first.json(), 'true']);
  });
});
