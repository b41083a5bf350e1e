import { moveClue } from '@duban/actions/move-clue';
import { registerClue } from '@duban/actions/register-clue';
import { plus } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, moment, operator, type World } from '../world.ts';
import { jiningQuiet, launched, planned, play, send, tick } from './duties.ts';

const states = async ({ db }: World) =>
  (await db.selectFrom('message').select('state').where('kind', '=', 'duty').execute()).map((m) => m.state);

describe('Duty reminders are read again when they leave: never after settlement', () => {
  const UPWARD = 'jinan-2019/duty/upward/city-report/final';

  it('an upward duty ticked off between planning and sending: the reminder does not leave', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    const reminders = await planned(world, 'jinan-2019', '2019-11-18 09:00');
    expect(reminders).toHaveLength(1);
    await tick(world, UPWARD)(moment('2019-11-18 09:00'));
    expect(await send(world, reminders, '2019-11-18 09:01')).toEqual([]);
    expect(await states(world)).toEqual(['cancelled']);
  });

  it('not done: it leaves as it was planned', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    const [mail, ...more] = await send(
      world,
      await planned(world, 'jinan-2019', '2019-11-18 09:00'),
      '2019-11-18 09:01',
    );
    expect(more).toEqual([]);
    expect(mail?.text).toContain('全市情况报告');
  });

  it('put off until the next step has come: the next one speaks, “明天到期” is not said on the day itself', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    const reminders = await planned(world, 'jinan-2019', '2019-11-18 09:00');
    expect(await send(world, reminders, '2019-11-19 15:30')).toEqual([]);
  });

  const register = (world: World, about: string) =>
    registerClue(world.ctx, {
      ...{ campaign: CAMPAIGN, source: '12345', level: 'city', externalNo: null, office: 'yanzhou', institution: null },
      ...{ receivedOn: localDate('2023-09-04'), about, amount: null, risk: 'normal', track: 'required' },
      ...{ actor: operator, now: moment('2023-09-04 10:00') },
    });

  it('two clues run out, one is decided meanwhile: the reminder names the other alone', async () => {
    const world = await jiningQuiet();
    const [first, second] = [await register(world, '重复收费'), await register(world, '超标准收费')];
    const reminders = await planned(world, CAMPAIGN, '2023-09-20 09:00');
    expect(reminders).toHaveLength(1);
    const decided = (clue: string) =>
      moveClue(world.ctx, {
        ...{ clue, state: 'closed', outcome: '经核查不属实', recheck: null, revision: null },
        ...{ actor: operator, now: plus(moment('2023-09-20 09:00'), 30_000) },
      });
    await decided(first.clue);
    const [mail] = await send(world, reminders, '2023-09-20 09:01');
    expect(mail?.text).not.toContain(`线索第${first.number}号`);
    expect(mail?.text).toContain(`线索第${second.number}号`);
  });

  it('a department’s part came meanwhile: the officer is asked for the other four', async () => {
    const world = await launched('weihai-2024', '2024-05-10', '2024-06-10');
    await play(world, 'weihai-2024', ['2024-12-03 08:00', '2024-12-05 08:00']);
    const reminders = await planned(world, 'weihai-2024', '2024-12-05 09:00');
    await tick(world, 'weihai-2024/duty/part/final-report/final/court')(moment('2024-12-05 09:00'));
    const [mail] = await send(world, reminders, '2024-12-05 09:01');
    expect(mail?.text).toContain('人民检察院');
    expect(mail?.text).not.toContain('人民法院');
  });
});
