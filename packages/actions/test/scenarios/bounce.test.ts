import { callList } from '@duban/actions/call-list';
import { changeContact } from '@duban/actions/change-contact';
import { completeTask } from '@duban/actions/complete-task';
import { deliverMessage } from '@duban/actions/deliver-message';
import { listContacts } from '@duban/actions/list-contacts';
import { listTasks } from '@duban/actions/list-tasks';
import { MINUTE, plus } from '@duban/base';
import { eventsOf } from '@duban/ledger';
import type { Envelope, Mailer, SendOutcome } from '@duban/notify';
import { describe, expect, it } from 'vitest';
import { drive } from '../drive.ts';
import { by } from '../people.ts';
import { send } from '../sheets.ts';
import { CAMPAIGN, jiningWorld, LAUNCH, messages, moment, operator, owes, type World } from '../world.ts';

const A = 'jg-a@yanzhou.example';
const B = 'jg-b@yanzhou.example';
const LEADER = 'fg@yanzhou.example';

/** A server that knows no such mailbox, or answers as told; `sent`: what it took, `10-10 10:05 address`. */
function post(answer: (mail: Envelope) => SendOutcome | null): { mailer: Mailer; sent: string[] } {
  const sent: string[] = [];
  const mailer: Mailer = {
    send: async (mail) => {
      const said = answer(mail);
      if (said !== null) return said;
      sent.push(`${mail.date.slice(5, 16).replace('T', ' ')} ${mail.to}`);
      return { kind: 'sent', response: '250 ok' };
    },
    close: async () => undefined,
  };
  return { mailer, sent };
}

const noSuchUser: SendOutcome = { kind: 'refused', reason: '550 5.1.1 no such user', deadAddress: true };
const refusing = (...dead: string[]) => post(({ to }) => (dead.includes(to) ? noSuchUser : null));

/** Yanzhou's day, with the launch mails out of the way. */
async function quiet(): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  return world;
}
const day = (world: World, mailer: Mailer, [from, until]: readonly [string, string]) =>
  drive(world, { offices: ['yanzhou'], from, until, mailer });
const told = ({ db }: World) =>
  db.selectFrom('message').selectAll().where('kind', '=', 'undelivered').orderBy('id').execute();
const checks = async ({ ctx }: World) =>
  (await listTasks(ctx, { campaign: CAMPAIGN })).filter((t) => t.kind === 'check').map((t) => [t.state, t.title]);

