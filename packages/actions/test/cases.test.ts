import { importInstitutions } from '@duban/actions/import-institutions';
import { listCases } from '@duban/actions/list-cases';
import { listClues } from '@duban/actions/list-clues';
import { listInstitutions } from '@duban/actions/list-institutions';
import { moveClue } from '@duban/actions/move-clue';
import { openCase } from '@duban/actions/open-case';
import { registerClue } from '@duban/actions/register-clue';
import { fen } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, clerkOf, deputy, jiningWorld, moment, operator, superior, type World } from './world.ts';

const NOW = moment('2023-09-20 10:00');
const STRANGERS = [clerkOf('yanzhou'), deputy, superior];
const ROSTER = `济宁市定点医药机构名录,,,
机构代码,机构名称,类别,所属区县
H37080100001,兖州区第一人民医院,二级及以上公立医疗机构,兖州区
P37080100002,兖州区康民药店,定点零售药店,兖州区
`;
const load = ({ ctx }: World, text = ROSTER, change: Partial<Parameters<typeof importInstitutions>[1]> = {}) =>
  importInstitutions(ctx, {
    file: { name: '名录.csv', bytes: Buffer.from(text) },
    actor: operator,
    now: NOW,
    ...change,
  });
const register = ({ ctx }: World, change: Partial<Parameters<typeof registerClue>[1]> = {}) =>
  registerClue(ctx, {
    ...{ campaign: CAMPAIGN, source: '国家医保局大数据模型', level: 'nation', externalNo: null },
    ...{ receivedOn: localDate('2023-09-19'), office: 'yanzhou', institution: null, about: '疑似虚假住院' },
    ...{ amount: fen(1_234_500), risk: 'high', track: 'required', actor: operator, now: NOW },
    ...change,
  });
const move = ({ ctx }: World, clue: string, change: Partial<Parameters<typeof moveClue>[1]> = {}) =>
  moveClue(ctx, {
    ...{ clue, state: 'verifying', outcome: '', recheck: null, revision: null, actor: operator, now: NOW },
    ...change,
  });
const open = ({ ctx }: World, change: Partial<Parameters<typeof openCase>[1]> = {}) =>
  openCase(ctx, {
    ...{ campaign: CAMPAIGN, clue: null, institution: null, about: '虚假住院骗保', amount: null, joint: false },
    ...{ supervisedBy: null, openedOn: localDate('2023-09-20'), actor: operator, now: NOW },
    ...change,
  });

