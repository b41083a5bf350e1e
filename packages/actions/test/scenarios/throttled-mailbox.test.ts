import { amendCampaign } from '@duban/actions/amend-campaign';
import { completeTask } from '@duban/actions/complete-task';
import { formatMinute, localDate } from '@duban/base/time';
import { obligationId, urgentDocument, urgentRequest } from '@duban/campaign';
import { eventsOf } from '@duban/ledger';
import type { Envelope, Mailer } from '@duban/notify';
import { describe, expect, it } from 'vitest';
import { type Drive, drive } from '../drive.ts';
import { send } from '../sheets.ts';
import { CAMPAIGN, jining, jiningWorld, LAUNCH, moment, operator, owes, tasks, type World } from '../world.ts';

const A = 'jg-a@yanzhou.example';

/** A server that puts off one mailbox until a moment, but for a day on which it takes everything; whatever it takes is kept. */
function throttledUntil(until: string, but = 'never'): { mailer: Mailer; taken: () => string[]; mails: Envelope[] } {
  const mails: Envelope[] = [];
  const mailer: Mailer = {
    send: async (mail) => {
      const at = mail.date.slice(0, 16).replace('T', ' ');
      if (mail.to === A && at < until && !at.startsWith(but))
        return { kind: 'deferred', reason: '451 try again later' };
      mails.push(mail);
      return { kind: 'sent', response: '250 ok' };
    },
    close: async () => undefined,
  };
  const taken = () =>
    mails.filter(({ to }) => to === A).map(({ date, subject }) => `${date.slice(5, 16).replace('T', ' ')} ${subject}`);
  return { mailer, taken, mails };
}

/** Yanzhou owes these and nothing else; the launch mails are out of the way. */
async function owing(...ids: string[]): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  await world.db.updateTable('obligation').set({ state: 'exempt' }).where('id', 'not in', ids).execute();
  return world;
}

const play = (world: World, mailer: Mailer, { acts = [], ...between }: Pick<Drive, 'from' | 'until' | 'acts'>) =>
  drive(world, { offices: ['yanzhou'], mailer, acts, ...between });

const chases = ({ db }: World) =>
  db
    .selectFrom('message')
    .select(['id', 'state'])
    .where('kind', '=', 'chase')
    .where('recipient', '=', 'yanzhou-a')
    .orderBy('id')
    .execute();

/** What the ledger says of how a message ended. */
const endOf = async ({ db }: World, message: string) =>
  (await eventsOf(db, CAMPAIGN)).filter(({ subject, kind }) => subject === message && kind === 'message-cancelled');

/** `10-07 10:26 经办人 …`: what the coordinator was told of mail that does not get there. */
const told = async ({ db }: World) =>
  (await db.selectFrom('message').selectAll().where('kind', '=', 'undelivered').orderBy('id').execute()).map(
    ({ created_at, facts }) => `${formatMinute(created_at).slice(5)} ${facts.person} ${facts.since}`,
  );

const ofDay = (day: string) => `${CAMPAIGN}/chase/yanzhou-a/mail/${day}`;

