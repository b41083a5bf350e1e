import { board } from '@duban/actions/board';
import { completeTask } from '@duban/actions/complete-task';
import { confirmRegistration } from '@duban/actions/confirm-registration';
import type { Actor } from '@duban/actions/context';
import { registrationEvidence } from '@duban/actions/evidence-files';
import { obligationView } from '@duban/actions/obligation-view';
import { rejectRegistration } from '@duban/actions/reject-registration';
import { describe, expect, it } from 'vitest';
import { REPORT, register, verdict, WHEN } from './around.ts';
import { drive } from './drive.ts';
import { filledReport, filledSheet, send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  chief,
  clerkOf,
  eventKinds,
  jiningWorld,
  messages,
  moment,
  obligation,
  owes,
  tasks,
  type World,
} from './world.ts';

const registrations = ({ db }: World) => db.selectFrom('registration').selectAll().orderBy('id').execute();
const cell = async (world: World, now: string) =>
  (await obligationView(world.ctx, { obligation: REPORT, now: moment(now) })).cell;

describe('a hand registration is refused', () => {
  it.each([
    ['that arrives in the future', { arrivedAt: moment('2023-12-06 10:01') }, ['arrival-invalid', '比现在还晚']],
    [
      'that arrived before the task was there',
      { arrivedAt: moment('2023-08-22 08:59') },
      ['arrival-invalid', '2023-08-22 09:00'],
    ],
    ['that nothing proves', { note: ' ' }, ['verb-incomplete', '凭证']],
  ])('%s', async (_, change, [code, words]) => {
    const world = await jiningWorld();
    const attempt = register(world, await filledReport('yanzhou'), change);
    await expect(attempt).rejects.toMatchObject({ code });
    await expect(attempt).rejects.toThrow(words);
    expect(await registrations(world)).toEqual([]);
    expect((await obligation(world, REPORT)).state).toBe('expected');
  });

  it('to the system: two people attest it', async () => {
    const world = await jiningWorld();
    const attempt = register(world, await filledReport('yanzhou'), { actor: { kind: 'system', name: '系统' } });
    await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('of a file that cannot be read, and of one for what is settled', async () => {
    const world = await jiningWorld();
    await expect(register(world, Buffer.from('x'))).rejects.toMatchObject({ code: 'file-not-docx' });
    await sendAndAccept(world, { office: 'yanzhou', period: 'final', at: WHEN });
    const other = await filledReport('rencheng');
    await expect(register(world, other)).rejects.toMatchObject({ code: 'obligation-settled' });
  });

  it('of bytes that had come before the time that is now attested', async () => {
    const world = await jiningWorld();
    const bytes = await filledReport('yanzhou');
    await send(world, { office: 'yanzhou', period: 'final', at: WHEN, bytes });
    const attempt = register(world, bytes, { arrivedAt: moment('2023-12-06 12:00'), now: moment('2023-12-07 09:00') });
    await expect(attempt).rejects.toThrow('同一份文件已于2023-12-06 10:00收到');
  });
});

describe('a sheet registered by hand', () => {
  it('makes the office punctual by its true time although it is registered late, provisionally until it is confirmed', async () => {
    const world = await jiningWorld();
    const late = { arrivedAt: moment('2023-12-10 23:59'), now: moment('2023-12-13 09:00'), way: 'paper' } as const;
    const { receipt, registration } = await register(world, await filledReport('yanzhou'), late);
    expect(receipt).toMatchObject({ outcome: 'checked', receivedAt: moment('2023-12-10 23:59') });
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'checked',
      first_received_at: late.arrivedAt,
      first_valid_at: late.arrivedAt,
    });
    expect(await cell(world, '2023-12-13 10:00')).toMatchObject({ punctuality: 'on-time', registered: 'pending' });
    const [message] = await messages(world, 'receipt');
    expect(message).toMatchObject({ recipient: 'yanzhou-a', send_after: late.now });
    expect(message?.facts).toMatchObject({
      punctuality: 'on-time',
      receivedAt: '2023-12-10 23:59',
      registeredBy: '基金监管科经办人',
    });
    await confirmRegistration(world.ctx, verdict(registration, '2023-12-13 11:00'));
    expect(await cell(world, '2023-12-13 12:00')).toMatchObject({ punctuality: 'on-time', registered: 'confirmed' });
    expect(await eventKinds(world)).toEqual([
      'campaign-launched',
      'sheet-handed-in',
      'sheet-registered',
      'registration-confirmed',
    ]);
    expect((await registrations(world))[0]).toMatchObject({
      state: 'confirmed',
      way: 'paper',
      decided_by: '基金监管科科长',
    });
  });

  it('ends the chase at once, confirmed or not', async () => {
    const world = await jiningWorld();
    const bytes = await filledReport('yanzhou');
    const done = { at: '2023-12-06 10:00', run: () => register(world, bytes) };
    await world.db.updateTable('obligation').set({ state: 'exempt' }).where('period', '=', '2023Q4').execute();
    const { sent } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-12-06 08:30',
      until: '2023-12-14 00:00',
      acts: [done],
    });
    expect(
      sent.filter((line) => line.includes('总结报告') && !line.includes('回执') && line > '2023-12-06 10:00'),
    ).toEqual([]);
  });

  it('is shown with who, how, when and what proves it; the proof can be fetched by the bureau and the office only', async () => {
    const world = await jiningWorld();
    const evidence = { name: '群聊截图.png', bytes: Buffer.from('png') };
    const { registration } = await register(world, await filledReport('yanzhou'), {
      way: 'group-chat',
      note: '',
      evidence,
    });
    const view = await obligationView(world.ctx, { obligation: REPORT, now: moment(WHEN) });
    expect(view.submissions[0]).toMatchObject({
      channel: 'registered',
      voided: false,
      registration: {
        state: 'pending',
        label: '待复核',
        wayLabel: '工作群',
        evidenceName: '群聊截图.png',
        registeredBy: '基金监管科经办人',
      },
    });
    const get = (actor: Actor) => registrationEvidence(world.ctx, { registration, actor });
    expect((await get(clerkOf('yanzhou'))).bytes.toString()).toBe('png');
    await expect(get(clerkOf('rencheng'))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('of the office’s own bytes is no second version: it attests that they had come earlier, also after they were accepted', async () => {
    const world = await jiningWorld();
    const bytes = await filledReport('yanzhou');
    await sendAndAccept(world, { office: 'yanzhou', period: 'final', at: '2023-12-12 10:00', bytes });
    expect((await cell(world, '2023-12-12 11:00')).punctuality).toBe('late');
    const { receipt, registration } = await register(world, bytes, {
      arrivedAt: moment('2023-12-08 16:00'),
      now: moment('2023-12-12 11:00'),
    });
    expect(receipt).toMatchObject({ repeated: true, submission: `${REPORT}#1` });
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'accepted',
      version: 1,
      accepted_version_at: moment('2023-12-08 16:00'),
    });
    expect((await cell(world, '2023-12-12 11:00')).punctuality).toBe('on-time');
    await rejectRegistration(world.ctx, verdict(registration, '2023-12-12 12:00'));
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'accepted',
      accepted_version_at: moment('2023-12-12 10:00'),
    });
    expect((await cell(world, '2023-12-12 13:00')).punctuality).toBe('late');
    expect(await messages(world, 'answer')).toEqual([]);
  });

  it('that came before the newest version says when the office filed first, and is not the version to decide on', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-12 10:00' });
    const older = await filledReport('rencheng');
    await register(world, older, { arrivedAt: moment('2023-12-08 16:00'), now: moment('2023-12-12 11:00') });
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'checked',
      version: 2,
      first_received_at: moment('2023-12-08 16:00'),
    });
    const view = await obligationView(world.ctx, { obligation: REPORT, now: moment('2023-12-12 12:00') });
    expect(view.submissions.map(({ id }) => id)).toEqual([`${REPORT}#2`, `${REPORT}#1`]);
  });

  it('with E findings goes back, and the clock for the correction begins when it is registered, not when it came', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'), { change: { 'chkInst.current': 31 } });
    const file = {
      obligation: owes('yanzhou'),
      arrivedAt: moment('2023-10-09 16:00'),
      now: moment('2023-10-12 10:00'),
    };
    const { receipt } = await register(world, bytes, { ...file, file: { name: '统计表.xlsx', bytes } });
    expect(receipt.outcome).toBe('returned');
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      state: 'returned',
      first_received_at: moment('2023-10-09 16:00'),
      first_valid_at: null,
      chase_due: '2023-10-17',
    });
  });
});

