import { changeContact } from '@duban/actions/change-contact';
import { handOver } from '@duban/actions/hand-over';
import { removeContact } from '@duban/actions/remove-contact';
import { localDate } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from '../drive.ts';
import { by, SUCCESSOR } from '../people.ts';
import { send } from '../sheets.ts';
import { CAMPAIGN, jiningWorld, LAUNCH, moment, owes, type World } from '../world.ts';

const CHASE = `${CAMPAIGN}/chase/yanzhou-a/mail/2023-10-09`;
const OFFICES = ['yanzhou', 'weishan'];

/** T−1 of Yanzhou is planned for A and B; B's has left, A's is under way when its process dies, and its lease ends at that moment. */
async function dyingAttempt(leaseEnds: string, message = CHASE): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  const debt = world.db.updateTable('obligation').set({ state: 'exempt' });
  await debt.where('id', '!=', owes('yanzhou')).execute();
  await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
  await world.db.updateTable('message').set({ state: 'sent', attempts: 1 }).where('state', '=', 'planned').execute();
  await world.db
    .updateTable('message')
    .set({ state: 'sending', attempts: 1, sent_at: null, lease_until: moment(leaseEnds) })
    .where('id', '=', message)
    .execute();
  return world;
}

/** `10-10 00:01 address`, of chases and whatever else leaves. */
const leaving = async (world: World, from: string, until: string) => {
  const { mails } = await drive(world, { offices: OFFICES, from, until });
  return mails.map(({ date, to, messageId }) => ({ line: `${date.slice(5, 16).replace('T', ' ')} ${to}`, messageId }));
};
const lines = (mails: readonly { line: string }[]) => mails.map(({ line }) => line);

describe('A chase whose attempt was lost, and whose lease ends after midnight', () => {
  it('is sent again to whom it was for, with the same Message-ID, once', async () => {
    const world = await dyingAttempt('2023-10-10 00:01');
    const { message_id } = await world.db
      .selectFrom('message')
      .select('message_id')
      .where('id', '=', CHASE)
      .executeTakeFirstOrThrow();
    const mails = await leaving(world, '2023-10-10 00:01', '2023-10-10 09:00');
    expect(mails).toEqual([{ line: '10-10 00:01 jg-a@yanzhou.example', messageId: message_id }]);
  });

  it('is not sent again when what it was about was handed in meanwhile', async () => {
    const world = await dyingAttempt('2023-10-10 00:01');
    await send(world, { office: 'yanzhou', at: '2023-10-09 23:59' });
    await world.db.updateTable('message').set({ state: 'sent' }).where('kind', '=', 'receipt').execute();
    expect(await leaving(world, '2023-10-10 00:01', '2023-10-10 23:00')).toEqual([]);
  });

  it('never goes to who has left since midnight: the successor gets the next one, and the ledger says what became of it', async () => {
    const world = await dyingAttempt('2023-10-10 00:01');
    const from = localDate('2023-10-10');
    await handOver(world.ctx, { ...by(), contact: 'yanzhou-a', from, successor: SUCCESSOR });
    const sent = lines(await leaving(world, '2023-10-10 00:01', '2023-10-10 12:00'));
    expect(sent).toEqual([`10-10 10:05 ${SUCCESSOR.email}`]);
    const last = (await eventsOf(world.db, CAMPAIGN)).findLast(({ subject }) => subject === CHASE);
    expect(last).toMatchObject({
      kind: 'message-cancelled',
      data: { anew: ['yanzhou'], obligations: [owes('yanzhou')] },
    });
  });

  it('goes under the new address of whose address was corrected', async () => {
    const world = await dyingAttempt('2023-10-10 00:01');
    const change = { email: 'moved@yanzhou.example' };
    await changeContact(world.ctx, { ...by('2023-10-09 23:00'), contact: 'yanzhou-a', change });
    const sent = lines(await leaving(world, '2023-10-10 00:01', '2023-10-10 09:00'));
    expect(sent).toEqual(['10-10 00:01 moved@yanzhou.example']);
  });
});

describe('A chase that is under way while its people change', () => {
  it('is not repeated to who was removed', async () => {
    const world = await dyingAttempt('2023-10-09 15:08');
    await removeContact(world.ctx, { ...by('2023-10-09 15:06'), contact: 'yanzhou-a' });
    const sent = lines(await leaving(world, '2023-10-09 15:06', '2023-10-10 12:00'));
    expect(sent.filter((line) => line.includes('jg-a@yanzhou'))).toEqual([]);
  });

  it('is not repeated to who was moved to another office', async () => {
    const world = await dyingAttempt('2023-10-09 15:08');
    const change = { serves: [{ office: 'weishan', role: 'B' as const }] };
    await changeContact(world.ctx, { ...by('2023-10-09 15:06'), contact: 'yanzhou-a', change });
    expect(lines(await leaving(world, '2023-10-09 15:06', '2023-10-09 20:00'))).toEqual([]);
  });
});

describe('What else was put off until somebody had left', () => {
  it('goes to the successor: a launch message that no server took before the handover', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).where('recipient', '!=', 'yanzhou-a').execute();
    await world.db
      .updateTable('message')
      .set({ state: 'deferred', attempts: 5, next_attempt_at: moment('2023-10-10 02:00') })
      .where('recipient', '=', 'yanzhou-a')
      .execute();
    await world.db.updateTable('obligation').set({ state: 'exempt' }).execute();
    const from = localDate('2023-10-10');
    await handOver(world.ctx, { ...by(), contact: 'yanzhou-a', from, successor: SUCCESSOR });
    const sent = lines(await leaving(world, '2023-10-10 00:00', '2023-10-10 09:00'));
    expect(sent).toEqual([`10-10 02:00 ${SUCCESSOR.email}`]);
  });
});

describe('A chase that its server puts off while its people change', () => {
  it('is planned anew for the successor: nobody got it', async () => {
    const world = await dyingAttempt('2023-10-09 15:08');
    await world.db
      .updateTable('message')
      .set({ state: 'deferred', lease_until: null, next_attempt_at: moment('2023-10-09 19:00') })
      .where('id', '=', CHASE)
      .execute();
    const from = localDate('2023-10-09');
    await handOver(world.ctx, { ...by('2023-10-09 16:00'), contact: 'yanzhou-a', from, successor: SUCCESSOR });
    const line = world.db.selectFrom('message_line').select('message').where('message', '=', CHASE);
    expect(await line.execute()).toEqual([]);
    const sent = lines(await leaving(world, '2023-10-09 16:00', '2023-10-10 12:00'));
    expect(sent).toEqual([`10-10 10:05 ${SUCCESSOR.email}`]);
  });
});
