import { changeRole } from '@duban/actions/change-role';
import { SYSTEM } from '@duban/actions/context';
import { issueCode } from '@duban/actions/issue-code';
import { sessionOf } from '@duban/actions/session-of';
import { signIn } from '@duban/actions/sign-in';
import { signOut } from '@duban/actions/sign-out';
import { DAY, HOUR, type Instant, MINUTE, plus } from '@duban/base';
import { setCampaignTime } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { clerkOf, emptyWorld, jiningWorld, moment, operator, type World } from './world.ts';

const NOW = moment('2026-11-24 09:00');
const REFUSED = { code: 'sign-in-refused' };

const issue = async ({ ctx }: World, now = NOW) => (await issueCode(ctx, { now, by: SYSTEM })).code;
const enter = ({ ctx }: World, code: string, now: Instant = NOW) => signIn(ctx, { code, role: 'operator', now });
const signedIn = async (world: World): Promise<string> => (await enter(world, await issue(world))).token;
const bureau = ({ ctx }: World, token: string, now: Instant = NOW) => sessionOf(ctx, { token, kind: 'bureau', now });

describe('a code is refused', () => {
  it('when it was never issued, or is a piece of one that was', async () => {
    const world = await emptyWorld();
    const code = await issue(world);
    for (const wrong of ['', '-', 'ABCD-EFGH-JKLM', code.slice(0, 9), `${code}2`])
      await expect(enter(world, wrong)).rejects.toMatchObject(REFUSED);
  });

  it('the second time', async () => {
    const world = await emptyWorld();
    const code = await issue(world);
    await enter(world, code);
    await expect(enter(world, code)).rejects.toMatchObject(REFUSED);
  });

  it('to one of two browsers that use it at the same moment', async () => {
    const world = await emptyWorld();
    const code = await issue(world);
    const both = await Promise.allSettled([enter(world, code), enter(world, code)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('half an hour after it was issued', async () => {
    const world = await emptyWorld();
    const code = await issue(world);
    await expect(enter(world, code, plus(NOW, 30 * MINUTE))).rejects.toMatchObject(REFUSED);
    await expect(enter(world, code, plus(NOW, 30 * MINUTE - 1))).resolves.toHaveProperty('token');
  });

  it('to an office that wants to issue one', async () => {
    const world = await emptyWorld();
    const attempt = issueCode(world.ctx, { now: NOW, by: clerkOf('yanzhou') });
    await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a code', () => {
  it('is twelve signs that cannot be mistaken, and good for half an hour', async () => {
    const { ctx } = await emptyWorld();
    const { code, expiresAt } = await issueCode(ctx, { now: NOW, by: operator });
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
    expect(expiresAt).toBe(plus(NOW, 30 * MINUTE));
  });

  it('may be typed small, full-width, without strokes', async () => {
    const world = await emptyWorld();
    const code = await issue(world);
    const fullWidth = [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
    await expect(enter(world, ` ${fullWidth.toLowerCase()} `)).resolves.toHaveProperty('token');
    await expect(enter(world, (await issue(world)).replaceAll('-', ''))).resolves.toHaveProperty('token');
  });

  it('opens no door when only the ledger is known: neither it nor the token is kept there', async () => {
    const world = await emptyWorld();
    const code = await issue(world);
    const { token } = await enter(world, code);
    const kept = JSON.stringify([
      await world.db.selectFrom('sign_in_code').selectAll().execute(),
      await world.db.selectFrom('session').selectAll().execute(),
      await world.db.selectFrom('event').selectAll().execute(),
    ]);
    for (const secret of [code, code.replaceAll('-', ''), token]) expect(kept).not.toContain(secret);
  });

  it('is known to the audit by who issued it and who came in', async () => {
    const world = await jiningWorld();
    await signedIn(world);
    const events = await world.db.selectFrom('event').select(['kind', 'actor']).where('campaign', 'is', null).execute();
    expect(events).toEqual([
      { kind: 'code-issued', actor: '系统' },
      { kind: 'signed-in', actor: '基金监管科经办人' },
    ]);
  });
});

describe('a bureau session', () => {
  it('is none for another token, and none of an office', async () => {
    const world = await emptyWorld();
    const token = await signedIn(world);
    expect(await bureau(world, `${token}x`)).toBeNull();
    expect(await bureau(world, '')).toBeNull();
    expect(await sessionOf(world.ctx, { token, kind: 'office', now: NOW })).toBeNull();
  });

  it('ends after half an hour without a request, and lives on with one; a page that looks by itself keeps it not alive', async () => {
    const world = await emptyWorld();
    const token = await signedIn(world);
    expect(await bureau(world, token, plus(NOW, 30 * MINUTE - 1))).not.toBeNull();
    const glance = (now: Instant) => sessionOf(world.ctx, { token, kind: 'bureau', now, idle: true });
    expect(await glance(plus(NOW, 59 * MINUTE))).not.toBeNull();
    expect(await glance(plus(NOW, 60 * MINUTE))).toBeNull();
    expect(await bureau(world, token, plus(NOW, 60 * MINUTE))).toBeNull();
  });

  it('ends after twelve hours, however busy', async () => {
    const world = await emptyWorld();
    const { token, expiresAt } = await enter(world, await issue(world));
    expect(expiresAt).toBe(plus(NOW, 12 * HOUR));
    for (let at = plus(NOW, 20 * MINUTE); at < expiresAt; at = plus(at, 20 * MINUTE))
      expect(await bureau(world, token, at)).not.toBeNull();
    expect(await bureau(world, token, expiresAt)).toBeNull();
  });

  it('goes by the name that the bureau gives its officer, once there is a campaign', async () => {
    const empty = await emptyWorld();
    expect(await bureau(empty, await signedIn(empty))).toEqual({
      kind: 'bureau',
      role: 'operator',
      account: null,
      login: null,
      title: '经办人',
      roles: ['operator', 'chief', 'deputy', 'leader'],
    });
    const world = await jiningWorld();
    expect(await bureau(world, await signedIn(world))).toMatchObject({ title: '基金监管科经办人' });
  });

  it('may act as another officer under another token, and no longer once it has ended', async () => {
    const world = await jiningWorld();
    const { token, expiresAt } = await enter(world, await issue(world));
    const later = plus(NOW, 10 * MINUTE);
    const changed = await changeRole(world.ctx, { token, role: 'chief', now: later });
    expect(await bureau(world, changed?.token ?? '', later)).toMatchObject({ role: 'chief', title: '基金监管科科长' });
    // Another token, and no longer a life.
    expect(changed?.expiresAt).toBe(expiresAt);
    expect(await bureau(world, token, later)).toBeNull();
    expect(await changeRole(world.ctx, { token, role: 'leader', now: later })).toBeNull();
  });

  it('of a trial acts as an officer and as no administrator', async () => {
    const world = await emptyWorld();
    const token = await signedIn(world);
    for (const role of ['system-admin', 'security-admin', 'audit-admin', 'superior'] as const)
      await expect(changeRole(world.ctx, { token, role, now: NOW })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('is ended by signing out, and no other with it', async () => {
    const world = await emptyWorld();
    const [mine, other] = [await signedIn(world), await signedIn(world)];
    await signOut(world.ctx, { token: mine, now: NOW });
    await signOut(world.ctx, { token: mine, now: NOW });
    expect(await bureau(world, mine)).toBeNull();
    expect(await bureau(world, other)).not.toBeNull();
    const ended = await world.db.selectFrom('event').select('actor').where('kind', '=', 'signed-out').execute();
    expect(ended).toEqual([{ actor: '经办人' }]);
  });

  it('that is over by itself is signed out by nobody', async () => {
    const world = await emptyWorld();
    const token = await signedIn(world);
    await signOut(world.ctx, { token, now: plus(NOW, 30 * MINUTE) });
    expect(await world.db.selectFrom('event').select('kind').where('kind', '=', 'signed-out').execute()).toEqual([]);
  });

  it('outlives a jump of campaign time', async () => {
    const world = await emptyWorld();
    const token = await signedIn(world);
    await world.ctx.ledger.transaction((tx) => setCampaignTime(tx, NOW, plus(NOW, 60 * DAY)));
    expect(await bureau(world, token, plus(NOW, MINUTE))).not.toBeNull();
  });
});
