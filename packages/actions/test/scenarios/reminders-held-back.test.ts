import { deliverMessage } from '@duban/actions/deliver-message';
import { messageText } from '@duban/actions/message-text';
import { openCase } from '@duban/actions/open-case';
import { registerClue } from '@duban/actions/register-clue';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { change } from '../change-status.ts';
import { downMailer } from '../drive.ts';
import { CAMPAIGN, moment, operator, type World } from '../world.ts';
import { jiningQuiet, launched, planned, send } from './duties.ts';

const JINAN = 'jinan-2019';
const WEIHAI = 'weihai-2024';
/** 全市情况报告 is due on Wednesday the 20th: T−1 to the officer on the 19th at 15:00, T to the section chief on the 20th at 10:00. */
const upward = () => launched(JINAN, '2019-04-24', '2019-06-10');

/** The texts of what leaves at this moment. */
const said = async (world: World, ids: readonly string[], at: string) =>
  (await send(world, ids, at)).map((m) => m.text);

async function putOff(world: World, ids: readonly string[], at: string): Promise<void> {
  for (const message of ids) await deliverMessage({ ...world.ctx, mailer: downMailer }, { message, now: moment(at) });
}

describe('A duty’s reminder says what is true at the minute at which it leaves', () => {
  it('on its own minute: 明天到期 on the day before, 今天到期 on the day', async () => {
    const world = await upward();
    const [before] = await said(world, await planned(world, JINAN, '2019-11-19 15:00'), '2019-11-19 15:01');
    expect(before).toContain('时限2019年11月20日（星期三），报省医保局。明天到期，还没有办结：请抓紧送签上报。');
    const [onTheDay] = await said(world, await planned(world, JINAN, '2019-11-20 10:00'), '2019-11-20 10:01');
    expect(onTheDay).toContain('今天到期，经办人还没有办结：请督促上报。');
    const [after] = await said(world, await planned(world, JINAN, '2019-11-21 09:00'), '2019-11-21 09:01');
    expect(after).toContain('已经超过时限，还没有办结：请过问。');
  });

  it('held back by a pause beyond the due: over, not 明天到期', async () => {
    const world = await upward();
    const reminders = await planned(world, JINAN, '2019-11-19 15:00');
    await change(world, 'pause', { campaign: JINAN, at: '2019-11-19 15:00' });
    expect(await said(world, reminders, '2019-11-19 15:01')).toEqual([]);
    await change(world, 'resume', { campaign: JINAN, at: '2019-11-26 09:00' });
    const [text] = await said(world, reminders, '2019-11-26 09:01');
    expect(text).toContain('已经超过时限，还没有办结：请抓紧送签上报。');
    expect(text).not.toMatch(/明天|今天/);
    // Read later it is what it was.
    const { text: kept } = await messageText(world.ctx, {
      message: reminders[0] ?? '',
      now: moment('2019-12-20 09:00'),
    });
    expect(kept).toBe(text);
  });

  it('put off over a night by a mail server that was down: 今天到期, not 明天到期', async () => {
    const world = await upward();
    const reminders = await planned(world, JINAN, '2019-11-19 15:00');
    await putOff(world, reminders, '2019-11-19 15:01');
    const [text] = await said(world, reminders, '2019-11-20 08:00');
    expect(text).toContain('今天到期，还没有办结');
  });

  it('put off for days by a mail server that was down: over, not 今天到期', async () => {
    const world = await upward();
    const reminders = (await planned(world, JINAN, '2019-11-20 10:00')).filter((id) => id.includes('/chief/'));
    await putOff(world, reminders, '2019-11-20 10:01');
    const [text, ...more] = await said(world, reminders, '2019-11-23 08:00');
    expect(more).toEqual([]);
    expect(text).toContain('已经超过时限，经办人还没有办结：请督促上报。');
  });

  it('of a department’s part that is due on a Sunday: neither 明天 nor 今天到期, but the last working day before it', async () => {
    const world = await launched(WEIHAI, '2024-05-10', '2024-06-10');
    const due = { due: localDate('2024-12-08') };
    await world.db.updateTable('round').set(due).where('requirement', '=', 'final-report').execute();
    const [thursday] = await said(world, await planned(world, WEIHAI, '2024-12-05 15:00'), '2024-12-05 15:01');
    expect(thursday).toContain('时限2024年12月8日（星期日）');
    expect(thursday).not.toMatch(/明天|今天/);
    const [friday] = await said(world, await planned(world, WEIHAI, '2024-12-06 10:00'), '2024-12-06 10:01');
    expect(friday).toContain('今天是时限前最后一个工作日，还没有收到');
    expect(friday).not.toContain('今天到期');
  });

  it('of a clue: 到期前 is not said once its days are over', async () => {
    const world = await jiningQuiet();
    await registerClue(world.ctx, {
      ...{ campaign: CAMPAIGN, source: '12345', level: 'city', externalNo: null, office: 'yanzhou', institution: null },
      ...{ receivedOn: localDate('2023-09-04'), about: '重复收费', amount: null, risk: 'normal', track: 'required' },
      ...{ actor: operator, now: moment('2023-09-04 10:00') },
    });
    const reminders = await planned(world, CAMPAIGN, '2023-09-20 09:00');
    await putOff(world, reminders, '2023-09-20 09:01');
    const [text] = await said(world, reminders, '2023-09-26 08:00');
    expect(text).toContain('已经超过时限，还没有作出（收到后15个工作日）：请催办核查，尽快登记结果。');
    expect(text).not.toContain('到期前');
  });

  it('of an immediate report: by how many hours it is over when it leaves', async () => {
    const world = await jiningQuiet();
    await openCase(world.ctx, {
      ...{ campaign: CAMPAIGN, clue: null, institution: null, about: '团伙骗保', amount: null, joint: false },
      ...{ supervisedBy: null, openedOn: localDate('2023-10-14'), major: true, actor: operator },
      now: moment('2023-10-14 20:00'),
    });
    const of = async (who: string, at: string) =>
      (await planned(world, CAMPAIGN, at)).filter((id) => id.includes(`/${who}/`));
    const [chief] = await said(world, await of('chief', '2023-10-14 21:00'), '2023-10-14 21:01');
    expect(chief).toContain('已经到时限，还没有电话报告上级医保部门：请督促。');
    const leader = await of('leader', '2023-10-14 22:00');
    await putOff(world, leader, '2023-10-14 22:01');
    const [text] = await said(world, leader, '2023-10-14 22:45');
    expect(text).toContain('已经超过时限1小时，还没有电话报告上级医保部门：请过问。');
    const later = await of('leader', '2023-10-14 23:00');
    const [late] = await said(world, later, '2023-10-16 09:00');
    expect(late).toContain('已经超过时限1天，还没有书面报告');
  });
});
