import type { Context } from '@duban/actions/context';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { linkFor } from '@duban/actions/link-for';
import { openLink } from '@duban/actions/open-link';
import { revokeLink } from '@duban/actions/revoke-link';
import { sessionOf } from '@duban/actions/session-of';
import { DAY, type Instant, MINUTE, plus } from '@duban/base';
import { eventsOf, setCampaignTime } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, chief, clerkOf, jining, jiningWorld, moment, operator, type World } from './world.ts';

const NOW = moment('2023-10-09 09:00');
const REFUSED = { code: 'link-invalid' };
const ADDRESS = 'http://127.0.0.1:8080';

const online = ({ ctx }: World): Context => ({ ...ctx, webAddress: ADDRESS });
async function tokenOf(world: World, contact = 'yanzhou-a', campaign = CAMPAIGN): Promise<string> {
  return (await linkFor(online(world), { campaign, contact }))?.split('#')[1] ?? '';
}
const open = ({ ctx }: World, token: string) => openLink(ctx, { token, now: NOW });
const office = ({ ctx }: World, token: string, now = NOW) => sessionOf(ctx, { token, kind: 'office', now });
const revoke = ({ ctx }: World, contact = 'yanzhou-a', actor = operator) =>
  revokeLink(ctx, { campaign: CAMPAIGN, contact, actor, now: NOW });

describe('a link is refused', () => {
  it('when any part of it was changed: person, campaign, version or signature', async () => {
    const world = await jiningWorld();
    const token = await tokenOf(world);
    const [campaign, contact, version, mac = ''] = token.split('~');
    const other = mac.startsWith('A') ? `B${mac.slice(1)}` : `A${mac.slice(1)}`;
    for (const forged of [
      `${campaign}~rencheng-a~${version}~${mac}`,
      `jining-2024~${contact}~${version}~${mac}`,
      `${campaign}~${contact}~2~${mac}`,
      `${campaign}~${contact}~${version}~${other}`,
      `${campaign}~${contact}~${version}~${mac.slice(1)}`,
      `${campaign}~${contact}~${version}~`,
      `${campaign}~${contact}~0${version}~${mac}`,
      `${token}~x`,
      '',
      '~~~',
      mac,
    ])
      await expect(open(world, forged), forged).rejects.toMatchObject(REFUSED);
  });

  it('when it was signed with another installation’s secret', async () => {
    const world = await jiningWorld();
    const token = await tokenOf({ ...world, ctx: { ...world.ctx, secret: 'another secret' } });
    await expect(open(world, token)).rejects.toMatchObject(REFUSED);
  });

  it('when its campaign is not known here, though the signature is right', async () => {
    const [elsewhere, here] = [await jiningWorld(), await jiningWorld()];
    const definition = { ...jining.definition, id: 'jining-2024' };
    await launchCampaign(elsewhere.ctx, { ...jining, definition }, { actor: operator, now: NOW });
    const token = await tokenOf(elsewhere, 'yanzhou-a', 'jining-2024');
    await expect(open(elsewhere, token)).resolves.toHaveProperty('token');
    await expect(open(here, token)).rejects.toMatchObject(REFUSED);
  });

  it('once it is revoked, with every session that it opened; the next mail brings a good one', async () => {
    const world = await jiningWorld();
    const [old, other] = [await tokenOf(world), await tokenOf(world, 'yanzhou-b')];
    const sessions = [(await open(world, old)).token, (await open(world, other)).token] as const;
    await revoke(world);
    await expect(open(world, old)).rejects.toMatchObject({ code: 'link-withdrawn' });
    expect(await office(world, sessions[0])).toBeNull();
    expect(await office(world, sessions[1])).not.toBeNull();
    await expect(open(world, await tokenOf(world))).resolves.toHaveProperty('token');
    const events = (await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'link-revoked');
    expect(events).toEqual([
      {
        at: NOW,
        kind: 'link-revoked',
        actor: '基金监管科经办人',
        subject: 'yanzhou-a',
        data: { version: 2, sessions: 1 },
      },
    ]);
  });

  it('thirty days after its campaign was closed, and half a year after the last cut-off where nobody closes it', async () => {
    const world = await jiningWorld();
    const token = await tokenOf(world);
    const at = (moment: Instant) => openLink(world.ctx, { token, now: moment });
    const { last } = await world.db
      .selectFrom('round')
      .select((eb) => eb.fn.max('cut_off').as('last'))
      .executeTakeFirstOrThrow();
    const end = plus(moment(`${last} 23:59`), 180 * DAY);
    await expect(at(plus(end, -MINUTE))).resolves.toHaveProperty('token');
    await expect(at(end)).rejects.toMatchObject(REFUSED);
    await world.db.updateTable('campaign').set({ status: 'closed', closed_at: NOW }).execute();
    await expect(at(plus(NOW, 30 * DAY - 1))).resolves.toHaveProperty('token');
    await expect(at(plus(NOW, 30 * DAY))).rejects.toMatchObject(REFUSED);
  });

  it('by campaign time: a demonstration that has run ahead ends it as well', async () => {
    const world = await jiningWorld();
    const token = await tokenOf(world);
    await world.ctx.ledger.transaction((tx) => setCampaignTime(tx, NOW, plus(NOW, 400 * DAY)));
    await expect(open(world, token)).rejects.toMatchObject(REFUSED);
  });

  it('in words that say what to do, the same for whatever was never a good one here or has run out', async () => {
    const world = await jiningWorld();
    await expect(open(world, 'x')).rejects.toThrow('这个链接无效或已停用，请使用最近一封邮件里的链接，或致电市局');
  });
});

