import { addContact } from '@duban/actions/add-contact';
import { amendCampaign } from '@duban/actions/amend-campaign';
import { callList } from '@duban/actions/call-list';
import { type ChangeContact, changeContact } from '@duban/actions/change-contact';
import { decide } from '@duban/actions/decide';
import { handOver } from '@duban/actions/hand-over';
import { linkFor } from '@duban/actions/link-for';
import { logCall } from '@duban/actions/log-call';
import { openLink } from '@duban/actions/open-link';
import { recordAbsence } from '@duban/actions/record-absence';
import { removeContact } from '@duban/actions/remove-contact';
import { sessionOf } from '@duban/actions/session-of';
import { withdrawAbsence } from '@duban/actions/withdraw-absence';
import { instant } from '@duban/base';
import { localDate } from '@duban/base/time';
import { eventsOf, setCampaignTime } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { send } from './sheets.ts';
import {
  CAMPAIGN,
  clerkOf,
  deputy,
  jining,
  jiningWorld,
  messages,
  moment,
  operator,
  owes,
  superior,
  type World,
} from './world.ts';

const NOW = '2023-10-09 09:00';
const by = (at = NOW) => ({ campaign: CAMPAIGN, revision: null, actor: operator, now: moment(at) });
const SUCCESSOR = { title: '兖州区医保局基金监管科新任经办人', email: 'new@yanzhou.example', phone: '0537-0009999' };

const change = ({ ctx }: World, contact: string, what: ChangeContact['change'], at = NOW) =>
  changeContact(ctx, { ...by(at), contact, change: what });
const over = ({ ctx }: World, from: string, at = NOW, contact = 'yanzhou-a') =>
  handOver(ctx, { ...by(at), contact, from: localDate(from), successor: SUCCESSOR });
const away = ({ ctx }: World, days: [string, string], more: { contact?: string; standIn?: string; at?: string } = {}) =>
  recordAbsence(ctx, {
    ...by(more.at),
    contact: more.contact ?? 'yanzhou-a',
    from: localDate(days[0]),
    until: localDate(days[1]),
    standIn: more.standIn ?? null,
    reason: '出差',
  });
const contactOf = ({ db }: World, id: string) =>
  db.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** `15:05 jg-a@yanzhou.example` of every chase. */
const chased = async (world: World, from: string, until: string, offices = ['yanzhou']) =>
  (await drive(world, { offices, from, until })).sent
    .filter((line) => !line.includes('【部署】'))
    .map((line) => line.split(' ').slice(1, 3).join(' '));