describe('a roster of institutions', () => {
  it('is refused to whoever has nothing to do with cases', async () => {
    const world = await jiningWorld();
    for (const actor of STRANGERS)
      await expect(load(world, ROSTER, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it.each([
    ['that lacks a column', '机构代码,机构名称,类别\nH1,某医院,民营\n', '缺少“所属区县”'],
    ['with an empty field', '机构代码,机构名称,类别,所属区县\nH1,,民营,兖州区\n', '第2行的“机构名称”是空的'],
    [
      'with one code twice',
      '机构代码,机构名称,类别,所属区县\nH1,甲,民营,兖州区\nH1,乙,民营,兖州区\n',
      '第3行的机构代码 H1',
    ],
    ['with nothing in it', '机构代码,机构名称,类别,所属区县\n', '没有机构'],
    ['that is none', '你好\n', '机构代码'],
  ])('%s is refused as a whole', async (_, text, words) => {
    const world = await jiningWorld();
    await expect(load(world, text)).rejects.toThrow(words);
    expect(await listInstitutions(world.ctx, { limit: 10 })).toEqual({ total: 0, institutions: [] });
  });

  it('is taken once; a later one adds, brings up to date and takes nothing away', async () => {
    const world = await jiningWorld();
    expect(await load(world)).toEqual({ added: 2, changed: 0, same: 0 });
    const later =
      '机构代码,机构名称,类别,所属区县\nP37080100002,兖州区康民大药房,定点零售药店,兖州区\nH9,微山县医院,民营,微山县\n';
    expect(await load(world, later)).toEqual({ added: 1, changed: 1, same: 0 });
    expect(await load(world, later)).toEqual({ added: 0, changed: 0, same: 2 });
    const { total, institutions } = await listInstitutions(world.ctx, { district: '兖州区', limit: 10 });
    expect([total, institutions.map((i) => i.name)]).toEqual([2, ['兖州区第一人民医院', '兖州区康民大药房']]);
  });
});

describe('a clue', () => {
  it('is not registered by strangers, in no campaign, in a closed one, or for what is not there', async () => {
    const world = await jiningWorld();
    for (const actor of STRANGERS)
      await expect(register(world, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(register(world, { campaign: 'atlantis' })).rejects.toMatchObject({ code: 'campaign-unknown' });
    await expect(register(world, { office: 'atlantis' })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(register(world, { institution: 'H1' })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(register(world, { about: ' ' })).rejects.toMatchObject({ code: 'entry-invalid' });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(register(world)).rejects.toMatchObject({ code: 'campaign-closed' });
  });

  it('that was handed down twice under one number is one clue', async () => {
    const world = await jiningWorld();
    await register(world, { externalNo: 'GJ-001' });
    await expect(register(world, { externalNo: 'GJ-001' })).rejects.toThrow('已登记为第1号');
    expect((await register(world, { externalNo: 'GJ-001', source: '12345' })).number).toBe(2);
  });

  it('gets the next number also when several are registered at once; an unknown amount stays unknown', async () => {
    const world = await jiningWorld();
    await Promise.all([register(world), register(world, { amount: null }), register(world)]);
    const clues = await listClues(world.ctx, { campaign: CAMPAIGN });
    expect(clues.map((c) => c.number)).toEqual([1, 2, 3]);
    expect(clues.map((c) => c.amount).sort()).toEqual([1_234_500, 1_234_500, null]);
  });

  it('keeps no identity number', async () => {
    const world = await jiningWorld();
    await register(world, { about: '参保人370811198001011234重复住院' });
    expect((await listClues(world.ctx, { campaign: CAMPAIGN }))[0]?.about).toBe('参保人（身份证号已隐去）重复住院');
  });

  it('is not moved by strangers, when stale, unknown, without an outcome, back, or in a closed campaign', async () => {
    const world = await jiningWorld();
    const { clue } = await register(world);
    for (const actor of STRANGERS)
      await expect(move(world, clue, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(move(world, clue, { revision: 3 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await expect(move(world, 'none')).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(move(world, clue, { state: 'closed' })).rejects.toThrow('没有写办理结果');
    await expect(move(world, clue, { state: 'transferred' })).rejects.toThrow('没有写移送给谁');
    await move(world, clue, { state: 'closed', outcome: '查无实据' });
    await expect(move(world, clue, { state: 'verifying' })).rejects.toMatchObject({ code: 'entry-state' });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(move(world, clue)).rejects.toMatchObject({ code: 'campaign-closed' });
  });

  it('that is done with may still be looked at again by a second level', async () => {
    const world = await jiningWorld();
    const { clue } = await register(world);
    await move(world, clue, { state: 'closed', outcome: '查无实据' });
    await move(world, clue, { state: 'closed', recheck: '省局复查属实' });
    expect(await listClues(world.ctx, { campaign: CAMPAIGN })).toMatchObject([
      { state: 'closed', stateLabel: '已办结', outcome: '查无实据', recheck: '省局复查属实', levelLabel: '国家' },
    ]);
  });
});

describe('a case', () => {
  it('is not opened by strangers, for what is not there, from a clue that is done with, or in a closed campaign', async () => {
    const world = await jiningWorld();
    for (const actor of STRANGERS) await expect(open(world, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(open(world, { institution: 'H1' })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(open(world, { clue: 'none' })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(open(world, { about: '' })).rejects.toMatchObject({ code: 'entry-invalid' });
    const { clue } = await register(world);
    await move(world, clue, { state: 'closed', outcome: '查无实据' });
    await expect(open(world, { clue })).rejects.toMatchObject({ code: 'entry-state' });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(open(world)).rejects.toMatchObject({ code: 'campaign-closed' });
    expect(await listCases(world.ctx, { campaign: CAMPAIGN })).toEqual([]);
  });

  it('that comes of a clue files the clue; one clue may lead to two', async () => {
    const world = await jiningWorld();
    await load(world);
    const { clue } = await register(world, { institution: 'H37080100001' });
    await open(world, { clue, institution: 'H37080100001', joint: true, supervisedBy: '省医保局' });
    await open(world, { clue });
    expect(await listClues(world.ctx, { campaign: CAMPAIGN })).toMatchObject([{ state: 'filed', cases: [1, 2] }]);
    expect((await listCases(world.ctx, { campaign: CAMPAIGN }))[0]).toMatchObject({
      number: 1,
      institution: { code: 'H37080100001', name: '兖州区第一人民医院' },
      amount: null,
      joint: true,
      supervisedBy: '省医保局',
    });
  });
});
