import { callList } from '@duban/actions/call-list';
import { decide } from '@duban/actions/decide';
import { logCall } from '@duban/actions/log-call';
import { formatMinute, localDate } from '@duban/base/time';
import { readReport } from '@duban/documents';
import { getBlob } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { type Act, drive } from './drive.ts';
import { CAMPAIGN, jining, jiningWorld, moment, operator, owes, tasks, type World } from './world.ts';

/** Somebody makes every open call at this moment. */
function callAll(world: World, at: string, until: string | null): Act {
  const log = (task: string) =>
    logCall(world.ctx, {
      task,
      answeredBy: until === null ? null : '经办人',
      promiseUntil: until === null ? null : moment(until),
      note: until === null ? '无人接听' : '正在审签',
      actor: operator,
      now: moment(at),
    });
  const run = async () => {
    for (const task of await tasks(world)) if (task.kind === 'call' && task.state === 'open') await log(task.id);
  };
  return { at, run };
}

const listed = async (world: World) =>
  (await tasks(world)).map((t) => `${formatMinute(t.created_at)} ${t.kind} ${t.assigned_to} ${t.script}`);
const letterOf = async (world: World) => {
  const task = (await tasks(world)).find((t) => t.kind === 'sign');
  if (!task?.blob) throw new Error('no letter');
  return { task, text: (await readReport(await getBlob(world.db, task.blob), 'letter.docx')).text };
};

describe('a promise', () => {
  it('moves the next step: nobody is called before its day is over', async () => {
    const world = await jiningWorld();
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-13 08:00',
      acts: [callAll(world, '2023-10-09 15:20', '2023-10-12 17:30')],
    });
    expect(await listed(world)).toEqual(['2023-10-09 15:00 call operator due-tomorrow']);
  });

  it('that is broken raises the steps: it is asked about, and from T+3 on there is a letter to sign', async () => {
    const world = await jiningWorld();
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-18 00:00',
      acts: [callAll(world, '2023-10-09 15:20', '2023-10-10 17:30'), callAll(world, '2023-10-11 09:20', null)],
    });
    expect((await listed(world)).slice(1)).toEqual([
      // Promised for 10-10: broken on the first office hour after it; T+1 is overtaken by it, and it is still the clerk's turn.
      '2023-10-11 09:00 call operator promise-broken',
      '2023-10-12 09:00 call chief overdue-chief',
      // A broken promise is a lapse: the formal steps follow.
      '2023-10-13 09:00 sign chief chase-letter',
      '2023-10-17 09:00 call deputy overdue-deputy',
    ]);
  });

  it('is on the next call’s list and in its words, and in the next message; for a new due it counts no more', async () => {
    const world = await jiningWorld();
    const { mails } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-10 11:00',
      acts: [callAll(world, '2023-10-09 15:20', '2023-10-09 17:30')],
    });
    const open = async (at: string) =>
      (await callList(world.db, CAMPAIGN, moment(at))).filter((call) => call.state === 'open');
    expect(await open('2023-10-10 11:00')).toMatchObject([
      { lastPromise: moment('2023-10-09 17:30'), script: expect.stringContaining('此前通话约定10月9日17:30前报送。') },
    ]);
    expect(mails.at(-1)?.text).toContain('此前约定：10月9日报送。');
    await decide(world.ctx, {
      ...{ obligation: owes('yanzhou'), submission: null, kind: 'extend', reason: '系统切换' },
      ...{ due: localDate('2023-10-17'), actor: operator, now: moment('2023-10-10 11:00') },
    });
    const later = await drive(world, { offices: ['yanzhou'], from: '2023-10-10 11:00', until: '2023-10-16 15:10' });
    expect(await open('2023-10-16 15:10')).toMatchObject([
      { lastPromise: null, script: expect.not.stringContaining('约定') },
    ]);
    expect(later.mails.some(({ text }) => text.includes('此前约定'))).toBe(false);
  });

  it('for T+3 or later brings the letter itself when it is broken', async () => {
    const world = await jiningWorld();
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-11 08:45',
      until: '2023-10-14 00:00',
      acts: [callAll(world, '2023-10-11 09:20', '2023-10-12 17:30')],
    });
    expect((await listed(world)).at(-1)).toBe('2023-10-13 09:00 sign chief chase-letter');
    expect((await letterOf(world)).task.title).toBe(
      '催报单核稿（承诺未兑现）：兖州区，2023年第三季度统计表（10月10日到期）',
    );
  });

  it('that was broken before T+3 is named by the letter of T+3 just as one that was broken on that day', async () => {
    const world = await jiningWorld();
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-14 00:00',
      acts: [callAll(world, '2023-10-09 15:20', '2023-10-10 17:30'), callAll(world, '2023-10-11 09:20', null)],
    });
    expect((await letterOf(world)).task.title).toBe(
      '催报单核稿（承诺未兑现）：兖州区，2023年第三季度统计表（10月10日到期）',
    );
  });
});