describe('a change of people is refused', () => {
  const verbs: Readonly<Record<string, (world: World, actor: typeof operator, campaign?: string) => Promise<unknown>>> =
    {
      add: ({ ctx }, actor, campaign = CAMPAIGN) =>
        addContact(ctx, { ...by(), ...SUCCESSOR, serves: [{ office: 'yanzhou', role: 'B' }], actor, campaign }),
      change: ({ ctx }, actor, campaign = CAMPAIGN) =>
        changeContact(ctx, { ...by(), contact: 'yanzhou-a', change: { phone: '0537-1111111' }, actor, campaign }),
      remove: ({ ctx }, actor, campaign = CAMPAIGN) =>
        removeContact(ctx, { ...by(), contact: 'yanzhou-a', actor, campaign }),
      handOver: ({ ctx }, actor, campaign = CAMPAIGN) =>
        handOver(ctx, {
          ...by(),
          contact: 'yanzhou-a',
          from: localDate('2023-10-10'),
          successor: SUCCESSOR,
          actor,
          campaign,
        }),
      absence: ({ ctx }, actor, campaign = CAMPAIGN) =>
        recordAbsence(ctx, {
          ...{ ...by(), contact: 'yanzhou-a', standIn: null, reason: '' },
          ...{ from: localDate('2023-10-09'), until: localDate('2023-10-10'), actor, campaign },
        }),
    };

  it.each(Object.keys(verbs))(
    '%s: to a clerk, a signatory, a superior, for no campaign and for a closed one',
    async (name) => {
      const world = await jiningWorld();
      const verb = verbs[name];
      if (!verb) throw new Error(name);
      for (const actor of [clerkOf('yanzhou'), deputy, superior])
        await expect(verb(world, actor)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(verb(world, operator, 'atlantis')).rejects.toMatchObject({ code: 'campaign-unknown' });
      await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
      await expect(verb(world, operator)).rejects.toMatchObject({ code: 'campaign-closed' });
      expect(await world.db.selectFrom('contact').selectAll().where('revision', '>', 1).execute()).toEqual([]);
    },
  );

  it('of somebody who is not there, and when somebody else has changed it meanwhile', async () => {
    const world = await jiningWorld();
    await expect(change(world, 'nobody', { phone: '0537-1111111' })).rejects.toMatchObject({ code: 'contact-unknown' });
    const stale = { ...by(), contact: 'yanzhou-a', revision: 7 };
    const changed = { code: 'changed-meanwhile' };
    await expect(changeContact(world.ctx, { ...stale, change: {} })).rejects.toMatchObject(changed);
    await expect(removeContact(world.ctx, stale)).rejects.toMatchObject(changed);
    const next = { from: localDate('2023-10-10'), successor: SUCCESSOR };
    await expect(handOver(world.ctx, { ...stale, ...next })).rejects.toMatchObject(changed);
  });

  it.each([
    ['an address with a second recipient in it', { email: 'a@b.example\nBcc: c@d.example' }, '邮箱'],
    ['a number that is none', { phone: '请打办公室' }, '电话'],
    ['no function', { title: '' }, '职务'],
    ['an office that there is not', { serves: [{ office: 'atlantis', role: 'A' as const }] }, 'atlantis'],
    ['no office at all', { serves: [] }, '哪个单位'],
  ])('with %s', async (_, what, words) => {
    const world = await jiningWorld();
    await expect(change(world, 'yanzhou-a', what)).rejects.toThrow(words);
    expect((await contactOf(world, 'yanzhou-a')).revision).toBe(1);
  });

  it('that leaves an office with nobody to write to', async () => {
    const world = await jiningWorld();
    const nobody = { code: 'office-without-contact', details: { office: '兖州区医疗保障局' } };
    await removeContact(world.ctx, { ...by(), contact: 'yanzhou-b' });
    await expect(removeContact(world.ctx, { ...by(), contact: 'yanzhou-a' })).rejects.toMatchObject(nobody);
    const moved = change(world, 'yanzhou-a', { serves: [{ office: 'weishan', role: 'B' }] });
    await expect(moved).rejects.toMatchObject(nobody);
  });

  it('for days that are over, the wrong way round, or with the one who is away as stand-in', async () => {
    const world = await jiningWorld();
    await expect(away(world, ['2023-10-01', '2023-10-05'])).rejects.toThrow('已经过去');
    await expect(away(world, ['2023-10-12', '2023-10-11'])).rejects.toThrow('止日早于起日');
    await expect(away(world, ['2023-10-11', '2023-10-12'], { standIn: 'yanzhou-a' })).rejects.toThrow('本人');
    await expect(away(world, ['2023-10-11', '2023-10-12'], { standIn: 'nobody' })).rejects.toMatchObject({
      code: 'contact-unknown',
    });
  });
});

describe('a corrected contact', () => {
  it('gets what waited for the old address at the new one, whose old links are void', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    await change(world, 'yanzhou-a', { email: 'jg@yanzhou.example' }, '2023-10-09 15:02');
    expect(await chased(world, '2023-10-09 15:02', '2023-10-09 16:00')).toEqual([
      '15:05 jg@yanzhou.example',
      '15:05 jg-b@yanzhou.example',
    ]);
    expect((await contactOf(world, 'yanzhou-a')).link_version).toBe(2);
  });

  it('keeps its links when only the number changes, and is called under the new one', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    await change(world, 'yanzhou-a', { phone: '0537-7654321' }, '2023-10-09 15:12');
    expect((await contactOf(world, 'yanzhou-a')).link_version).toBe(1);
    const [call] = await callList(world.db, CAMPAIGN, moment('2023-10-09 15:15'));
    expect(call?.person?.phone).toBe('0537-7654321');
    const event = (await eventsOf(world.db, CAMPAIGN)).at(-1);
    expect(event).toMatchObject({ kind: 'contact-changed', data: { fields: ['phone'] } });
    expect(JSON.stringify(event)).not.toContain('7654321');
  });

  it('is what an amendment starts from: a later document does not bring the old address back by itself', async () => {
    const world = await jiningWorld();
    await change(world, 'yanzhou-a', { email: 'jg@yanzhou.example' });
    const { definition } = jining;
    const notice = { ...definition.notice, number: '济医保发〔2023〕20号', date: localDate('2023-11-15') };
    const extended = { ...notice, extends: { campaign: CAMPAIGN, number: definition.notice.number, withdraw: [] } };
    const document = {
      definition: { ...definition, contacts: [], requirements: [], notice: extended },
      answers: [],
      tables: [],
    };
    await amendCampaign(world.ctx, { ...by('2023-11-15 09:00'), document, effective: localDate('2023-11-15') });
    expect((await contactOf(world, 'yanzhou-a')).email).toBe('jg@yanzhou.example');
  });

  it('may take another office over, and writes to it from the next message on', async () => {
    const world = await jiningWorld();
    await change(world, 'weishan-a', {
      serves: [
        { office: 'weishan', role: 'A' },
        { office: 'yanzhou', role: 'B' },
      ],
    });
    // One message for both offices, at the time that they share.
    expect(await chased(world, '2023-10-09 14:00', '2023-10-09 16:00', ['yanzhou', 'weishan'])).toEqual([
      '15:05 jg-a@weishan.example',
      '15:05 jg-a@yanzhou.example',
      '15:05 jg-b@yanzhou.example',
      '15:05 jg-b@weishan.example',
    ]);
  });
});

