import { SYSTEM } from '@duban/actions/context';
import { createAccount } from '@duban/actions/create-account';
import { grantRole } from '@duban/actions/grant-role';
import { sealEvents } from '@duban/actions/seal-events';
import { openSession } from '@duban/actions/session-token';
import type { AccountRole } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { AuditLine, AuditVerification } from '../src/types.js';
import { type House, house } from './support/house.js';
import { clerk, problemIn, type Visitor, visitor } from './support/visitors.js';

const ROUTES = ['/api/audit', '/api/audit/verification'];

/** Somebody with an account of this function; how they signed in is no matter here. */
async function holder(made: House, role: AccountRole): Promise<Visitor> {
  const { ctx } = made;
  const now = made.now();
  const kind = role.endsWith('-admin') ? 'admin' : 'bureau';
  const { id: account } = await createAccount(ctx, { kind, login: role, title: role, actor: SYSTEM, now });
  await grantRole(ctx, { account, role, actor: SYSTEM, now });
  const session = await ctx.ledger.transaction((tx) => openSession(tx, { kind: 'bureau', role, account }, { now }));
  return visitor(made, `duban_bureau=${session.token}`);
}

const seal = ({ ctx, now }: House) => sealEvents(ctx, { actor: SYSTEM, folder: null, now: now() });

describe('the audit log', () => {
  it('and its proof are for the audit administrator only', async () => {
    const made = await house();
    const others = [
      await holder(made, 'operator'),
      await holder(made, 'leader'),
      await holder(made, 'system-admin'),
      await holder(made, 'security-admin'),
      await holder(made, 'superior'),
    ];
    for (const url of ROUTES) {
      for (const other of others) expect(problemIn(await other.get(url)).code).toBe('not-allowed');
      expect(problemIn(await (await clerk(made, 'yanzhou-a')).get(url)).code).toBe('sign-in-needed');
    }
  });

  it('refuses a filter that makes no sense', async () => {
    const made = await house();
    const me = await holder(made, 'audit-admin');
    for (const query of ['limit=0', 'limit=501', 'from=yesterday', 'before=-1'])
      expect([query, (await me.get(`/api/audit?${query}`)).statusCode]).toEqual([query, 400]);
  });

  it('lists what was done in every campaign and outside of them, newest first, without its contents', async () => {
    const made = await house();
    const me = await holder(made, 'audit-admin');
    await seal(made);
    const all = (await me.get('/api/audit')).json<AuditLine[]>();
    expect(all.map(({ kind, campaign, n }) => [kind, campaign, n])).toEqual([
      ['role-granted', null, 3],
      ['account-created', null, 2],
      ['campaign-launched', 'jining-2023', 1],
    ]);
    expect(all[0]).not.toHaveProperty('data');
    expect((await me.get(`/api/audit?kind=role-granted&from=${all[0]?.at}&limit=1`)).json()).toEqual([all[0]]);
    expect((await me.get(`/api/audit?before=${all[1]?.seq}`)).json()).toEqual([all[2]]);
  });
});

describe('the proof', () => {
  it('holds, also when two ask for it at once; and names the place once a row was changed', async () => {
    const made = await house();
    const me = await holder(made, 'audit-admin');
    await seal(made);
    const ask = async () => (await me.get('/api/audit/verification')).json<AuditVerification>();
    for (const verdict of await Promise.all([ask(), ask()]))
      expect(verdict).toMatchObject({ intact: true, verified: 3, waiting: 0, findings: [], head: { n: 3 } });
    await made.world.db.connection().execute(async (db) => {
      await sql`set session_replication_role = replica`.execute(db);
      await sql`update event set kind = 'campaign-closed' where seq = 1`.execute(db);
      await sql`set session_replication_role = origin`.execute(db);
    });
    const broken = await ask();
    expect(broken).toMatchObject({
      intact: false,
      findingCount: 1,
      findings: [{ damage: 'event-edited', from: 1, to: 1 }],
    });
    expect(broken.findings[0]?.text).toMatch(/^第 1 条（2023-08-22 .*内容被改动$/);
  });
});
