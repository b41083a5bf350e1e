import { campaignTick } from '@duban/actions/campaign-tick';
import { setAccelerated } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { send, sendAndAccept } from '../../../packages/actions/test/sheets.ts';
import { CAMPAIGN, LAUNCH, owes, roundOf } from '../../../packages/actions/test/world.ts';
import type {
  Board,
  CampaignListed,
  EventListed,
  Jumped,
  LaunchPreview,
  Messages,
  SeedListed,
  SeedReady,
} from '../src/types.js';
import { house } from './support/house.js';
import { officer, problemIn, type Visitor } from './support/visitors.js';

const jiningOf = async (me: Visitor): Promise<SeedReady | undefined> =>
  (await me.get('/api/seeds'))
    .json<SeedListed[]>()
    .find((seed): seed is SeedReady => seed.problem === null && seed.name === 'jining-2023');

describe('a launch', () => {
  it('is refused for a seed that there is not, and without a confirmed preview', async () => {
    const me = await officer(await house({ empty: true }));
    const unknown = await me.get('/api/seeds/no-such/launch');
    expect([unknown.statusCode, problemIn(unknown).code]).toEqual([404, 'seed-unknown']);
    const blind = await me.send('POST', '/api/campaigns', { seed: 'jining-2023', digest: 'not seen' });
    expect([blind.statusCode, problemIn(blind).code]).toEqual([409, 'preview-outdated']);
    const empty = await me.send('POST', '/api/campaigns', {});
    expect([empty.statusCode, problemIn(empty).detail]).toEqual([400, expect.stringContaining('启动确认：没有填')]);
  });

  it('does what its preview said, once', async () => {
    const me = await officer(await house({ empty: true, at: '2026-11-24 09:00' }));
    const seed = await jiningOf(me);
    expect(seed).toMatchObject({ problem: null, running: false, offices: 15 });
    const preview = (await me.get('/api/seeds/jining-2023/launch')).json<LaunchPreview>();
    expect(preview.campaign).toBe(seed?.redated.campaign);
    const body = { seed: 'jining-2023', digest: preview.digest };
    const launched = await me.send('POST', '/api/campaigns', body);
    expect(launched.statusCode).toBe(201);
    expect(launched.json()).toMatchObject({
      campaign: preview.campaign,
      rounds: preview.rounds.length,
      messages: preview.messages.length,
    });
    const again = await me.send('POST', '/api/campaigns', body);
    expect([again.statusCode, problemIn(again).code]).toEqual([409, 'campaign-exists']);
    expect((await me.get('/api/campaigns')).json<CampaignListed[]>().map(({ id }) => id)).toEqual([preview.campaign]);
    expect((await jiningOf(me))?.running).toBe(true);
  });
});

describe('a campaign', () => {
  it.each(['', '/messages', '/events', '/calls', '/tasks'])('that there is not is not found: %s', async (part) => {
    const answer = await (await officer(await house())).get(`/api/campaigns/none${part}`);
    expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'campaign-unknown']);
  });

  it('stands on the board with every office and round', async () => {
    const made = await house();
    await sendAndAccept(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    const board = (await (await officer(made)).get(`/api/campaigns/${CAMPAIGN}`)).json<Board>();
    expect(board.offices).toHaveLength(15);
    expect(board.offices.every(({ cells }) => cells.length === board.rounds.length)).toBe(true);
    const cells = board.offices.flatMap((office) => office.cells);
    expect(cells.find((cell) => cell?.obligation === owes('yanzhou'))).toMatchObject({ state: 'accepted', days: null });
    expect(cells.find((cell) => cell?.obligation === owes('rencheng'))).toMatchObject({ state: 'expected' });
    expect(board.next.length).toBeGreaterThan(0);
  });

  it('lists its messages and what happened, no more than asked for', async () => {
    const made = await house();
    await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    const me = await officer(made);
    const { total, messages } = (await me.get(`/api/campaigns/${CAMPAIGN}/messages?limit=3`)).json<Messages>();
    expect(messages).toHaveLength(3);
    expect(total).toBeGreaterThan(15);
    const one = (await me.get(`/api/campaigns/${CAMPAIGN}/messages?office=yanzhou&limit=500`)).json<Messages>();
    expect(one.total).toBeLessThan(total);
    const text = await me.get(`/api/messages/text?message=${encodeURIComponent(one.messages[0]?.id ?? '')}`);
    expect(text.json<{ text: string }>().text).toContain('兖州区');
    expect((await me.get('/api/messages/text?message=none')).statusCode).toBe(404);
    const [latest] = (await me.get(`/api/campaigns/${CAMPAIGN}/events`)).json<EventListed[]>();
    expect(latest?.kind).toBe('sheet-handed-in');
    const greedy = await me.get(`/api/campaigns/${CAMPAIGN}/messages?limit=501`);
    expect([greedy.statusCode, problemIn(greedy).detail]).toEqual([400, expect.stringContaining('条数：不能大于 500')]);
  });

  it('jumps to its next step only where time may be jumped', async () => {
    const made = await house({ at: '2023-08-22 09:00' });
    const me = await officer(made);
    const url = `/api/campaigns/${CAMPAIGN}/jump`;
    expect((await me.send('POST', url, {})).statusCode).toBe(422);
    await made.ctx.ledger.transaction((tx) => setAccelerated(tx, true));
    await campaignTick(made.ctx, { campaign: CAMPAIGN, now: LAUNCH });
    await made.world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
    const answer = await me.send('POST', url, { leadMs: 60_000 });
    expect(answer.statusCode).toBe(200);
    const { from, to } = answer.json<Jumped>();
    expect(to).toBeGreaterThan(from);
    expect((await me.get('/api/about')).json()).toMatchObject({ now: to, accelerated: true });
  });
});

it('there is no workbook of a round that is not merged, and no document that was not made', async () => {
  const me = await officer(await house());
  expect((await me.get(`/api/rounds/workbook?round=${encodeURIComponent(roundOf())}`)).statusCode).toBe(404);
  expect((await me.get('/api/documents/file?document=none&part=docx')).statusCode).toBe(404);
  const wrong = await me.get('/api/documents/file?document=none&part=pdf');
  expect([wrong.statusCode, problemIn(wrong).detail]).toEqual([400, expect.stringContaining('格式：只能是 docx')]);
});