describe('somebody who is away', () => {
  it('is spared: the next message goes to B alone, and from the day of return to A again', async () => {
    const world = await jiningWorld();
    await away(world, ['2023-10-09', '2023-10-09']);
    expect(await chased(world, '2023-10-09 14:00', '2023-10-09 20:00')).toEqual(['15:05 jg-b@yanzhou.example']);
    expect(await chased(world, '2023-10-10 08:30', '2023-10-10 12:00')).toEqual(['10:05 jg-a@yanzhou.example']);
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
    expect(await chased(world, '2023-10-10 08:30', '2023-10-10 12:00', ['yanzhou', 'weishan'])).toEqual([
      '10:05 jg-a@weishan.example',
    ]);
  });

  it('from now on: a chase that was planned a minute ago leaves to B instead', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-10 09:59', until: '2023-10-10 10:01' });
    expect((await messages(world, 'chase')).map((m) => m.recipient)).toEqual(['yanzhou-a']);
    await away(world, ['2023-10-10', '2023-10-11'], { at: '2023-10-10 10:02' });
    expect(await chased(world, '2023-10-10 10:02', '2023-10-10 12:00')).toEqual(['10:07 jg-b@yanzhou.example']);
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
    expect(await chased(world, '2023-10-10 08:40', '2023-10-10 12:00')).toEqual(['10:05 jg-a@yanzhou.example']);
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
    expect(await chased(world, '2023-10-09 14:00', '2023-10-09 16:00')).toEqual([
      '15:05 jg-a@yanzhou.example',
      '15:05 jg-b@yanzhou.example',
    ]);
    expect(await chased(world, '2023-10-10 08:30', '2023-10-10 12:00')).toEqual(['10:05 new@yanzhou.example']);
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
    await expect(openLink(world.ctx, { token: old, now: server })).rejects.toMatchObject({ code: 'link-invalid' });
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
    expect((await chased(world, '2023-10-09 15:02', '2023-10-09 16:00')).sort()).toEqual([
      '15:05 jg-b@yanzhou.example',
    ]);
  });

  it('is refused for a person who has left, or whose successor is known', async () => {
    const world = await jiningWorld();
    await over(world, '2023-10-12');
    await expect(over(world, '2023-10-15')).rejects.toThrow('2023年10月12日起已定由他人接任');
    await expect(over(world, '2023-10-20', '2023-10-13 09:00')).rejects.toMatchObject({ code: 'entry-state' });
    await expect(change(world, 'yanzhou-a', { phone: '0537-1111111' }, '2023-10-13 09:00')).rejects.toMatchObject({
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
    expect(await chased(world, '2023-12-08 09:30', '2023-12-08 12:00')).toEqual(['10:05 new@yanzhou.example']);
  });
});
