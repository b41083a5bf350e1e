import { addContact } from '@duban/actions/add-contact';
import { amendCampaign } from '@duban/actions/amend-campaign';
import { callList } from '@duban/actions/call-list';
import { changeContact } from '@duban/actions/change-contact';
import { handOver } from '@duban/actions/hand-over';
import { linkFor } from '@duban/actions/link-for';
import { openLink } from '@duban/actions/open-link';
import { recordAbsence } from '@duban/actions/record-absence';
import { removeContact } from '@duban/actions/remove-contact';
import { sessionOf } from '@duban/actions/session-of';
import { instant } from '@duban/base';
import { localDate } from '@duban/base/time';
import { eventsOf, setCampaignTime } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { away, by, change, chased, contactOf, SUCCESSOR } from './people.ts';
import { CAMPAIGN, clerkOf, deputy, jining, jiningWorld, moment, operator, superior, type World } from './world.ts';

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
    await change(world, 'yanzhou-a', { email: 'jg@yanzhou.example', at: '2023-10-09 15:02' });
    expect(await chased(world, ['2023-10-09 15:02', '2023-10-09 16:00'])).toEqual([
      '15:05 jg@yanzhou.example',
      '15:05 jg-b@yanzhou.example',
    ]);
    expect((await contactOf(world, 'yanzhou-a')).link_version).toBe(2);
  });

  it('keeps its links when only the number changes, and is called under the new one', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    await change(world, 'yanzhou-a', { phone: '0537-7654321', at: '2023-10-09 15:12' });
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
    expect(await chased(world, ['2023-10-09 14:00', '2023-10-09 16:00'], ['yanzhou', 'weishan'])).toEqual([
      '15:05 jg-a@weishan.example',
      '15:05 jg-a@yanzhou.example',
      '15:05 jg-b@yanzhou.example',
      '15:05 jg-b@weishan.example',
    ]);
  });
});

describe('somebody who is moved to other offices', () => {
  const toWeishan = { serves: [{ office: 'weishan', role: 'B' as const }] };

  it('leaves a trace from where to where, and none where nothing changed', async () => {
    const world = await jiningWorld();
    await change(world, 'yanzhou-a', toWeishan);
    await change(world, 'yanzhou-a', { ...toWeishan, phone: '0537-1111111' });
    const traces = (await eventsOf(world.db, CAMPAIGN)).filter(({ kind }) => kind === 'contact-changed');
    expect(traces.map(({ actor, subject, data }) => ({ actor, subject, data }))).toEqual([
      {
        ...{ actor: operator.name, subject: 'yanzhou-a' },
        data: { fields: ['serves'], from: [{ office: 'yanzhou', role: 'A' }], to: toWeishan.serves },
      },
      { actor: operator.name, subject: 'yanzhou-a', data: { fields: ['phone'] } },
    ]);
  });

  it('hears of the new office from the next message on, and of the old one no more: what was A’s falls to B', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await change(world, 'yanzhou-a', toWeishan);
    // T at 10:00 goes to A alone.
    const sent = await chased(world, ['2023-10-10 08:30', '2023-10-10 12:00'], ['yanzhou', 'weishan']);
    expect(sent.sort()).toEqual(['10:05 jg-a@weishan.example', '10:05 jg-b@yanzhou.example']);
  });

  it('has a chase that was planned a minute ago taken back: it leaves to B instead', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-10 09:59', until: '2023-10-10 10:01' });
    await change(world, 'yanzhou-a', { ...toWeishan, at: '2023-10-10 10:02' });
    expect(await chased(world, ['2023-10-10 10:02', '2023-10-10 12:00'])).toEqual(['10:05 jg-b@yanzhou.example']);
  });

  it('does not get the launch message of the office that was left, and B gets it once', async () => {
    const world = await jiningWorld();
    await change(world, 'yanzhou-a', toWeishan);
    const launched = await world.db
      .selectFrom('message')
      .select(['recipient', 'state'])
      .where('kind', '=', 'launch')
      .where('office', '=', 'yanzhou')
      .execute();
    expect(launched.filter(({ state }) => state === 'planned').map(({ recipient }) => recipient)).toEqual([
      'yanzhou-b',
    ]);
  });

  it('becomes A of the office where B was: the other function, the other messages', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await change(world, 'yanzhou-b', { serves: [{ office: 'yanzhou', role: 'A' }] });
    expect((await chased(world, ['2023-10-10 08:30', '2023-10-10 12:00'])).sort()).toEqual([
      '10:05 jg-a@yanzhou.example',
      '10:05 jg-b@yanzhou.example',
    ]);
  });

  it('opens the new office with the old link, and the old office no more', async () => {
    const made = await jiningWorld();
    const world = { ...made, ctx: { ...made.ctx, webAddress: 'http://duban.example' } };
    const server = instant(1_700_000_000_000);
    const link = await linkFor(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a' });
    const { token } = await openLink(world.ctx, { token: link?.split('#')[1] ?? '', now: server });
    await world.ctx.ledger.transaction((tx) => setCampaignTime(tx, server, moment('2023-10-09 09:00')));
    const offices = async () =>
      (await sessionOf(world.ctx, { token, kind: 'office', now: server }))?.offices.map(({ id }) => id);
    expect(await offices()).toEqual(['yanzhou']);
    await change(world, 'yanzhou-a', toWeishan);
    expect(await offices()).toEqual(['weishan']);
  });
});
