import { beginFirstAdministrator } from '@duban/actions/begin-first-administrator';
import { createFirstAdministrator } from '@duban/actions/create-first-administrator';
import { issueCode } from '@duban/actions/issue-code';
import { sessionOf } from '@duban/actions/session-of';
import { signIn } from '@duban/actions/sign-in';
import { MINUTE, plus } from '@duban/base';
import { describe, expect, it } from 'vitest';
import { appCode, firstAdministrator, PASSWORD, SYSTEM } from './accounts.ts';
import { emptyWorld, moment, type World } from './world.ts';

const NOW = moment('2026-11-24 09:00');
const NEXT = plus(NOW, MINUTE);
const bureau = ({ ctx }: World, token: string, now = NEXT) => sessionOf(ctx, { token, kind: 'bureau', now });

describe('the first administrator', () => {
  it('is refused without a code of the terminal or a trial session', async () => {
    const { ctx } = await emptyWorld();
    const ask = (key: { code: string } | { token: string }) =>
      beginFirstAdministrator(ctx, { key, login: 'admin1', now: NOW });
    await expect(ask({ code: 'AAAA-BBBB-CCCC' })).rejects.toMatchObject({ code: 'sign-in-refused' });
    await expect(ask({ token: 'AAAA' })).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  it('is refused a weak password, a login that is none, and an app that was not bound', async () => {
    const { ctx } = await emptyWorld();
    const { code } = await issueCode(ctx, { now: NOW, by: SYSTEM });
    const key = { code };
    const enrolment = await beginFirstAdministrator(ctx, { key, login: 'admin1', now: NOW });
    const proof = { token: enrolment.token, code: appCode(enrolment.secret, NOW) };
    const make = (change: object) =>
      createFirstAdministrator(ctx, {
        key,
        login: 'admin1',
        title: '系统管理员',
        password: PASSWORD,
        proof,
        now: NOW,
        ...change,
      });
    await expect(make({ password: 'too short' })).rejects.toMatchObject({ code: 'password-refused' });
    await expect(make({ login: '张三' })).rejects.toMatchObject({ code: 'login-invalid' });
    for (const change of [
      { proof: { ...proof, code: '000000' } },
      { proof: { ...proof, token: `${proof.token.slice(0, -4)}AAAA` } },
      // Bound to another login than the one that is made.
      { login: 'admin2' },
      // The page stood open for a quarter of an hour; the code of the app is good.
      { now: plus(NOW, 15 * MINUTE), proof: { ...proof, code: appCode(enrolment.secret, plus(NOW, 15 * MINUTE)) } },
    ])
      await expect(make(change), JSON.stringify(change)).rejects.toMatchObject({ code: 'enrolment-refused' });
    await expect(make({})).resolves.toHaveProperty('session.token');
  });

  it('is one: of two people who try at the same moment, the second is told', async () => {
    const { ctx } = await emptyWorld();
    const { code } = await issueCode(ctx, { now: NOW, by: SYSTEM });
    const key = { code };
    const both = await Promise.allSettled(
      ['admin1', 'admin2'].map(async (login) => {
        const { token, secret } = await beginFirstAdministrator(ctx, { key, login, now: NOW });
        const proof = { token, code: appCode(secret, NOW) };
        return createFirstAdministrator(ctx, { key, login, title: '管理员', password: PASSWORD, proof, now: NOW });
      }),
    );
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = both.find((r) => r.status === 'rejected');
    expect(refusal?.reason).toMatchObject({ code: 'trial-over' });
  });

  it('ends the trial: its sessions at once, and codes of the terminal for ever', async () => {
    const world = await emptyWorld();
    const trial = await signIn(world.ctx, {
      code: (await issueCode(world.ctx, { now: NOW, by: SYSTEM })).code,
      role: 'operator',
      now: NOW,
    });
    const unused = await issueCode(world.ctx, { now: NOW, by: SYSTEM });
    const { token } = await firstAdministrator(world.ctx, NOW);
    expect(await bureau(world, trial.token)).toBeNull();
    expect(await bureau(world, token)).toMatchObject({
      role: 'system-admin',
      login: 'admin1',
      roles: ['system-admin'],
    });
    const late = signIn(world.ctx, { code: unused.code, role: 'operator', now: NEXT });
    await expect(late).rejects.toMatchObject({ code: 'sign-in-refused' });
    const another = issueCode(world.ctx, { now: NEXT, by: SYSTEM });
    await expect(another).rejects.toMatchObject({ code: 'trial-over' });
    // Not even a session that a race left behind opens anything.
    const left = { role: 'operator', created_at: NOW, seen_at: NOW, ends_at: plus(NOW, 9 * MINUTE) } as const;
    const { createHash } = await import('node:crypto');
    const token_hash = createHash('sha256').update('left behind').digest('hex');
    await world.db
      .insertInto('session')
      .values({ token_hash, kind: 'bureau', ...left, account: null, campaign: null, contact: null, link_version: null })
      .execute();
    expect(await bureau(world, 'left behind')).toBeNull();
  });
});
