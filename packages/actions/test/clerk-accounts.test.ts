import { bindClerk } from '@duban/actions/bind-clerk';
import { chooseDesk } from '@duban/actions/choose-desk';
import type { Actor } from '@duban/actions/context';
import { createClerkAccount } from '@duban/actions/create-clerk-account';
import { disableAccount } from '@duban/actions/disable-account';
import { issueAccountCode } from '@duban/actions/issue-account-code';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { listClerkAccounts } from '@duban/actions/list-clerk-accounts';
import { ownAccount } from '@duban/actions/own-account';
import { revokeLink } from '@duban/actions/revoke-link';
import { sessionOf } from '@duban/actions/session-of';
import { unbindClerk } from '@duban/actions/unbind-clerk';
import { MINUTE, plus } from '@duban/base';
import { describe, expect, it } from 'vitest';
import { clerkAccount, officerAccount, signInAs, systemAdmin } from './accounts.ts';
import { CAMPAIGN, clerkOf, jining, jiningWorld, moment, operator, type World } from './world.ts';

const NOW = moment('2023-10-09 09:00');
const NEXT = plus(NOW, MINUTE);
const SECOND = 'jining-2024';
const desk = ({ ctx }: World, token: string) => sessionOf(ctx, { token, kind: 'office', now: NEXT });
const asked = (contact: string, actor: Actor = operator) =>
  ({ campaign: CAMPAIGN, contact, login: 'clerk', title: '经办人', actor, now: NOW }) as const;