describe('A mailbox whose server puts every mail off', () => {
  it('for days, from before the due until after it: once it recovers the person gets one mail, with the words of that day', async () => {
    const world = await owing(owes('yanzhou'));
    const { mailer, taken } = throttledUntil('2023-10-12 10:00');
    await play(world, mailer, { from: '2023-09-27 08:00', until: '2023-10-20 00:00' });
    expect(taken()).toEqual([expect.stringMatching(/^10-12 .*【已逾期】/)]);
    const all = await chases(world);
    expect(all.map(({ state }) => state).filter((state) => state !== 'cancelled')).toEqual(['sent']);
    expect(all.length).toBeGreaterThan(3);
    for (const { id } of all.filter(({ state }) => state === 'cancelled'))
      expect(await endOf(world, id), id).toEqual([
        expect.objectContaining({ data: { anew: ['yanzhou'], obligations: [owes('yanzhou')] } }),
      ]);
  });

  it('for five days from the first mail on, however many newer ones took its place: the coordinator is told that day, and once', async () => {
    const world = await owing(owes('yanzhou'));
    const { mailer } = throttledUntil('2023-10-20 00:00');
    // 09-28 15:05 is the first; five days later it is a holiday, and on 10-07 the day's chase is put off five times by 10:26.
    await play(world, mailer, { from: '2023-09-27 08:00', until: '2023-10-07 10:20' });
    expect(await told(world)).toEqual([]);
    await play(world, mailer, { from: '2023-10-07 10:20', until: '2023-10-07 10:40' });
    const once = [expect.stringMatching(/^10-07 10:\d\d 兖州区医保局基金监管科经办人 9月28日$/)];
    expect(await told(world)).toEqual(once);
    const listed = (await tasks(world)).filter(({ script }) => script === 'undelivered');
    expect(listed).toMatchObject([
      { assigned_to: 'operator', state: 'open', title: expect.stringContaining('自9月28日起') },
    ]);
    await completeTask(world.ctx, { task: listed[0]?.id ?? '', actor: operator, now: moment('2023-10-07 11:00') });
    await play(world, mailer, { from: '2023-10-07 11:00', until: '2023-10-20 00:00' });
    expect(await told(world)).toEqual(once);
  });

  it('that took something meanwhile begins its five days anew', async () => {
    const world = await owing(owes('yanzhou'));
    const { mailer, taken } = throttledUntil('2023-10-12 10:00', '2023-10-07');
    await play(world, mailer, { from: '2023-09-27 08:00', until: '2023-10-20 00:00' });
    expect(taken().map((line) => line.slice(0, 5))).toEqual(['10-07', '10-12']);
    expect(await told(world)).toEqual([]);
  });

  it('while what it was about is handed in: nothing is left to be said when it recovers', async () => {
    const world = await owing(owes('yanzhou'));
    const { mailer, taken } = throttledUntil('2023-10-11 10:00');
    const came = { at: '2023-10-11 09:00', run: () => send(world, { office: 'yanzhou', at: '2023-10-11 09:00' }) };
    await play(world, mailer, { from: '2023-10-09 08:00', until: '2023-10-20 00:00', acts: [came] });
    expect(taken().filter((line) => !line.includes('回执'))).toEqual([]);
  });
});

const urgent = urgentRequest(jining.definition, {
  title: '骨科耗材排查情况',
  offices: ['yanzhou'],
  due: '今日17:00前',
  now: moment('2023-09-16 14:00'),
  by: '基金监管科科长',
});
const owesUrgent = obligationId(CAMPAIGN, { requirement: urgent.requirement.id, period: 'final' }, 'yanzhou');

async function urgentlyAsked(): Promise<World> {
  const world = await owing(owes('yanzhou'));
  await amendCampaign(world.ctx, {
    campaign: CAMPAIGN,
    document: { definition: urgentDocument(jining.definition, urgent), answers: urgent.answers, tables: [] },
    effective: localDate('2023-09-16'),
    actor: operator,
    now: moment('2023-09-16 14:00'),
  });
  return world;
}

describe('An urgent request to a mailbox whose server puts every mail off', () => {
  it('is told once when it recovers: the newest reminder speaks for those before it, and the ledger says so', async () => {
    const world = await urgentlyAsked();
    const { mailer, taken } = throttledUntil('2023-09-16 16:40');
    await play(world, mailer, { from: '2023-09-16 14:00', until: '2023-09-17 12:00' });
    expect(taken()).toHaveLength(1);
    expect(await chases(world)).toEqual([
      { id: ofDay('2023-09-16T14:00'), state: 'cancelled' },
      { id: ofDay('2023-09-16T15:00'), state: 'cancelled' },
      { id: ofDay('2023-09-16T16:30'), state: 'sent' },
    ]);
    expect(await endOf(world, ofDay('2023-09-16T14:00'))).toEqual([
      expect.objectContaining({ data: { supersededBy: [ofDay('2023-09-16T15:00')], obligations: [owesUrgent] } }),
    ]);
  });
});
