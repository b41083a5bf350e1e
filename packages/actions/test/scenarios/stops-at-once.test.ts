import { decide } from '@duban/actions/decide';
import { formatMinute, localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { drive } from '../drive.ts';
import { send } from '../sheets.ts';
import { jining, jiningWorld, LAUNCH, moment, obligation, operator, owes, tasks, type World } from '../world.ts';

/** Yanzhou alone, its launch mails out of the way. */
async function quiet(): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  return world;
}
/** `10-10 10:05 jg-a@yanzhou.example 【…】` of the chases among what was sent. */
const chases = async (world: World, [from, until]: readonly [string, string], office = 'yanzhou') =>
  (await drive(world, { offices: [office], from, until })).sent
    .filter((line) => !/【(部署|回执|延期|已延期|已免报)|重报/.test(line))
    .map((line) => line.slice(5).split(' ').slice(0, 3).join(' '));
const listed = async (world: World, kind: 'call' | 'sign') =>
  (await tasks(world))
    .filter((t) => t.kind === kind)
    .map((t) => `${formatMinute(t.slot).slice(5)} ${t.script} ${t.state}`);
const calls = (world: World) => listed(world, 'call');

describe('Stops at once', () => {
  it('a colleague’s hand-in counts: B files, and A hears no more of it', async () => {
    const world = await quiet();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    // Planned to A and B at 15:00, open until 15:05.
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:02', contact: 'yanzhou-b', channel: 'web' });
    expect(await chases(world, ['2023-10-09 15:02', '2023-10-14 00:00'])).toEqual([]);
    expect(await calls(world)).toEqual(['10-09 15:00 due-tomorrow cancelled']);
  });

  it('on receipt; the correction clock starts when the sheet has E findings, and from its own due', async () => {
    const world = await quiet();
    const wrong = { change: { 'chkInst.current': 31 } } as const;
    await send(world, { office: 'yanzhou', at: '2023-10-08 10:00', filling: wrong });
    const { state, chase_due, arm } = await obligation(world, owes('yanzhou'));
    // Three working days from the 8th, which is worked: the 11th; the first due was the 10th.
    expect([state, chase_due, arm]).toEqual(['returned', '2023-10-11', 1]);
    expect(await chases(world, ['2023-10-08 10:00', '2023-10-12 00:00'])).toEqual([
      '10-10 15:05 jg-a@yanzhou.example',
      '10-10 15:05 jg-b@yanzhou.example',
      '10-11 10:05 jg-a@yanzhou.example',
    ]);
  });

  it('on withdrawal: what was about to leave is cancelled, what was on the list is not called', async () => {
    const world = await quiet();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    // As an amendment does (amend-campaign.test.ts shows the whole of it).
    await world.db.updateTable('obligation').set({ state: 'withdrawn' }).where('id', '=', owes('yanzhou')).execute();
    expect(await chases(world, ['2023-10-09 15:01', '2023-10-14 00:00'])).toEqual([]);
    expect(await calls(world)).toEqual(['10-09 15:00 due-tomorrow cancelled']);
  });

  it('on exemption between planning and sending: the message that waited for its minute does not leave', async () => {
    const world = await quiet();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-10 09:55', until: '2023-10-10 10:01' });
    await decide(world.ctx, {
      ...{ obligation: owes('yanzhou'), submission: null, kind: 'exempt', reason: '本季度无业务', due: null },
      ...{ actor: operator, now: moment('2023-10-10 10:03') },
    });
    expect(await chases(world, ['2023-10-10 10:03', '2023-10-14 00:00'])).toEqual([]);
  });

  it('on extension between planning and sending: nothing leaves for the old due, the ladder counts from the new one', async () => {
    const world = await quiet();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-10 09:55', until: '2023-10-10 10:01' });
    await decide(world.ctx, {
      ...{
        obligation: owes('yanzhou'),
        submission: null,
        kind: 'extend',
        reason: '系统切换',
        due: localDate('2023-10-17'),
      },
      ...{ actor: operator, now: moment('2023-10-10 10:03') },
    });
    expect(await chases(world, ['2023-10-10 10:03', '2023-10-17 09:00'])).toEqual([
      '10-12 09:05 jg-a@yanzhou.example',
      '10-16 15:05 jg-a@yanzhou.example',
      '10-16 15:05 jg-b@yanzhou.example',
    ]);
  });
});

describe('Standing: subordinates are chased; peers and outside bodies get a request draft and a call task; superiors nothing', () => {
  it.each([
    {
      standing: 'peer',
      mails: 1,
      expected: ['10-09 15:00 courtesy open'],
      letters: ['10-13 09:00 request-letter open'],
    },
    {
      standing: 'outside',
      mails: 1,
      expected: ['10-09 15:00 courtesy cancelled', '10-11 09:00 courtesy open'],
      letters: ['10-13 09:00 request-letter open'],
    },
    { standing: 'superior', mails: 0, expected: [], letters: [] },
  ] as const)('$standing', async ({ standing, mails, expected, letters }) => {
    const offices = jining.definition.offices.map((o) => (o.id === 'yanzhou' ? { ...o, standing } : o));
    const world = await jiningWorld({ ...jining, definition: { ...jining.definition, offices } });
    await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
    const sent = await chases(world, ['2023-10-08 08:00', '2023-10-14 00:00']);
    // 开始填报, which was missed on the 7th, and no reminder after it.
    expect(sent).toEqual(['10-08 08:35 jg-a@yanzhou.example'].slice(0, mails));
    expect(await calls(world)).toEqual(expected);
    // The words of the letter are in chase-promises.test.ts.
    expect(await listed(world, 'sign')).toEqual(letters);
  });
});
