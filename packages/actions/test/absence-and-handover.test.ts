import { amendCampaign } from '@duban/actions/amend-campaign';
import { callList } from '@duban/actions/call-list';
import { decide } from '@duban/actions/decide';
import { deskView } from '@duban/actions/desk-view';
import { linkFor } from '@duban/actions/link-for';
import { logCall } from '@duban/actions/log-call';
import { openLink } from '@duban/actions/open-link';
import { sessionOf } from '@duban/actions/session-of';
import { withdrawAbsence } from '@duban/actions/withdraw-absence';
import { instant } from '@duban/base';
import { localDate } from '@duban/base/time';
import { setCampaignTime } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { away, by, change, chased, contactOf, over, SUCCESSOR } from './people.ts';
import { send } from './sheets.ts';
import { CAMPAIGN, jining, jiningWorld, messages, moment, operator, owes, superior } from './world.ts';

describe('somebody who is away', () => {
  it('is spared: the next message goes to B alone, and from the day of return to A again', async () => {
    const world = await jiningWorld();
    await away(world, ['2023-10-09', '2023-10-09']);
    expect(await chased(world, ['2023-10-09 14:00', '2023-10-09 20:00'])).toEqual(['15:05 jg-b@yanzhou.example']);
    expect(await chased(world, ['2023-10-10 08:30', '2023-10-10 12:00'])).toEqual(['10:05 jg-a@yanzhou.example']);
  });

  it('is not called: the call list has who is there today', async () => {
    const world = await jiningWorld();
    await away(world, ['2023-10-09', '2023-10-10']);
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    const person = async (at: string) => (await callList(world.db, CAMPAIGN, moment(at)))[0]?.person?.phone;
    expect(await person('2023-10-09 15:15')).toBe('0537-0000005');
    expect(await person('2023-10-11 09:00')).toBe('0537-0000004');
  });

  it('has a stand-in of another office, who gets one message for both', async () => {
    const world = await jiningWorld();
    await away(world, ['2023-10-10', '2023-10-10'], { standIn: 'weishan-a' });
    expect(await chased(world, ['2023-10-10 08:30', '2023-10-10 12:00'], ['yanzhou', 'weishan'])).toEqual([
      '10:05 jg-a@weishan.example',
    ]);
  });

  it('has a stand-in who may do what the message asks for, on these days and no longer', async () => {
    const made = await jiningWorld();
    const world = { ...made, ctx: { ...made.ctx, webAddress: 'http://duban.example' } };
    await away(world, ['2023-10-10', '2023-10-10'], { standIn: 'weishan-a' });
    const server = instant(1_700_000_000_000);
    const link = await linkFor(world.ctx, { campaign: CAMPAIGN, contact: 'weishan-a' });
    const { token } = await openLink(world.ctx, { token: link?.split('#')[1] ?? '', now: server });
    const seen = async (at: string) => {
      await world.ctx.ledger.transaction((tx) => setCampaignTime(tx, server, moment(at)));
      const session = await sessionOf(world.ctx, { token, kind: 'office', now: server });
      const desk = await deskView(world.ctx, { campaign: CAMPAIGN, contact: 'weishan-a', now: moment(at) });
      expect(desk.offices.map(({ id }) => id).sort()).toEqual(session?.offices.map(({ id }) => id).sort());
      return desk.offices.map(({ id }) => id).sort();
    };
    expect(await seen('2023-10-09 23:59')).toEqual(['weishan']);
    expect(await seen('2023-10-10 10:00')).toEqual(['weishan', 'yanzhou']);
    expect(await seen('2023-10-11 00:00')).toEqual(['weishan']);
  });

  it('from now on: a chase that was planned a minute ago leaves to B instead', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-10 09:59', until: '2023-10-10 10:01' });
    expect((await messages(world, 'chase')).map((m) => m.recipient)).toEqual(['yanzhou-a']);
    await away(world, ['2023-10-10', '2023-10-11'], { at: '2023-10-10 10:02' });
    expect(await chased(world, ['2023-10-10 10:02', '2023-10-10 12:00'])).toEqual(['10:05 jg-b@yanzhou.example']);
  });

  it('does not get back what is returned meanwhile, but keeps the receipts', async () => {
    const world = await jiningWorld();
    await away(world, ['2023-10-09', '2023-10-11']);
    await send(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const verdict = { obligation: owes('yanzhou'), submission: `${owes('yanzhou')}#1`, kind: 'return' } as const;
    await decide(world.ctx, { ...verdict, ...by('2023-10-10 09:00'), reason: '口径有误', due: null });
    expect((await messages(world, 'receipt')).map((m) => m.recipient)).toEqual(['yanzhou-a']);
    expect((await messages(world, 'return')).map((m) => [m.recipient, m.address])).toEqual([
      ['yanzhou-b', 'jg-b@yanzhou.example'],
    ]);
  });

  it('may be back early: withdrawn, the absence counts no longer, and cannot be withdrawn twice', async () => {
    const world = await jiningWorld();
    const { absence } = await away(world, ['2023-10-09', '2023-10-20']);
    const withdraw = (actor = operator, revision: number | null = null) =>
      withdrawAbsence(world.ctx, { absence, revision, actor, now: moment('2023-10-10 08:40') });
    await expect(withdraw(superior)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(withdraw(operator, 9)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await withdraw();
    expect(await chased(world, ['2023-10-10 08:40', '2023-10-10 12:00'])).toEqual(['10:05 jg-a@yanzhou.example']);
    await expect(withdraw()).rejects.toMatchObject({ code: 'entry-state' });
    const none = { ...by(), absence: 'none' };
    await expect(withdrawAbsence(world.ctx, none)).rejects.toMatchObject({ code: 'entry-unknown' });
  });
});

describe('a handover', () => {
  it('writes to the first one until the day, and to the successor from then on', async () => {
    const world = await jiningWorld();
    const { contact } = await over(world, '2023-10-10');
    expect(contact).toBe('yanzhou-a-2');
    expect(await chased(world, ['2023-10-09 14:00', '2023-10-09 16:00'])).toEqual([
      '15:05 jg-a@yanzhou.example',
      '15:05 jg-b@yanzhou.example',
    ]);
    expect(await chased(world, ['2023-10-10 08:30', '2023-10-10 12:00'])).toEqual(['10:05 new@yanzhou.example']);
  });

  it('carries the promise and the calls over: they are the office’s', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    const [call] = await callList(world.db, CAMPAIGN, moment('2023-10-09 15:15'));
    const promise = { answeredBy: '经办人', promiseUntil: moment('2023-10-10 17:30'), note: '' };
    await logCall(world.ctx, { ...promise, task: call?.task ?? '', actor: operator, now: moment('2023-10-09 15:20') });
    await over(world, '2023-10-10', '2023-10-10 08:00');
    await drive(world, { offices: ['yanzhou'], from: '2023-10-10 08:30', until: '2023-10-11 09:10' });
    // Broken, whoever gave it; and it is the successor who is asked.
    const calls = await callList(world.db, CAMPAIGN, moment('2023-10-11 09:10'));
    expect(calls.map((c) => [c.state, c.person?.phone, c.call?.promise ?? null])).toEqual([
      ['done', SUCCESSOR.phone, 'broken'],
      ['open', SUCCESSOR.phone, null],
    ]);
  });

  it('ends the links and sessions of the first one on the day, not before', async () => {
    const made = await jiningWorld();
    const world = { ...made, ctx: { ...made.ctx, webAddress: 'http://duban.example' } };
    const server = instant(1_700_000_000_000);
    const clock = (at: string) => world.ctx.ledger.transaction((tx) => setCampaignTime(tx, server, moment(at)));
    await clock('2023-10-09 09:00');
    const token = async (contact: string) =>
      (await linkFor(world.ctx, { campaign: CAMPAIGN, contact }))?.split('#')[1] ?? '';
    const old = await token('yanzhou-a');
    const session = await openLink(world.ctx, { token: old, now: server });
    const { contact } = await over(world, '2023-10-10');
    const inside = () => sessionOf(world.ctx, { token: session.token, kind: 'office', now: server });
    expect(await inside()).toMatchObject({ contact: 'yanzhou-a' });
    await clock('2023-10-10 00:00');
    expect(await inside()).toBeNull();
    // It says so, and whom to ask; not who came.
    const phone = jining.definition.bureau.officers.find(({ role }) => role === 'operator')?.phone;
    await expect(openLink(world.ctx, { token: old, now: server })).rejects.toMatchObject({
      code: 'link-handed-over',
      details: { phone },
    });
    const next = await openLink(world.ctx, { token: await token(contact), now: server });
    expect(await sessionOf(world.ctx, { token: next.token, kind: 'office', now: server })).toMatchObject({
      offices: [{ id: 'yanzhou' }],
    });
  });

  it('that is noted down late counts at once: what waits goes to the successor', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    await over(world, '2023-10-05', '2023-10-09 15:02');
    expect((await contactOf(world, 'yanzhou-a')).link_version).toBe(2);
    const launch = await world.db
      .selectFrom('message')
      .selectAll()
      .where('id', '=', `${CAMPAIGN}/launch/yanzhou-a`)
      .execute();
    // Sent long ago in this world's story; what left stays as it left.
    expect(launch[0]?.recipient).toBe(launch[0]?.state === 'sent' ? 'yanzhou-a' : 'yanzhou-a-2');
    expect((await chased(world, ['2023-10-09 15:02', '2023-10-09 16:00'])).sort()).toEqual([
      '15:05 jg-b@yanzhou.example',
    ]);
  });

  it('is refused for a person who has left, or whose successor is known', async () => {
    const world = await jiningWorld();
    await over(world, '2023-10-12');
    await expect(over(world, '2023-10-15')).rejects.toThrow('2023年10月12日起已定由他人接任');
    await expect(over(world, '2023-10-20', '2023-10-13 09:00')).rejects.toMatchObject({ code: 'entry-state' });
    await expect(change(world, 'yanzhou-a', { phone: '0537-1111111', at: '2023-10-13 09:00' })).rejects.toMatchObject({
      code: 'entry-state',
    });
  });

  it('is not undone by a document that was written before it', async () => {
    const world = await jiningWorld();
    await over(world, '2023-10-10');
    const { definition } = jining;
    const notice = { ...definition.notice, number: '济医保发〔2023〕20号', date: localDate('2023-11-15') };
    const extended = { ...notice, extends: { campaign: CAMPAIGN, number: definition.notice.number, withdraw: [] } };
    const document = { definition: { ...definition, requirements: [], notice: extended }, answers: [], tables: [] };
    await amendCampaign(world.ctx, { ...by('2023-11-15 09:00'), document, effective: localDate('2023-11-15') });
    expect((await contactOf(world, 'yanzhou-a')).serves_until).toBe('2023-10-09');
    expect(await chased(world, ['2023-12-08 09:30', '2023-12-08 12:00'])).toEqual(['10:05 new@yanzhou.example']);
  });
});
