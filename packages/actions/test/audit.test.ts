import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { campaignTick } from '@duban/actions/campaign-tick';
import { checkpointAudit } from '@duban/actions/checkpoint-audit';
import { chooseSealAlgorithm } from '@duban/actions/choose-seal-algorithm';
import { type Actor, SYSTEM } from '@duban/actions/context';
import { listAudit } from '@duban/actions/list-audit';
import { messageText } from '@duban/actions/message-text';
import { revokeLink } from '@duban/actions/revoke-link';
import { sealEvents } from '@duban/actions/seal-events';
import { verifyAudit } from '@duban/actions/verify-audit';
import { DAY, plus } from '@duban/base';
import { chainHead, type Witness } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CAMPAIGN, clerkOf, emptyWorld, jiningWorld, LAUNCH, messages, moment, operator, type World } from './world.ts';

const admin = (role: 'audit-admin' | 'system-admin' | 'security-admin'): Actor => ({
  kind: 'bureau',
  name: role,
  role,
});
const auditor = admin('audit-admin');

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'duban-audit-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const keepers = (at: string | null, days = 0) => ({ actor: SYSTEM, folder: at, now: plus(LAUNCH, days * DAY) });
const revoke = (world: World) =>
  revokeLink(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', actor: operator, now: LAUNCH });

/** Three events sealed, with their checkpoint, in the ledger and in a folder. */
async function kept(): Promise<{ world: World; at: string }> {
  const world = await jiningWorld();
  const at = await folder();
  await revoke(world);
  await revoke(world);
  await sealEvents(world.ctx, keepers(at));
  await checkpointAudit(world.ctx, { ...keepers(at), daily: true });
  return { world, at };
}

/** As somebody with all power over the database. */
async function tamper({ db }: World, statement: string): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    await sql.raw(statement).execute(connection);
    await sql`set session_replication_role = origin`.execute(connection);
  });
}

const texts = async (world: World, at: string | null, more: { expect?: Witness; checkpoints?: string } = {}) =>
  (await verifyAudit(world.ctx, { actor: auditor, folder: at, ...more })).findings.map(({ text }) => text);