describe('Bounce or dead address: backup contact, and the coordinator is told the same day', () => {
  it('T at 10:00 to A alone is refused for good: B gets it minutes later, A nothing more, the coordinator one message', async () => {
    const world = await quiet();
    const { mailer, sent } = refusing(A);
    await day(world, mailer, ['2023-10-10 09:55', '2023-10-10 23:00']);
    expect(sent).toEqual(['10-10 10:10 jg-b@yanzhou.example']);
    const [note, ...others] = await told(world);
    expect(others).toEqual([]);
    expect(note).toMatchObject({
      office: null,
      recipient: 'operator',
      send_after: moment('2023-10-10 10:05'),
      facts: { person: '兖州区医保局基金监管科经办人', offices: ['兖州区'], address: A, dead: true },
    });
    expect(note?.facts.instead).toBe('兖州区医保局基金监管科负责人');
    const { mailer: ours } = refusing();
    const delivered = await deliverMessage(
      { ...world.ctx, mailer: ours },
      { message: note?.id ?? '', now: moment('2023-10-10 10:05') },
    );
    expect(delivered.state).toBe('sent');
    expect(await checks(world)).toEqual([['open', expect.stringContaining('核对邮箱：兖州区')]]);
  });

  it('T−1 to A and B: B has it already and gets no second one', async () => {
    const world = await quiet();
    const { mailer, sent } = refusing(A);
    await day(world, mailer, ['2023-10-09 14:00', '2023-10-09 23:00']);
    expect(sent).toEqual(['10-09 15:05 jg-b@yanzhou.example']);
    expect(await told(world)).toHaveLength(1);
  });

  it('neither A nor B: whoever leads the office gets it', async () => {
    const world = await quiet();
    const { mailer, sent } = refusing(A, B);
    await day(world, mailer, ['2023-10-10 09:55', '2023-10-10 23:00']);
    expect(sent).toEqual([`10-10 10:15 ${LEADER}`]);
    expect((await told(world)).map((m) => m.facts.address).sort()).toEqual([A, B]);
  });

  it('nobody: it becomes a call the same day, and no mail is tried again on the days after', async () => {
    const world = await quiet();
    const { mailer, sent } = refusing(A, B, LEADER);
    const tried: string[] = [];
    const counted: Mailer = {
      ...mailer,
      send: (mail) => {
        tried.push(mail.to);
        return mailer.send(mail);
      },
    };
    await day(world, counted, ['2023-10-10 09:55', '2023-10-10 10:30']);
    const calls = await callList(world.db, CAMPAIGN, moment('2023-10-10 10:30'));
    // Yesterday's call, which nobody made, gives way to it.
    expect(calls.map((c) => [c.office, c.state])).toEqual([
      ['兖州区', 'cancelled'],
      ['兖州区', 'open'],
    ]);
    expect(calls.at(-1)?.script).toContain('邮件被退回');
    await day(world, counted, ['2023-10-10 10:30', '2023-10-13 23:00']);
    expect(sent).toEqual([]);
    expect(tried).toEqual([A, B, LEADER]);
  });

  it('a return that A’s mailbox refuses goes to B, and so does the receipt of the next version; the coordinator hears of it once', async () => {
    const world = await quiet();
    const { mailer, sent } = refusing(A);
    await send(world, { office: 'yanzhou', at: '2023-10-08 10:00', filling: { change: { 'chkInst.current': 31 } } });
    await day(world, mailer, ['2023-10-08 10:00', '2023-10-08 12:00']);
    await send(world, { office: 'yanzhou', at: '2023-10-08 14:00' });
    await day(world, mailer, ['2023-10-08 14:00', '2023-10-08 16:00']);
    expect(sent).toEqual([`10-08 10:00 ${B}`, `10-08 14:00 ${B}`]);
    const passed = await world.db
      .selectFrom('message')
      .select(['kind', 'state', 'recipient'])
      .where('id', 'like', '%/to/yanzhou-b')
      .orderBy('kind')
      .execute();
    expect(passed.map((m) => [m.kind, m.state, m.recipient])).toEqual([
      ['receipt', 'sent', 'yanzhou-b'],
      ['return', 'sent', 'yanzhou-b'],
    ]);
    // Two messages, one address: one note.
    expect(await told(world)).toHaveLength(1);
  });

  it('corrected in the directory: A is written to again, and nobody need look at it any more', async () => {
    const world = await quiet();
    await day(world, refusing(A).mailer, ['2023-10-09 14:00', '2023-10-09 23:00']);
    const listed = async () =>
      (await listContacts(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-10 08:30') })).find(
        (c) => c.id === 'yanzhou-a',
      )?.refused;
    expect(await listed()).toEqual({ at: moment('2023-10-09 15:05'), reason: '550 5.1.1 no such user' });
    const change = { email: 'new-a@yanzhou.example' };
    await changeContact(world.ctx, { ...by('2023-10-10 08:30'), contact: 'yanzhou-a', change });
    const { mailer, sent } = refusing(A);
    await day(world, mailer, ['2023-10-10 08:30', '2023-10-10 12:00']);
    expect(sent).toEqual(['10-10 10:05 new-a@yanzhou.example']);
    expect(await listed()).toBeNull();
    expect(await checks(world)).toEqual([['cancelled', expect.any(String)]]);
  });

  it('found right when looked at: the task is ticked off, and A is written to again', async () => {
    const world = await quiet();
    await day(world, refusing(A).mailer, ['2023-10-09 14:00', '2023-10-09 23:00']);
    const task = (await listTasks(world.ctx, { campaign: CAMPAIGN })).find((t) => t.kind === 'check');
    await completeTask(world.ctx, { task: task?.id ?? '', actor: operator, now: moment('2023-10-10 08:30') });
    const { mailer, sent } = refusing();
    await day(world, mailer, ['2023-10-10 08:30', '2023-10-10 12:00']);
    expect(sent).toEqual([`10-10 10:05 ${A}`]);
    const kinds = (await eventsOf(world.db, CAMPAIGN)).filter((e) => e.subject === 'yanzhou-a').map((e) => e.kind);
    expect(kinds).toEqual(['address-refused', 'address-confirmed']);
  });

  it('found right, and refused again: it is on the list again, and the coordinator hears of it again', async () => {
    const world = await quiet();
    await day(world, refusing(A).mailer, ['2023-10-09 14:00', '2023-10-09 23:00']);
    const task = (await listTasks(world.ctx, { campaign: CAMPAIGN })).find((t) => t.kind === 'check');
    await completeTask(world.ctx, { task: task?.id ?? '', actor: operator, now: moment('2023-10-10 08:30') });
    await day(world, refusing(A).mailer, ['2023-10-10 08:30', '2023-10-10 12:00']);
    expect(await checks(world)).toEqual([['open', expect.stringContaining('10月10日')]]);
    expect(await told(world)).toHaveLength(2);
  });

  it('a refusal of the message, not of the address, marks nobody: the coordinator is told, the ladder goes on', async () => {
    const world = await quiet();
    const spam: SendOutcome = { kind: 'refused', reason: '550 5.7.1 looks like spam', deadAddress: false };
    const { mailer } = post(({ to }) => (to === A ? spam : null));
    await day(world, mailer, ['2023-10-09 14:00', '2023-10-09 23:00']);
    expect((await told(world)).map((m) => m.facts)).toMatchObject([{ dead: false, instead: null }]);
    const marked = await world.db.selectFrom('contact').select('id').where('refused_address', 'is not', null).execute();
    expect(marked).toEqual([]);
    const { mailer: open, sent } = refusing();
    await day(world, open, ['2023-10-10 08:30', '2023-10-10 12:00']);
    expect(sent).toEqual([`10-10 10:05 ${A}`]);
  });

  it('is no news when the address was corrected while the mail was under way: the new one is tried', async () => {
    const world = await quiet();
    let corrected = false;
    const mailer: Mailer = {
      send: async (mail) => {
        if (mail.to !== A) return { kind: 'sent', response: '250 ok' };
        const change = { email: 'new-a@yanzhou.example' };
        await changeContact(world.ctx, { ...by('2023-10-10 10:05'), contact: 'yanzhou-a', change });
        corrected = true;
        return noSuchUser;
      },
      close: async () => undefined,
    };
    await day(world, mailer, ['2023-10-10 09:55', '2023-10-10 12:00']);
    expect(corrected).toBe(true);
    expect(await told(world)).toEqual([]);
    const chase = `${CAMPAIGN}/chase/yanzhou-a/mail/2023-10-10`;
    const row = world.db.selectFrom('message').select(['state', 'address', 'attempts']).where('id', '=', chase);
    expect(await row.executeTakeFirst()).toEqual({ state: 'sent', address: 'new-a@yanzhou.example', attempts: 2 });
  });
});

describe('Throttled channels wait; order per person is kept', () => {
  it('what a server puts off is not overtaken: the receipt waits for the chase before it, and nobody stands in', async () => {
    const world = await quiet();
    let throttled = true;
    const subjects: string[] = [];
    const { mailer, sent } = post(({ to, subject }) => {
      if (throttled && to === A) return { kind: 'deferred', reason: '451 too many' };
      if (to === A) subjects.push(subject);
      return null;
    });
    await day(world, mailer, ['2023-10-09 14:00', '2023-10-09 15:07']);
    // The Q4 table of another month is not in the way: what is handed in answers at once, behind the chase.
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:08', channel: 'web' });
    await world.db.updateTable('obligation').set({ state: 'expected' }).where('id', '=', owes('yanzhou')).execute();
    const receipt = await world.db
      .selectFrom('message')
      .select('id')
      .where('kind', '=', 'receipt')
      .executeTakeFirstOrThrow();
    const ctx = { ...world.ctx, mailer };
    const early = await deliverMessage(ctx, { message: receipt.id, now: moment('2023-10-09 15:08') });
    expect(early.state).toBe('planned');
    expect(early.waitMs).toBeGreaterThanOrEqual(MINUTE);
    throttled = false;
    await day(world, mailer, ['2023-10-09 15:09', '2023-10-09 18:00']);
    const toA = sent.filter((line) => line.endsWith(A));
    expect(toA).toHaveLength(2);
    expect(subjects.map((s) => s.slice(0, 4))).toEqual(['【明日到', '【回执】']);
    expect(await told(world)).toEqual([]);
  });

  it('what waits for its own enclosure holds up no other mail', async () => {
    const world = await quiet();
    const { mailer, sent } = refusing();
    const stuck = {
      state: 'deferred',
      response: '附件：the reader gave up',
      next_attempt_at: moment('2023-10-11 09:00'),
    };
    await world.db
      .updateTable('message')
      .set({ ...stuck, state: 'deferred', sent_at: null })
      .where('recipient', '=', 'yanzhou-a')
      .execute();
    await day(world, mailer, ['2023-10-09 14:00', '2023-10-09 15:07']);
    expect(sent).toEqual([`10-09 15:05 ${A}`, `10-09 15:05 ${B}`]);
  });

  it('another person’s mail goes its way meanwhile', async () => {
    const world = await quiet();
    const { mailer, sent } = post(({ to }) => (to === A ? { kind: 'deferred', reason: '451 too many' } : null));
    await day(world, mailer, ['2023-10-09 14:00', '2023-10-09 15:07']);
    expect(sent).toEqual([`10-09 15:05 ${B}`]);
  });

  it('what was given up after five days is told as well', async () => {
    const world = await quiet();
    const { mailer } = post(({ to }) => (to === A ? { kind: 'deferred', reason: '451 too many' } : null));
    // A receipt: a chase is its day's, and planned anew on another.
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:00', channel: 'web' });
    const [{ id: message } = { id: '' }] = await messages(world, 'receipt');
    const late = plus(moment('2023-10-14 16:00'), 0);
    await world.db.updateTable('message').set({ next_attempt_at: late }).where('id', '=', message).execute();
    const end = await deliverMessage({ ...world.ctx, mailer }, { message, now: late });
    expect(end.state).toBe('failed');
    expect((await told(world)).map((m) => m.facts)).toMatchObject([{ dead: false, person: expect.any(String) }]);
  });
});
