import { campaignTick } from '@duban/actions/campaign-tick';
import { deliverMessage } from '@duban/actions/deliver-message';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { downMailer } from '../drive.ts';
import { send as handIn } from '../sheets.ts';
import { CAMPAIGN, messages, moment, type World } from '../world.ts';
import { jiningQuiet, send } from './duties.ts';

const digest = (day: string): string => `${CAMPAIGN}/digest/${day}`;
const morning = (world: World, day: string) =>
  campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment(`${day} 08:30`) });
const putOff = (world: World, day: string, at: string) =>
  deliverMessage({ ...world.ctx, mailer: downMailer }, { message: digest(day), now: moment(at) });
const received = async (world: World, day: string) => {
  const said = (await messages(world, 'digest')).find(({ id }) => id === digest(day))?.facts.received;
  return (said as { office: string }[] | undefined)?.map(({ office }) => office);
};

describe('A morning digest that a mail server held back', () => {
  it('gives way to the newer one, which says what came in since the last that left', async () => {
    const world = await jiningQuiet();
    await morning(world, '2023-10-09');
    await send(world, [digest('2023-10-09')], '2023-10-09 08:31');
    await handIn(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await morning(world, '2023-10-10');
    await putOff(world, '2023-10-10', '2023-10-10 08:31');
    await handIn(world, { office: 'rencheng', at: '2023-10-10 10:00' });
    await morning(world, '2023-10-11');
    expect(await received(world, '2023-10-10')).toEqual(['兖州区']);
    expect(await received(world, '2023-10-11')).toEqual(['兖州区', '任城区']);
    const [mail, ...more] = await send(world, [digest('2023-10-10'), digest('2023-10-11')], '2023-10-11 09:00');
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^【今日督办】2023年10月11日/);
    const cancelled = (await eventsOf(world.db, CAMPAIGN)).find(({ kind }) => kind === 'message-cancelled');
    expect(cancelled).toMatchObject({
      subject: digest('2023-10-10'),
      data: { supersededBy: [digest('2023-10-11')] },
    });
    await morning(world, '2023-10-12');
    expect(await received(world, '2023-10-12')).toEqual([]);
  });

  it('bears its own day when it leaves later and no newer one has been written', async () => {
    const world = await jiningQuiet();
    await morning(world, '2023-10-13');
    await putOff(world, '2023-10-13', '2023-10-13 08:31');
    const [mail] = await send(world, [digest('2023-10-13')], '2023-10-14 09:00');
    expect(mail?.subject).toMatch(/^【今日督办】2023年10月13日（星期五）：/);
    expect(mail?.text).toContain('四、新收到（0项）');
    expect(mail?.text).not.toContain('10月14日');
  });
});