describe('the log and its proof', () => {
  it('are for the audit administrator: nobody of the business, of an office, or of the other two', async () => {
    const { ctx } = await emptyWorld();
    for (const actor of [operator, clerkOf('yanzhou'), admin('system-admin'), admin('security-admin')]) {
      await expect(listAudit(ctx, { actor, limit: 1 })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(verifyAudit(ctx, { actor, folder: null })).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect(await listAudit(ctx, { actor: auditor, limit: 1 })).toEqual([]);
  });

  it('are not kept by who reads them: sealing and checkpoints are the system’s', async () => {
    const { ctx } = await emptyWorld();
    for (const actor of [auditor, operator]) {
      const by = { ...keepers(null), actor };
      await expect(sealEvents(ctx, by)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(checkpointAudit(ctx, { ...by, daily: true })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(chooseSealAlgorithm(ctx, { ...by, algorithm: 'sm3' })).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
  });

  it('list newest first, by what is asked for, page by page, and never what was written', async () => {
    const { world } = await kept();
    const list = (filter: Partial<Parameters<typeof listAudit>[1]> = {}) =>
      listAudit(world.ctx, { actor: auditor, limit: 10, ...filter });
    const all = await list();
    expect(all.map(({ kind, n, label }) => [kind, n, label])).toEqual([
      ['link-revoked', 3, '作废链接'],
      ['link-revoked', 2, '作废链接'],
      ['campaign-launched', 1, '启动专项'],
    ]);
    expect(Object.keys(all[0] ?? {})).not.toContain('data');
    expect(await list({ kind: 'link-revoked', before: all[0]?.seq })).toEqual([all[1]]);
    expect(await list({ campaign: 'other' })).toEqual([]);
    expect(await list({ by: operator.name, subject: 'yanzhou-a', from: LAUNCH, to: LAUNCH, limit: 1 })).toEqual([
      all[0],
    ]);
    expect(await list({ from: plus(LAUNCH, 1) })).toEqual([]);
  });

  it('say in words what was done and where', async () => {
    const { world, at } = await kept();
    expect(await texts(world, at)).toEqual([]);
    await tamper(world, `update event set actor = '任城区' where seq = 2`);
    expect(await texts(world, at)).toEqual(['第 2 条（2023-08-22 09:00 link-revoked 作废链接，任城区）内容被改动']);
    await tamper(world, 'delete from event where seq = 2');
    expect(await texts(world, at)).toEqual(['第 2 条的事件已被删除，只剩封条']);
  });
});

describe('the data folder', () => {
  it('keeps head and checkpoints for its owner only, a checkpoint a day, and adds what it missed', async () => {
    const { world, at } = await kept();
    const file = path.join(at, 'audit', 'checkpoints.jsonl');
    const lines = async () => (await readFile(file, 'utf8')).trim().split('\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(at, 'audit'))).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(path.join(at, 'audit', 'head.json'), 'utf8'))).toMatchObject(
      await chainHead(world.db),
    );
    expect(await checkpointAudit(world.ctx, { ...keepers(at, 0), daily: true })).toBeNull();
    await revoke(world);
    await sealEvents(world.ctx, keepers(at));
    expect(await checkpointAudit(world.ctx, { ...keepers(null, 1), daily: true })).toMatchObject({ n: 4 });
    // Another machine made it, and the power went in the middle of a line.
    await appendFile(file, '{"n":4,"da');
    await checkpointAudit(world.ctx, { ...keepers(at, 1), daily: true });
    expect((await lines()).filter((line) => line.endsWith('}')).map((line) => JSON.parse(line).n)).toEqual([3, 4]);
    expect(await texts(world, at)).toEqual([]);
  });

  it('shows a tail that was cut off together with its checkpoint, at the next sealing already', async () => {
    const { world, at } = await kept();
    for (const table of ['event_seal where n > 1', 'event where seq > 1', 'event_checkpoint'])
      await tamper(world, `delete from ${table}`);
    expect(await texts(world, null)).toEqual([]);
    const cut = '链尾被截断：第 2–3 条缺失，数据文件夹 audit/head.json 曾记到第 3 条';
    expect(await texts(world, at)).toEqual([cut, '2023-08-22 的检查点（第 3 条）已从数据库中删除']);
    await expect(sealEvents(world.ctx, keepers(at))).rejects.toMatchObject({ code: 'audit-broken' });
    // What is sealed from now on does not make the witness forget.
    await revoke(world);
    await expect(sealEvents(world.ctx, keepers(at))).rejects.toMatchObject({ code: 'audit-broken' });
    expect((await texts(world, at))[0]).toBe(cut.replace('第 2–3 条', '第 3 条'));
  });

  it('believes no checkpoint that this installation did not sign', async () => {
    const { world, at } = await kept();
    const file = path.join(at, 'audit', 'checkpoints.jsonl');
    const line = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, `${JSON.stringify({ ...line, n: 99 })}\n`);
    expect(await texts(world, at)).toEqual([`${file} 第 1 行的检查点（第 99 条）签名不符，被改动过或是伪造的`]);
  });

  it('or a copy of it elsewhere, or a head that was written down, is held against the chain', async () => {
    const { world, at } = await kept();
    const head = await chainHead(world.db);
    expect(await texts(world, null, { expect: { ...head, source: '抄件' } })).toEqual([]);
    expect(await texts(world, null, { expect: { n: 2, hash: 'a'.repeat(64), source: '抄件' } })).toEqual([
      '第 1–2 条之间被整段改写：第 2 条与抄件的记录不符',
    ]);
    expect(await texts(world, null, { checkpoints: path.join(at, 'audit', 'checkpoints.jsonl') })).toEqual([]);
    await expect(texts(world, null, { checkpoints: path.join(at, 'none') })).rejects.toMatchObject({
      code: 'audit-witness-missing',
    });
    await writeFile(path.join(at, 'text'), '{"n":1}\n');
    await expect(texts(world, null, { checkpoints: path.join(at, 'text') })).rejects.toMatchObject({
      code: 'audit-witness-invalid',
    });
  });
});

it('the choice of SM3 is an event, and the next seals are made with it', async () => {
  const { world, at } = await kept();
  await chooseSealAlgorithm(world.ctx, { actor: SYSTEM, algorithm: 'sm3', now: LAUNCH });
  await sealEvents(world.ctx, keepers(at));
  const seals = await world.db.selectFrom('event_seal').select('algorithm').orderBy('n').execute();
  expect(seals.map(({ algorithm }) => algorithm)).toEqual(['sha256', 'sha256', 'sha256', 'sm3']);
  expect((await listAudit(world.ctx, { actor: auditor, limit: 1 }))[0]).toMatchObject({
    kind: 'seal-algorithm-chosen',
    n: 4,
  });
  expect(await texts(world, at)).toEqual([]);
});

it('the officer’s morning mail carries the last checkpoint out of the database', async () => {
  const { world, at } = await kept();
  await campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-09 08:30') });
  const [digest] = await messages(world, 'digest');
  if (!digest) throw new Error('no digest');
  const { text } = await messageText(world.ctx, { message: digest.id, now: moment('2023-10-09 08:30') });
  const { n, hash } = await chainHead(world.db);
  expect(text).toContain(`审计链（2023年8月22日，请留存备查）：${n}:${hash}`);
  expect(await texts(world, at)).toEqual([]);
});

describe('writing past a transaction with its event', () => {
  it('no verb does, but for the one that touches a session only', async () => {
    const found = await directWrites(path.join(import.meta.dirname, '../src'));
    expect(found).toEqual(['session-of.ts']);
  });
});

/** Files that write through the ledger's own connection instead of a transaction. */
async function directWrites(sources: string): Promise<string[]> {
  const files = (await readdir(sources, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(path.join(sources, file), 'utf8')));
  return files.filter((_, i) => /\bdb\s*\.(insertInto|updateTable|deleteFrom)\(/.test(texts[i] ?? '')).sort();
}
