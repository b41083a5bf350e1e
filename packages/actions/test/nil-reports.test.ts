import { board } from '@duban/actions/board';
import { checkOnly } from '@duban/actions/check-only';
import { nilScan } from '@duban/actions/evidence-files';
import { returnNil } from '@duban/actions/return-nil';
import { templateFor } from '@duban/actions/template-for';
import { cellKey } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import { nil, REPORT, WHEN } from './around.ts';
import { drive } from './drive.ts';
import { CHECKED, figures, onlyOwed, tick } from './rounds.ts';
import { cleanGrid, send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  chief,
  clerkOf,
  jiningWorld,
  messages,
  moment,
  obligation,
  operator,
  owes,
  roundOf,
  tasks,
  type World,
} from './world.ts';

const declarations = ({ db }: World) => db.selectFrom('nil_declaration').selectAll().orderBy('id').execute();
const back = (world: World, at: string, id = REPORT) =>
  returnNil(world.ctx, { obligation: id, reason: '日报显示有处理', actor: operator, revision: null, now: moment(at) });
const quarter = (world: World, office: string) =>
  nil(world, {
    obligation: owes(office),
    actor: clerkOf(office),
    contact: `${office}-a`,
    now: moment('2023-10-09 10:00'),
  });

describe('a nil report is refused', () => {
  it.each([
    ['without a reason', { reason: ' ' }, '理由'],
    ['unsigned', { signer: { as: '', title: '副局长' } }, '签发人的职务'],
    ['noted down by the bureau without saying how it came', { actor: operator }, '凭证'],
  ])('%s', async (_, change, missing) => {
    const world = await jiningWorld();
    await expect(nil(world, change)).rejects.toMatchObject({
      code: 'verb-incomplete',
      details: { missing: expect.stringContaining(missing) },
    });
    expect(await declarations(world)).toEqual([]);
  });

  it('for what has been handed in', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', period: 'final', at: WHEN });
    await expect(nil(world)).rejects.toMatchObject({ code: 'obligation-settled' });
  });

  it('in the shape of a blank file: a table without a figure is no nil report', async () => {
    const world = await jiningWorld();
    const file = { name: '空表.xlsx', bytes: await templateFor(world.ctx, owes('yanzhou')) };
    const checked = await checkOnly(world.ctx, {
      obligation: owes('yanzhou'),
      file,
      actor: clerkOf('yanzhou'),
      now: moment(WHEN),
    });
    expect(checked.fit).toBe(false);
    expect((await obligation(world, owes('yanzhou'))).state).toBe('expected');
  });
});

describe('a nil report', () => {
  it('settles what is owed with reason, signer and scan; the chase ends and the office has its receipt', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-12-08 09:00', until: '2023-12-08 10:30' });
    const open = async () => (await tasks(world)).filter(({ state }) => state === 'open').length;
    await world.db.updateTable('obligation').set({ state: 'exempt' }).where('period', '!=', 'final').execute();
    const scan = { name: '零报告盖章件.pdf', bytes: Buffer.from('%PDF') };
    const declaration = await nil(world, { scan, now: moment('2023-12-08 11:00') });
    expect(await obligation(world, REPORT)).toMatchObject({ state: 'nil', first_received_at: null });
    expect(await open()).toBe(0);
    expect((await declarations(world))[0]).toMatchObject({
      signed_as: '分管负责人',
      state: 'standing',
      channel: 'web',
    });
    const [message] = await messages(world, 'answer');
    expect(message?.facts).toMatchObject({ heading: '零报告已收到' });
    const get = (office: string) => nilScan(world.ctx, { declaration, actor: clerkOf(office) });
    expect((await get('yanzhou')).name).toBe('零报告盖章件.pdf');
    await expect(get('rencheng')).rejects.toMatchObject({ code: 'not-allowed' });
    const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-08 12:00') });
    expect(shown.rounds[1]?.counts).toMatchObject({ owed: 15, received: 1, settled: 1 });
  });

  it('may be registered by the bureau with its true time and a proof', async () => {
    const world = await jiningWorld();
    const registered = { arrivedAt: moment('2023-12-05 10:00'), way: 'paper', note: '机要件第3号' } as const;
    await nil(world, { actor: chief, registered, contact: null });
    expect((await declarations(world))[0]).toMatchObject({
      channel: 'registered',
      way: 'paper',
      arrived_at: registered.arrivedAt,
      contact: 'yanzhou-a',
    });
    const early = { ...registered, arrivedAt: moment('2023-12-07 10:00') };
    await expect(
      nil(world, { actor: chief, registered: early, obligation: owes('rencheng', 'final'), contact: null }),
    ).rejects.toMatchObject({ code: 'arrival-invalid' });
  });

  it('takes no file in its place until the officer returns it; then the file is what counts', async () => {
    const world = await jiningWorld();
    await nil(world);
    const coming = { office: 'yanzhou', period: 'final' };
    await expect(send(world, { ...coming, at: '2023-12-07 10:00' })).rejects.toMatchObject({
      code: 'obligation-settled',
    });
    await back(world, '2023-12-07 11:00');
    expect(await obligation(world, REPORT)).toMatchObject({ state: 'expected', chase_due: '2023-12-12', arm: 1 });
    expect((await declarations(world))[0]).toMatchObject({ state: 'returned', return_reason: '日报显示有处理' });
    await send(world, { ...coming, at: '2023-12-11 10:00' });
    // A nil report that was returned was no receipt: the office is judged by its file.
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'checked',
      first_received_at: moment('2023-12-11 10:00'),
    });
    await expect(back(world, '2023-12-11 11:00')).rejects.toMatchObject({ code: 'obligation-settled' });
  });
});

