import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordEvent } from '@duban/ledger';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { send } from '../../../packages/actions/test/sheets.ts';
import { CAMPAIGN, moment, owes } from '../../../packages/actions/test/world.ts';
import type { Hub } from '../src/events/hub.js';
import { newStreams } from '../src/events/streams.js';
import { createServer } from '../src/server.js';
import { TUNING, type Tuning } from '../src/tuning.js';
import { type House, house } from './support/house.js';
import { clerk, officer, problemIn, type Visitor } from './support/visitors.js';

const OWN = `/api/events/stream?campaign=${CAMPAIGN}`;
const DESK = '/api/desk/events/stream';

async function listening(tuning: Partial<Tuning> = {}) {
  const made = await house({ config: { tuning: { heartbeatMs: 50, ...tuning } } });
  await made.server.listen({ host: '127.0.0.1', port: 0 });
  return made;
}

/** Opens a stream as a browser does; `text` grows as it arrives, `ended` resolves when the server ends it. */
async function listen(made: House, who: Visitor, to: string | { url: string; after: number }) {
  const { url, after } = typeof to === 'string' ? { url: to, after: null } : to;
  const { port } = made.server.server.address() as AddressInfo;
  const gone = new AbortController();
  onTestFinished(() => gone.abort());
  const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
    headers: { cookie: who.cookie, ...(after === null ? {} : { 'last-event-id': String(after) }) },
    signal: gone.signal,
  });
  const heard = { text: '' };
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) heard.text += decoder.decode(chunk);
  })().catch(() => undefined);
  return { answer, heard, ended, leave: () => gone.abort() };
}

const happens = (made: House, campaign: string | null, subject = 'x') =>
  made.ctx.ledger.transaction((tx) =>
    recordEvent(tx, {
      campaign,
      at: moment('2023-10-09 10:00'),
      kind: 'call-logged',
      actor: '系统',
      subject,
      data: { note: '口头' },
    }),
  );

const idsIn = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));

describe('a stream of events is refused', () => {
  it('without a session, to a session of the other kind, and without a campaign', async () => {
    const made = await house();
    const [me, they] = [await officer(made), await clerk(made, 'yanzhou-a')];
    for (const url of [OWN, DESK]) expect((await made.server.inject({ url })).statusCode).toBe(401);
    expect((await they.get(OWN)).statusCode).toBe(401);
    expect((await me.get(DESK)).statusCode).toBe(401);
    expect((await me.get('/api/events/stream')).statusCode).toBe(400);
  });

  it('to the one page too many of a session; closing one makes room', async () => {
    const made = await listening({ streamsPerSession: 2 });
    const me = await officer(made);
    const first = await listen(made, me, OWN);
    await listen(made, me, OWN);
    const refused = await me.get(OWN);
    expect([refused.statusCode, problemIn(refused).code]).toEqual([429, 'too-many-streams']);
    expect((await listen(made, await officer(made, 'chief'), OWN)).answer.status).toBe(200);
    first.leave();
    await vi.waitFor(async () => expect((await listen(made, me, OWN)).answer.status).toBe(200));
  });
});

describe('a stream of events', () => {
  it('tells of a change with its ids and nothing else, and of no other campaign', async () => {
    const made = await listening();
    const { answer, heard } = await listen(made, await officer(made), OWN);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await happens(made, 'another');
    await happens(made, null);
    await happens(made, CAMPAIGN, 'the-subject');
    await vi.waitFor(() => expect(heard.text).toContain('event: changed'));
    const data = [...heard.text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? '') as object);
    expect(data).toEqual([{ campaign: CAMPAIGN, seq: idsIn(heard.text)[0], kind: 'call-logged' }]);
    expect(heard.text).not.toContain('the-subject');
  });

  it('hears what another process commits', async () => {
    const made = await listening();
    const { heard } = await listen(made, await officer(made), OWN);
    const second = createServer({ ctx: made.ctx, config: made.config });
    await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    await second.close();
    await vi.waitFor(() => expect(heard.text).toContain('sheet-handed-in'));
  });

  it('of the desk tells of its own offices’ tasks only', async () => {
    const made = await listening();
    const { heard } = await listen(made, await clerk(made, 'yanzhou-a'), DESK);
    await happens(made, CAMPAIGN, owes('rencheng'));
    await happens(made, CAMPAIGN, CAMPAIGN);
    await happens(made, 'another', owes('yanzhou'));
    await happens(made, CAMPAIGN, `${owes('yanzhou')}#1`);
    await vi.waitFor(() => expect(idsIn(heard.text)).toHaveLength(1));
    expect(heard.text).toContain('call-logged');
  });

  it('goes on after the last one a browser has heard; when too much was missed it says to look again', async () => {
    const made = await listening();
    const me = await officer(made);
    const { heard, leave } = await listen(made, me, OWN);
    await happens(made, CAMPAIGN);
    await vi.waitFor(() => expect(idsIn(heard.text)).toHaveLength(1));
    leave();
    const [last = 0] = idsIn(heard.text);
    await happens(made, CAMPAIGN);
    await happens(made, CAMPAIGN);
    const back = await listen(made, me, { url: OWN, after: last });
    await vi.waitFor(() => expect(idsIn(back.heard.text)).toHaveLength(2));
    expect(idsIn(back.heard.text).every((seq) => seq > last)).toBe(true);
    for (let i = 0; i < 201; i++) await happens(made, CAMPAIGN);
    const late = await listen(made, me, { url: OWN, after: last });
    await vi.waitFor(() => expect(late.heard.text).toContain('event: look-again'));
    expect(idsIn(late.heard.text)).toEqual([]);
  });

  it('shows signs of life, and ends soon after its session; listening keeps no session alive', async () => {
    const made = await listening();
    const me = await officer(made);
    const { heard, ended } = await listen(made, me, OWN);
    await vi.waitFor(() => expect(heard.text).toContain(': alive'));
    made.later(5 * 60_000);
    await vi.waitFor(() => expect(heard.text.split(': alive').length).toBeGreaterThan(4));
    const [{ seen_at, created_at } = { seen_at: 0, created_at: 1 }] = await made.world.db
      .selectFrom('session')
      .select(['seen_at', 'created_at'])
      .execute();
    expect(seen_at).toBe(created_at);
    await me.send('DELETE', '/api/session');
    await ended;
    expect(heard.text).toContain('event: ended');
  });

  it('whose reader is gone before the first word leaves no beat behind, which would ask about its session for ever', async () => {
    const { ctx } = await house();
    const heard = { asked: 0, unsubscribed: 0 };
    const flood = { seq: 1, campaign: CAMPAIGN, kind: 'x'.repeat(100_000), subject: 'x' };
    const hub: Hub = {
      async subscribe(listener) {
        // More than it will ever read, while the database is still asked what it has missed.
        setImmediate(() => [flood, flood].forEach(listener));
        return () => {
          heard.unsubscribed += 1;
        };
      },
      close: async () => undefined,
    };
    const streams = newStreams({ ctx, tuning: { ...TUNING, heartbeatMs: 10 } }, hub);
    const lives = async () => {
      heard.asked += 1;
      return true;
    };
    await streams.open({ listening: { campaign: CAMPAIGN, offices: null }, session: 's', after: 0, lives });
    expect(streams.count).toBe(0);
    const { asked } = heard;
    await sleep(60);
    expect(heard).toEqual({ asked, unsubscribed: 1 });
  });

  it('ends when the server closes, which waits for none', async () => {
    const made = await listening();
    const { ended } = await listen(made, await officer(made), OWN);
    await made.server.close();
    await ended;
  });
});