describe('a clerk’s account is refused', () => {
  it('to everybody but an officer who may change people; the system administrator makes none and gives it no code', async () => {
    const { ctx } = await jiningWorld();
    const readers: Actor[] = (['leader', 'superior', 'security-admin', 'audit-admin'] as const).map((role) => ({
      kind: 'bureau',
      role,
      name: role,
    }));
    const { id } = await createClerkAccount(ctx, { ...asked('yanzhou-a'), login: 'clerk0' });
    for (const actor of [...readers, systemAdmin(), clerkOf('yanzhou')]) {
      const over = { account: id, actor, now: NOW };
      for (const attempt of [
        () => createClerkAccount(ctx, asked('yanzhou-a', actor)),
        () => bindClerk(ctx, { login: 'clerk0', campaign: CAMPAIGN, contact: 'rencheng-a', actor, now: NOW }),
        () => unbindClerk(ctx, { ...over, campaign: CAMPAIGN, contact: 'yanzhou-a' }),
        () => issueAccountCode(ctx, over),
        () => disableAccount(ctx, over),
        () => listClerkAccounts(ctx, { campaign: CAMPAIGN, actor, now: NOW }),
      ])
        await expect(attempt()).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  it('for a contact that the campaign does not have', async () => {
    const { ctx } = await jiningWorld();
    await expect(createClerkAccount(ctx, asked('nobody'))).rejects.toMatchObject({ code: 'contact-unknown' });
    const elsewhere = createClerkAccount(ctx, { ...asked('yanzhou-a'), campaign: SECOND });
    await expect(elsewhere).rejects.toMatchObject({ code: 'contact-unknown' });
    expect(await ctx.ledger.db.selectFrom('account').select('id').execute()).toEqual([]);
  });

  it('to an officer’s account that is to become one', async () => {
    const { ctx } = await jiningWorld();
    const { login } = await officerAccount(ctx, NOW, 'operator');
    const bind = bindClerk(ctx, { login, campaign: CAMPAIGN, contact: 'yanzhou-a', actor: operator, now: NOW });
    await expect(bind).rejects.toMatchObject({ code: 'account-unknown' });
  });
});

describe('a clerk with an account', () => {
  it('sees the own offices of the own campaign, as a mailed link would show them', async () => {
    const world = await jiningWorld();
    const person = await clerkAccount(world.ctx, { campaign: CAMPAIGN, contact: 'taibaihu-jingkai-a', now: NOW });
    const { token } = await signInAs(world.ctx, person, 'office');
    expect(await desk(world, token)).toMatchObject({
      kind: 'office',
      campaign: CAMPAIGN,
      contact: 'taibaihu-jingkai-a',
      account: person.id,
      offices: [{ id: 'taibaihu' }, { id: 'jingkai' }],
    });
    expect(await sessionOf(world.ctx, { token, kind: 'bureau', now: NEXT })).toBeNull();
  });

  it('of a department signs in the same way', async () => {
    const world = await jiningWorld();
    const department =
      jining.definition.contacts.find((c) => !/-[ab]$|leader/.test(c.id)) ?? jining.definition.contacts[0];
    const contact = department?.id ?? '';
    const person = await clerkAccount(world.ctx, { campaign: CAMPAIGN, contact, now: NOW });
    expect(await desk(world, (await signInAs(world.ctx, person, 'office')).token)).toMatchObject({ contact });
  });

  it('keeps the session when the mailed link is revoked, and loses it with its place or when it is switched off', async () => {
    const world = await jiningWorld();
    const place = { campaign: CAMPAIGN, contact: 'yanzhou-a' } as const;
    const person = await clerkAccount(world.ctx, { ...place, now: NOW });
    const other = await clerkAccount(world.ctx, { ...place, now: NOW });
    const [mine, theirs] = [await signInAs(world.ctx, person, 'office'), await signInAs(world.ctx, other, 'office')];
    await revokeLink(world.ctx, { ...place, actor: operator, now: NOW });
    expect(await desk(world, mine.token)).not.toBeNull();
    await unbindClerk(world.ctx, { account: person.id, ...place, actor: operator, now: NEXT });
    expect(await desk(world, mine.token)).toBeNull();
    await expect(signInAs(world.ctx, person, 'office')).rejects.toMatchObject({ code: 'account-without-campaign' });
    await disableAccount(world.ctx, { account: other.id, actor: operator, now: NEXT });
    expect(await desk(world, theirs.token)).toBeNull();
  });

  it('of two campaigns works in one at a time, under a token of its own, and in no third', async () => {
    const world = await jiningWorld();
    const definition = { ...jining.definition, id: SECOND };
    await launchCampaign(world.ctx, { ...jining, definition }, { actor: operator, now: NOW });
    const person = await clerkAccount(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', now: NOW });
    const { login } = person;
    await bindClerk(world.ctx, { login, campaign: SECOND, contact: 'yanzhou-b', actor: operator, now: NOW });
    const first = await signInAs(world.ctx, person, 'office');
    // The one that was launched last comes first.
    expect(await desk(world, first.token)).toMatchObject({ campaign: SECOND, contact: 'yanzhou-b' });
    const { places } = await ownAccount(world.ctx, { token: first.token, now: NEXT });
    expect(places.map(({ campaign, contact }) => [campaign, contact])).toEqual([
      [SECOND, 'yanzhou-b'],
      [CAMPAIGN, 'yanzhou-a'],
    ]);
    const go = (token: string, [campaign, contact]: readonly [string, string]) =>
      chooseDesk(world.ctx, { token, campaign, contact, now: NEXT });
    for (const place of [
      [CAMPAIGN, 'yanzhou-b'],
      [SECOND, 'rencheng-a'],
      ['jining-2025', 'yanzhou-a'],
    ] as const)
      await expect(go(first.token, place)).rejects.toMatchObject({ code: 'campaign-unknown' });
    const second = await go(first.token, [CAMPAIGN, 'yanzhou-a']);
    expect(await desk(world, first.token)).toBeNull();
    expect(await desk(world, second.token)).toMatchObject({ campaign: CAMPAIGN, offices: [{ id: 'yanzhou' }] });
    expect(second.expiresAt).toBe(first.expiresAt);
  });

  it('is listed for the officers of the campaign', async () => {
    const world = await jiningWorld();
    const person = await clerkAccount(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', now: NOW });
    expect(await listClerkAccounts(world.ctx, { campaign: CAMPAIGN, actor: operator, now: NOW })).toEqual([
      {
        id: person.id,
        login: person.login,
        title: '经办人',
        contact: 'yanzhou-a',
        setUp: true,
        secondFactor: false,
        locked: false,
        disabled: false,
      },
    ]);
    expect(await listClerkAccounts(world.ctx, { campaign: SECOND, actor: operator, now: NOW })).toEqual([]);
  });
});