describe('revoking is refused', () => {
  it('to an office, and for a person who is none', async () => {
    const world = await jiningWorld();
    await expect(revoke(world, 'yanzhou-a', clerkOf('yanzhou'))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(revoke(world, 'nobody', chief)).rejects.toMatchObject({ code: 'contact-unknown' });
  });
});

describe('a link', () => {
  it('is none where there is no page, and none for a person who is none', async () => {
    const world = await jiningWorld();
    expect(await linkFor(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a' })).toBeNull();
    const nobody = linkFor(online(world), { campaign: CAMPAIGN, contact: 'nobody' });
    await expect(nobody).rejects.toMatchObject({ code: 'contact-unknown' });
  });

  it('carries its token behind #, where no server’s log sees it', async () => {
    const world = await jiningWorld();
    const link = await linkFor(online(world), { campaign: CAMPAIGN, contact: 'yanzhou-a' });
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/desk#jining-2023~yanzhou-a~1~[\w-]{43}$/);
  });

  it('opens the page of its person: the clerk of two zones sees both', async () => {
    const world = await jiningWorld();
    const { token } = await open(world, await tokenOf(world, 'taibaihu-jingkai-a'));
    expect(await office(world, token)).toEqual({
      kind: 'office',
      campaign: CAMPAIGN,
      contact: 'taibaihu-jingkai-a',
      account: null,
      title: expect.stringContaining('经办人'),
      offices: [
        { id: 'taibaihu', name: '太白湖新区社会保障事业服务中心' },
        { id: 'jingkai', name: '济宁经济技术开发区人力资源部' },
      ],
    });
  });

  it('may be opened again and again, also when the campaign is closed', async () => {
    const world = await jiningWorld();
    const token = await tokenOf(world);
    await open(world, token);
    await world.db.updateTable('campaign').set({ status: 'closed', closed_at: NOW }).execute();
    const session = await open(world, token);
    expect(await office(world, session.token)).not.toBeNull();
    const opened = (await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'link-opened');
    expect(opened.map((e) => [e.subject, e.actor])).toEqual(
      Array(2).fill(['yanzhou-a', expect.stringContaining('经办人')]),
    );
  });

  it('opens no bureau session, and one that ends after half an idle hour', async () => {
    const world = await jiningWorld();
    const { token } = await open(world, await tokenOf(world));
    expect(await sessionOf(world.ctx, { token, kind: 'bureau', now: NOW })).toBeNull();
    expect(await office(world, token, plus(NOW, 30 * MINUTE))).toBeNull();
  });
});