describe('the second hand', () => {
  const account = (role: 'operator' | 'chief', id?: string): Actor => ({
    kind: 'bureau',
    role,
    name: role,
    ...(id ? { account: id } : {}),
  });

  it.each([
    ['the same function, before there are accounts', account('operator'), account('operator')],
    ['the same account in another function', account('operator', 'a1'), account('chief', 'a1')],
    ['the system', account('operator'), { kind: 'system', name: '系统' } as const],
  ])('is not %s', async (_, first, second) => {
    const world = await jiningWorld();
    const { registration } = await register(world, await filledReport('yanzhou'), { actor: first });
    const attempt = confirmRegistration(world.ctx, verdict(registration, WHEN, second));
    await expect(attempt).rejects.toMatchObject({ code: 'same-hand' });
    await expect(rejectRegistration(world.ctx, verdict(registration, WHEN, second))).rejects.toMatchObject({
      code: 'same-hand',
    });
    expect((await registrations(world))[0]?.state).toBe('pending');
  });

  it('may be another account of the same function', async () => {
    const world = await jiningWorld();
    const { registration } = await register(world, await filledReport('yanzhou'), { actor: account('operator', 'a1') });
    await confirmRegistration(world.ctx, verdict(registration, WHEN, account('operator', 'a2')));
    expect((await registrations(world))[0]).toMatchObject({ state: 'confirmed', decider_account: 'a2' });
  });

  it('has it on the list, and takes it off by an answer only', async () => {
    const world = await jiningWorld();
    const { registration } = await register(world, await filledReport('yanzhou'));
    const [task] = await tasks(world);
    expect(task).toMatchObject({ assigned_to: 'chief', state: 'open', title: '复核代收登记：兖州区总结报告（OA）' });
    const tick = completeTask(world.ctx, { task: task?.id ?? '', actor: chief, now: moment(WHEN) });
    await expect(tick).rejects.toMatchObject({ code: 'task-elsewhere' });
    await confirmRegistration(world.ctx, verdict(registration, WHEN));
    expect((await tasks(world)).map(({ state }) => state)).toEqual(['done']);
    const again = confirmRegistration(world.ctx, verdict(registration, WHEN));
    await expect(again).rejects.toThrow('这条代收登记已由基金监管科科长已复核');
  });
});

it('the board shows which receipts wait for the second hand', async () => {
  const world = await jiningWorld();
  await register(world, await filledReport('yanzhou'));
  const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment(WHEN) });
  const cells = shown.offices.find(({ id }) => id === 'yanzhou')?.cells.map((c) => c?.registered);
  expect(cells).toEqual([null, 'pending', null]);
});