describe('the letter', () => {
  it('is not drafted for a first lapse without a broken promise', async () => {
    const world = await jiningWorld();
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-18 00:00',
      acts: [callAll(world, '2023-10-09 15:20', null)],
    });
    expect((await tasks(world)).filter((t) => t.kind === 'sign')).toEqual([]);
  });

  it('to a county names what is owed, its due, the calls about it, and asks for an answer before the cut-off', async () => {
    const world = await jiningWorld();
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-14 00:00',
      acts: [callAll(world, '2023-10-09 15:20', '2023-10-10 17:30'), callAll(world, '2023-10-11 09:20', null)],
    });
    const { task, text } = await letterOf(world);
    expect(task).toMatchObject({ assigned_to: 'chief', state: 'open' });
    for (const words of [
      '催报单',
      '兖州区医疗保障局：',
      '2023年第三季度统计表',
      '2023年10月10日',
      '此前我局已电话联系2次',
      '2023-10-09 15:20',
      '10月10日',
      '无人接听',
      '请你单位于2023年10月18日前报送',
    ])
      expect(text).toContain(words);
  });

  it('leaves out the calls of an earlier quarter', async () => {
    const world = await jiningWorld();
    const { db } = world;
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-12 00:00',
      acts: [callAll(world, '2023-10-09 15:20', null)],
    });
    // Q3 is closed without Yanzhou: a lapse that makes the fourth quarter's steps formal.
    await db
      .updateTable('round')
      .set({ frozen_at: moment('2023-10-11 00:00'), merged_at: moment('2023-10-19 00:00') })
      .where('period', '=', '2023Q3')
      .execute();
    await drive(world, { offices: ['yanzhou'], from: '2023-12-07 14:00', until: '2023-12-14 00:00' });
    const { text } = await letterOf(world);
    expect(text).toContain('2023年第四季度统计表');
    expect(text).toContain('总结报告');
    expect(text).not.toContain('电话联系');
  });

  it('says of a returned sheet that it was not handed in again, and names an extension beside the original due', async () => {
    const world = await jiningWorld();
    const { db } = world;
    await db
      .updateTable('obligation')
      .set({ state: 'returned', due: localDate('2023-10-11') })
      .where('id', '=', owes('yanzhou'))
      .execute();
    await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 14:00',
      until: '2023-10-14 00:00',
      acts: [callAll(world, '2023-10-09 15:20', '2023-10-10 17:30')],
    });
    const { text } = await letterOf(world);
    expect(text).toContain('2023年第三季度统计表（退回修改后未重新报送）');
    expect(text).toContain('2023年10月11日');
  });

  it.each(['outside', 'peer'] as const)(
    'to an office that is %s is a courteous request, and no 催报单',
    async (rank) => {
      const offices = jining.definition.offices.map((o) => (o.id === 'yankuang' ? { ...o, standing: rank } : o));
      const world = await jiningWorld({ ...jining, definition: { ...jining.definition, offices } });
      await drive(world, {
        offices: ['yankuang'],
        from: '2023-10-09 14:00',
        until: '2023-10-14 00:00',
        acts: [callAll(world, '2023-10-09 15:20', '2023-10-10 17:30')],
      });
      const { task, text } = await letterOf(world);
      expect(task).toMatchObject({ script: 'request-letter', assigned_to: 'chief' });
      expect(task.title).toMatch(/^商请函核稿（约定时间已到）：兖矿能源/);
      for (const words of ['商请函', '商请贵单位', '2023年第三季度统计表', '烦请于2023年10月18日前提供'])
        expect(text).toContain(words);
      for (const words of ['催报', '逾期', '超过时限', '电话联系', '正在审签']) expect(text).not.toContain(words);
    },
  );
});
