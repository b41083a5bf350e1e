import { type Decide, decide } from '@duban/actions/decide';
import { localDate } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { send } from './sheets.ts';
import type { World } from './world.ts';
import { CAMPAIGN, chief, clerkOf, jiningWorld, messages, moment, obligation, operator, owes, tasks } from './world.ts';

const YANZHOU = owes('yanzhou');

function decided(world: World, change: Partial<Decide>, at = '2023-10-10 09:00'): Promise<void> {
  return decide(world.ctx, {
    obligation: YANZHOU,
    submission: null,
    kind: 'exempt',
    reason: '本期无业务',
    due: null,
    actor: operator,
    now: moment(at),
    ...change,
  });
}

const verdict = (kind: 'accept' | 'return', version = 1): Partial<Decide> => ({
  kind,
  submission: `${YANZHOU}#${version}`,
});
const decisions = ({ db }: World) => db.selectFrom('decision').selectAll().orderBy('id').execute();
const handedIn = async (at = '2023-10-09 10:00') => {
  const world = await jiningWorld();
  await send(world, { office: 'yanzhou', at });
  return world;
};

describe('a decision is refused', () => {
  it('to a clerk of an office, also about its own sheet', async () => {
    const world = await handedIn();
    const attempt = decided(world, { ...verdict('accept'), actor: clerkOf('yanzhou') });
    await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await obligation(world, YANZHOU)).state).toBe('checked');
  });

  it('about an obligation that nobody has', async () => {
    const attempt = decided(await jiningWorld(), { obligation: owes('atlantis') });
    await expect(attempt).rejects.toMatchObject({ code: 'obligation-unknown' });
  });

  it.each([
    ['an accept that names no version', { kind: 'accept' as const, submission: null }, '所审核的材料版本'],
    ['a return that names no version', { kind: 'return' as const, submission: null }, '所审核的材料版本'],
    ['a return without a reason', { ...verdict('return'), reason: ' ' }, '理由'],
    ['an exemption without a reason', { reason: '' }, '理由'],
    ['an extension without a day', { kind: 'extend' as const }, '新的时限'],
  ])('when it is incomplete: %s', async (_, change, missing) => {
    const world = await handedIn();
    const attempt = decided(world, change);
    await expect(attempt).rejects.toMatchObject({ code: 'decision-incomplete', details: { missing } });
    expect(await decisions(world)).toEqual([]);
  });

  it.each(['', `${YANZHOU}#9`, `${owes('rencheng')}#1`])(
    'on a sheet that was never handed in for it, whatever the decision (found by schemathesis: it failed): %s',
    async (submission) => {
      const world = await handedIn();
      await send(world, { office: 'rencheng', at: '2023-10-09 11:00' });
      await expect(decided(world, { submission })).rejects.toMatchObject({ code: 'file-unknown' });
      expect(await decisions(world)).toEqual([]);
    },
  );

  it('on a version that the office has replaced meanwhile', async () => {
    const world = await handedIn();
    await send(world, { office: 'yanzhou', at: '2023-10-09 11:00', filling: { times: 2 } });
    const attempt = decided(world, verdict('accept'));
    await expect(attempt).rejects.toMatchObject({ code: 'sheet-superseded', details: { version: 2 } });
    await expect(attempt).rejects.toThrow('兖州区2023年第三季度统计表已有第2版');
  });

  it('to the second of two officers, who is told what the first decided', async () => {
    const world = await handedIn();
    const both = await Promise.allSettled([
      decided(world, { ...verdict('accept'), actor: operator }),
      decided(world, { ...verdict('return'), reason: '数字偏小', actor: chief }),
    ]);
    const refused = both.find((r) => r.status === 'rejected');
    const [first, ...more] = await decisions(world);
    expect(more).toEqual([]);
    expect(refused?.reason).toMatchObject({
      code: 'decision-conflict',
      details: { by: first?.decided_by, decision: first?.kind === 'accept' ? '通过' : '退回修改' },
    });
  });

  it('on a sheet that its own findings sent back', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: '2023-10-09 10:00', filling: { change: { 'chkInst.current': 31 } } });
    const attempt = decided(world, verdict('accept'));
    await expect(attempt).rejects.toMatchObject({ code: 'decision-conflict', details: { by: '系统' } });
  });

  it('when the state is not open to it, in words an officer understands', async () => {
    const world = await handedIn();
    const attempt = decided(world, { kind: 'exempt' });
    await expect(attempt).rejects.toMatchObject({ code: 'obligation-settled' });
    await expect(attempt).rejects.toThrow('兖州区2023年第三季度统计表已经是“待审核”，不能再免报');
  });

  it.each([
    ['an extension that is none', 'extend' as const, '2023-10-10'],
    ['an extension into the past', 'extend' as const, '2023-10-01'],
    ['an extension past the cut-off, at which the round closes', 'extend' as const, '2023-10-19'],
  ])('when its due cannot be: %s', async (_, kind, due) => {
    const attempt = decided(await jiningWorld(), { kind, due: localDate(due) });
    await expect(attempt).rejects.toMatchObject({ code: 'due-not-allowed' });
    await expect(attempt).rejects.toThrow('不得晚于本期最迟汇总的2023年10月18日');
  });

  it.each([
    ['before the day that the notice grants', '2023-10-09'],
    ['after the cut-off', '2023-10-19'],
  ])('when a return is to be corrected %s', async (_, due) => {
    const attempt = decided(await handedIn(), { ...verdict('return'), due: localDate(due) });
    await expect(attempt).rejects.toMatchObject({ code: 'due-not-allowed' });
  });
});

