import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick } from '@duban/actions/chase-tick';
import { decide } from '@duban/actions/decide';
import { mergeRound } from '@duban/actions/merge-round';
import { moveClue } from '@duban/actions/move-clue';
import { registerClue } from '@duban/actions/register-clue';
import { reportTick } from '@duban/actions/report-tick';
import { roundTick } from '@duban/actions/round-tick';
import { localDate } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { campaign, change, NOW } from './change-status.ts';
import { drive } from './drive.ts';
import { send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, jiningWorld, moment, operator, owes, roundOf, tasks, type World } from './world.ts';

describe('a campaign that ends', () => {
  it('is refused without a reason while something is open, and says what', async () => {
    const world = await jiningWorld();
    const attempt = change(world, 'close', { reason: '' });
    await expect(attempt).rejects.toMatchObject({
      code: 'campaign-open',
      details: { open: '45项报送任务未了结、3个期次未汇总、总结报告未编制' },
    });
    expect((await campaign(world)).status).toBe('running');
  });

  /** Every sheet accepted, every round merged, the report issued. */
  async function settledWorld(): Promise<World> {
    const world = await jiningWorld();
    await world.db.updateTable('obligation').set({ state: 'accepted' }).execute();
    await world.db
      .updateTable('round')
      .set({ merged_at: moment(NOW) })
      .execute();
    await world.db
      .insertInto('blob')
      .values({ sha256: 's', bytes: Buffer.from('x'), size: 1, created_at: moment(NOW) })
      .execute();
    await world.db
      .insertInto('snapshot')
      .values({ id: 's', campaign: CAMPAIGN, figures: '{}', created_at: moment(NOW) })
      .execute();
    const document = { id: 'd', campaign: CAMPAIGN, kind: 'summary', snapshot: 's', docx: 's', xlsx: null };
    await world.db
      .insertInto('document')
      .values({ ...document, stage: 'issued', created_at: moment(NOW), issued_at: moment(NOW) })
      .execute();
    return world;
  }

  it('is refused without a reason while the report is not signed: a document is counted once there is one', async () => {
    const world = await settledWorld();
    await world.db.updateTable('document').set({ stage: 'draft', issued_at: null }).execute();
    const attempt = change(world, 'close', { reason: '' });
    await expect(attempt).rejects.toMatchObject({ details: { open: '1份文稿未签发' } });
  });

  it('is refused without a reason while a clue waits for its decision (YY22-C1: 限期清零)', async () => {
    const world = await settledWorld();
    const { clue } = await registerClue(world.ctx, {
      ...{ campaign: CAMPAIGN, source: '12345热线', level: 'city', externalNo: null, about: '疑似虚假住院' },
      ...{ receivedOn: localDate('2023-10-08'), office: 'yanzhou', institution: null, amount: null },
      ...{ risk: 'normal', track: 'own', actor: operator, now: moment(NOW) },
    });
    await expect(change(world, 'close', { reason: '' })).rejects.toMatchObject({
      code: 'campaign-open',
      details: { open: '1件本局事项未办结' },
    });
    await moveClue(world.ctx, {
      ...{ clue, state: 'closed', outcome: '经查不实', recheck: null, revision: null },
      ...{ actor: operator, now: moment(NOW) },
    });
    expect(await change(world, 'close', { reason: '' })).toMatchObject({ status: 'closed' });
  });

  it('needs no reason when everything is settled, merged and issued', async () => {
    const world = await settledWorld();
    expect(await change(world, 'close', { reason: '' })).toMatchObject({ status: 'closed' });
    expect((await campaign(world)).closed_at).toBe(moment(NOW));
  });

  it('leaves no task and no chase, lets a receipt out that is on its way, and keeps what was open with the reason', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou', 'weishan'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:01' });
    await change(world, 'close', { at: '2023-10-09 15:02', reason: '专项并入省级行动' });
    expect((await tasks(world)).map((t) => t.state)).toEqual(['cancelled', 'cancelled']);
    const { sent } = await drive(world, {
      offices: ['yanzhou', 'weishan'],
      from: '2023-10-09 15:02',
      until: '2023-12-31 00:00',
    });
    expect(sent).toEqual([expect.stringContaining('【回执】兖州区医疗保障局')]);
    const event = (await eventsOf(world.db, CAMPAIGN)).findLast(({ kind }) => kind === 'campaign-closed');
    expect(event).toMatchObject({
      actor: '基金监管科经办人',
      data: { reason: '专项并入省级行动', left: { obligations: 45, rounds: 3, reports: 1, documents: 0, duties: 0 } },
    });
  });

  it('ends its workflows at their next look: nothing has to run any more', async () => {
    const world = await jiningWorld();
    await change(world, 'close');
    const at = { campaign: CAMPAIGN, now: moment('2023-10-09 10:01') };
    expect(await chaseTick(world.ctx, { ...at, office: 'yanzhou' })).toMatchObject({ done: true, waitMs: null });
    const quarter = { ...at, requirement: 'quarterly-table', period: '2023Q3' };
    expect(await roundTick(world.ctx, quarter)).toMatchObject({ done: true, waitMs: null });
    expect(await reportTick(world.ctx, { ...at, kind: 'summary' })).toMatchObject({ done: true, waitMs: null });
    expect(await campaignTick(world.ctx, at)).toMatchObject({
      done: true,
      running: { offices: [], rounds: [], reports: [] },
    });
  });

  it('takes no sheet, no decision and no merge any more', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'weishan', at: NOW });
    await send(world, { office: 'yanzhou', at: NOW });
    await change(world, 'close', { at: '2023-10-09 11:00' });
    const closed = { code: 'campaign-closed' };
    await expect(send(world, { office: 'rencheng', at: '2023-10-09 12:00' })).rejects.toMatchObject(closed);
    const verdict = {
      obligation: owes('yanzhou'),
      submission: `${owes('yanzhou')}#1`,
      kind: 'accept',
      reason: '',
    } as const;
    const by = { due: null, actor: operator, now: moment('2023-10-09 12:00') };
    await expect(decide(world.ctx, { ...verdict, ...by })).rejects.toMatchObject(closed);
    const merge = mergeRound(world.ctx, { round: roundOf(), actor: operator, now: moment('2023-10-19 00:00') });
    await expect(merge).rejects.toMatchObject(closed);
  });

  it('waits for a hand-in that is under way, and that sheet is in it', async () => {
    const world = await jiningWorld();
    const [sheet, closing] = await Promise.allSettled([
      send(world, { office: 'yanzhou', at: NOW }),
      change(world, 'close'),
    ]);
    expect(closing.status).toBe('fulfilled');
    const submissions = await world.db.selectFrom('submission').select('id').execute();
    expect(submissions).toHaveLength(sheet.status === 'fulfilled' ? 1 : 0);
  });
});