describe('a nil report in a round', () => {
  it('counts as zero, never blank, under the mark 零报告; 应报 is what counts and what is missing', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['yanzhou', 'rencheng', 'qufu']);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await quarter(world, 'rencheng');
    let printed: Parameters<World['ctx']['workbooks']['merge']>[0] | null = null;
    const { merge } = world.ctx.workbooks;
    const workbooks: World['ctx']['workbooks'] = {
      ...world.ctx.workbooks,
      merge: async (input) => {
        printed = input;
        return merge(input);
      },
    };
    await tick({ ...world, ctx: { ...world.ctx, workbooks } }, '2023-10-19 00:00');
    const rows = (printed as Parameters<typeof merge>[0] | null)?.rows.map(({ office, standing, grid, origin }) => [
      office,
      standing,
      grid?.[cellKey('chkInst', 'current')] ?? null,
      origin === null,
    ]);
    expect(rows?.filter(([, standing]) => standing !== '免报')).toEqual([
      ['rencheng', '零报告', 0, true],
      ['yanzhou', '按时', 30, false],
      ['qufu', '未报', null, true],
    ]);
    const frozen = await figures(world);
    expect(frozen[CHECKED]?.value).toBe(30);
    expect(frozen['T1.2023Q3.rencheng.chkInst.current']).toMatchObject({ value: 0 });
    const count = (name: string) => frozen[`count.quarterly-table.2023Q3.${name}`]?.value;
    expect(['offices', 'included', 'onTime', 'nil', 'missing'].map(count)).toEqual([3, 2, 1, 1, 1]);
    expect((await messages(world, 'round-merged'))[0]?.facts).toMatchObject({
      included: 2,
      offices: 3,
      missing: ['曲阜市'],
    });
  });

  it('goes on with the 累计 of the last accepted sheet', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['yanzhou']);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await tick(world, '2023-10-19 00:00');
    await nil(world, { obligation: owes('yanzhou', '2023Q4'), now: moment('2023-12-06 10:00') });
    await tick(world, '2023-12-19 00:00', '2023Q4');
    const frozen = await figures(world, `${roundOf('2023Q4')}/merge`);
    const cumulative = cellKey('chkInst', 'cumulative');
    expect(frozen['T1.2023Q4.total.chkInst.current']?.value).toBe(0);
    expect(frozen['T1.2023Q4.total.chkInst.cumulative']?.value).toBe(cleanGrid()[cumulative]);
  });

  it('that goes back after the merge leaves the figures as they are, and stale', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['rencheng']);
    await quarter(world, 'rencheng');
    await tick(world, '2023-10-19 00:00');
    const before = await figures(world);
    await back(world, '2023-10-20 10:00', owes('rencheng'));
    expect(await figures(world)).toEqual(before);
    const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-20 11:00') });
    expect(shown.rounds[0]?.stale).toEqual({
      since: moment('2023-10-20 10:00'),
      reason: '任城区2023年第三季度统计表：日报显示有处理',
    });
  });
});