describe('an acceptance', () => {
  it('keeps which version it was and when that version came, not when it was accepted', async () => {
    const world = await handedIn('2023-10-10 23:00');
    await decided(world, { ...verdict('accept'), reason: '' }, '2023-10-12 09:00');
    expect(await obligation(world, YANZHOU)).toMatchObject({
      state: 'accepted',
      accepted_submission: `${YANZHOU}#1`,
      accepted_version_at: moment('2023-10-10 23:00'),
      merged_submission: null,
      arm: 0,
    });
  });

  it('leaves one event with the officer’s function, and pokes office and round', async () => {
    const world = await handedIn();
    const before = await world.db.selectFrom('poke').select('seq').execute();
    await decided(world, { ...verdict('accept'), reason: '审核通过' });
    const [event] = (await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'decided-accept');
    expect(event).toMatchObject({ actor: '基金监管科经办人', subject: `${YANZHOU}#1`, data: { reason: '审核通过' } });
    const pokes = await world.db.selectFrom('poke').select('workflow').orderBy('seq').offset(before.length).execute();
    expect(pokes.map((p) => p.workflow)).toEqual(['office', 'round']);
  });
});

describe('a return by an officer', () => {
  it('tells who handed the sheet in: the reason, the findings, the new due', async () => {
    const world = await handedIn();
    await decided(world, { ...verdict('return'), reason: '与快报数不符，请核实。', due: localDate('2023-10-13') });
    const [message, ...more] = await messages(world, 'return');
    expect(more).toEqual([]);
    expect(message).toMatchObject({ recipient: 'yanzhou-a', office: 'yanzhou', attachments: [] });
    expect(message?.facts).toMatchObject({
      reason: '与快报数不符，请核实。',
      newDue: '2023年10月13日（星期五）',
      originalDue: '2023年10月10日（星期二）',
      receivedAt: '2023-10-09 10:00',
    });
  });

  it('starts the ladder anew from its due', async () => {
    const world = await handedIn();
    await decided(world, { ...verdict('return'), due: localDate('2023-10-13') });
    expect(await obligation(world, YANZHOU)).toMatchObject({
      state: 'returned',
      due: '2023-10-10',
      chase_due: '2023-10-13',
      arm: 1,
      armed_at: moment('2023-10-10 09:00'),
    });
  });

  it('gives the usual three working days when the officer names no day', async () => {
    const world = await handedIn();
    await decided(world, verdict('return'));
    expect((await obligation(world, YANZHOU)).chase_due).toBe('2023-10-13');
  });
});

describe('an exemption', () => {
  it('ends the chase: the office is told, no other message, no call, and the open calls are taken back', async () => {
    const world = await jiningWorld();
    const act = { at: '2023-10-09 16:00', run: () => decided(world, {}, '2023-10-09 16:00') };
    const { sent } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-18 00:00',
      acts: [act],
    });
    // A and B, at once.
    expect(sent.filter((line) => line > '2023-10-09 16:00')).toEqual([
      '2023-10-09 16:00 jg-a@yanzhou.example 【已免报】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-09 16:00 jg-b@yanzhou.example 【已免报】兖州区医疗保障局：2023年第三季度统计表',
    ]);
    expect((await tasks(world)).map((t) => t.state)).toEqual(['cancelled']);
    expect((await obligation(world, YANZHOU)).state).toBe('exempt');
  });
});

describe('an extension', () => {
  it('granted in time moves the due of punctuality, and never the original', async () => {
    const world = await jiningWorld();
    await decided(world, { kind: 'extend', due: localDate('2023-10-16') }, '2023-10-10 17:00');
    expect(await obligation(world, YANZHOU)).toMatchObject({
      state: 'expected',
      original_due: '2023-10-10',
      due: '2023-10-16',
      chase_due: '2023-10-16',
      arm: 1,
    });
  });

  it('granted after the due gives time, but makes nobody punctual', async () => {
    const world = await jiningWorld();
    await decided(world, { kind: 'extend', due: localDate('2023-10-16') }, '2023-10-11 09:00');
    expect(await obligation(world, YANZHOU)).toMatchObject({ due: '2023-10-10', chase_due: '2023-10-16' });
  });

  it('starts the ladder anew in the words of a reminder, not of a return', async () => {
    const world = await jiningWorld();
    const extend = () => decided(world, { kind: 'extend', due: localDate('2023-10-16') }, '2023-10-10 09:30');
    const { sent, mails } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-10 09:00',
      until: '2023-10-17 00:00',
      acts: [{ at: '2023-10-10 09:30', run: extend }],
    });
    expect(sent.filter((line) => line.includes('-a@') && line > '2023-10-10 09:30')).toEqual([
      // That it was given, at once: nobody had asked.
      '2023-10-10 09:30 jg-a@yanzhou.example 【已延期】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-11 09:05 jg-a@yanzhou.example 【提醒】兖州区医疗保障局：2023年第三季度统计表',
      // T−1 of Monday 10-16 is Friday 10-13: not “明日”.
      '2023-10-13 15:05 jg-a@yanzhou.example 【提醒】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-16 10:05 jg-a@yanzhou.example 【今日到期】兖州区医疗保障局：2023年第三季度统计表',
    ]);
    for (const mail of mails) expect(mail.text).not.toContain('退回');
  });
});
