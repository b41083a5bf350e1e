import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@duban/base';
import { openLedger, putBlob, recordEvent } from '@duban/ledger';
import { type Postgres, startPostgres, throwawayFolder } from '@duban/runtime';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callDuban } from './support/call-duban.js';
import { bareEnvironment } from './support/live.js';

const place = throwawayFolder('restore-test');
const at = (name: string): string => join(place.path, name);
const SECRET = 'a'.repeat(64);
const PASSPHRASE = '足够长的一句口令，没有别人知道';

let server: Postgres;
let count = 0;
/** An archive without a passphrase, so without the secret; and one with both. */
const [open, locked] = [at('open.zip'), at('locked.duban')];

async function database(): Promise<string> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const name = `d${++count}`;
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = name;
  return url.href;
}

const duban = (url: string, folder: string, ...args: string[]) =>
  callDuban([...args, '--data', at(folder)], { ...bareEnvironment(), DATABASE_URL: url });

beforeAll(async () => {
  server = await startPostgres({ throwaway: true, inMemory: true });
  const url = await database();
  const ledger = await openLedger(url);
  await ledger.transaction(async (tx) => {
    await putBlob(tx, Buffer.from('a file'), instant(1));
    await tx
      .insertInto('sign_in_code')
      .values({
        code_hash: 'h',
        issued_by: 'x',
        account: null,
        created_at: instant(1),
        expires_at: instant(2),
        used_at: null,
      })
      .execute();
    await recordEvent(tx, { campaign: null, at: instant(1), kind: 'k', actor: 'a', subject: 's' });
  });
  await ledger.close();
  mkdirSync(at('source'));
  writeFileSync(at('source/secret'), SECRET);
  writeFileSync(at('source/calendar.yaml'), 'announced: []\ndays: []\n');
  writeFileSync(at('passphrase'), `${PASSPHRASE}\nsecond line\n`);
  writeFileSync(at('short'), 'short\n');
  expect(await duban(url, 'source', 'backup', '--out', open)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('不含密钥'),
  });
  const made = await duban(url, 'source', 'backup', '--out', locked, '--passphrase-file', at('passphrase'), '--json');
  expect(JSON.parse(made.stdout)).toMatchObject({
    bytes: statSync(locked).size,
    encrypted: true,
    // The event of the backup before is in it as well.
    rows: { blob: 1, event: 2 },
  });
}, 180_000);
afterAll(async () => {
  await server.stop();
  place.remove();
});

describe('a backup is refused', () => {
  it('over another file, with too short a passphrase, without a calendar that cannot be read, and where nothing is', async () => {
    const url = await database();
    const before = readFileSync(open);
    expect(await duban(url, 'source', 'backup', '--out', open)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('已经存在'),
    });
    expect(readFileSync(open).equals(before)).toBe(true);
    const short = await duban(url, 'source', 'backup', '--out', at('x'), '--passphrase-file', at('short'));
    expect(short).toMatchObject({ code: 2, stderr: expect.stringContaining('至少 12 个字符') });
    mkdirSync(at('unreadable/calendar.yaml'), { recursive: true });
    expect(await duban(url, 'unreadable', 'backup', '--out', at('x'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('calendar.yaml 不能用：读不了（EISDIR）'),
    });
    const nowhere = await callDuban(['backup', '--data', at('nowhere')], bareEnvironment());
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('没有在运行') });
    expect(readdirSync(place.path).filter((name) => /part|^x$/.test(name))).toEqual([]);
  });
});

it('a backup before an update leaves the older tables as they are', async () => {
  const url = await database();
  await (await openLedger(url)).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const last = 'select max(name) from kysely_migration';
  await client.query(`update kysely_migration set name = '0000-older' where name = (${last})`);
  const before = (await client.query('select name from kysely_migration order by 1')).rows;
  const made = await duban(url, 'source', 'backup', '--out', at('older.zip'));
  expect(made.code, made.stderr).toBe(0);
  expect((await client.query('select name from kysely_migration order by 1')).rows).toEqual(before);
  expect((await client.query('select kind from event')).rows).toEqual([]);
  await client.end();
});

describe('a restore is refused, and nothing is written,', () => {
  it('without the secret, or with another one', async () => {
    const url = await database();
    const none = await duban(url, 'one', 'restore', open);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('备份里没有密钥') });
    writeFileSync(at('other-secret'), 'b'.repeat(64));
    const other = await duban(url, 'one', 'restore', open, '--secret-file', at('other-secret'));
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('不是这份备份的') });
    expect(readdirSync(place.path)).not.toContain('one');
    expect(await duban(url, 'one', 'restore', locked)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('没有给口令'),
    });
  });

  it('with a secret that is named while another lies in the data folder, or in the environment: the start would take that', async () => {
    const url = await database();
    mkdirSync(at('nine'));
    writeFileSync(at('nine/secret'), 'b'.repeat(64));
    const right = ['restore', open, '--secret-file', at('source/secret')];
    const refusal = { code: 2, stderr: expect.stringContaining('启动时仍会用') };
    expect(await duban(url, 'nine', ...right)).toMatchObject(refusal);
    expect(readdirSync(at('nine'))).toEqual(['secret']);
    const env = { ...bareEnvironment(), DATABASE_URL: url, DUBAN_SECRET: 'b'.repeat(64) };
    expect(await callDuban([...right, '--data', at('ten')], env)).toMatchObject(refusal);
    expect(readdirSync(place.path)).not.toContain('ten');
    // The same one is no other, and the database was left empty.
    writeFileSync(at('nine/secret'), SECRET);
    expect((await duban(url, 'nine', ...right)).code).toBe(0);
  });

  it('into a folder or a database with something in it, or from a file that is none', async () => {
    const used = await database();
    await (await openLedger(used)).close();
    const args = ['restore', locked, '--passphrase-file', at('passphrase')];
    expect(await duban(used, 'two', ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('要恢复到的数据库不是空的'),
    });
    mkdirSync(at('three/postgres'), { recursive: true });
    expect(await duban(await database(), 'three', ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('postgres'),
    });
    const missing = await duban(await database(), 'four', 'restore', at('no-such'));
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('ENOENT') });
  });
});

describe('a restore', () => {
  it('only checks when asked to', async () => {
    const checked = await duban(await database(), 'five', 'restore', open, '--check');
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('备份完好') });
    expect(readdirSync(place.path)).not.toContain('five');
  });

  it('brings back secret, calendar and ports from an encrypted archive; everybody signs in anew', async () => {
    const url = await database();
    const done = await duban(url, 'six', 'restore', locked, '--passphrase-file', at('passphrase'));
    expect(done.code, done.stderr).toBe(0);
    expect(readFileSync(at('six/secret'), 'utf8')).toBe(SECRET);
    expect(statSync(at('six/secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(at('six/calendar.yaml'), 'utf8')).toBe('announced: []\ndays: []\n');
    const ledger = await openLedger(url);
    expect(await ledger.db.selectFrom('sign_in_code').selectAll().execute()).toEqual([]);
    const events = await ledger.db.selectFrom('event').select(['kind', 'actor']).orderBy('seq').execute();
    expect(events).toEqual([
      { kind: 'k', actor: 'a' },
      { kind: 'backup-made', actor: '本机命令行' },
      { kind: 'ledger-restored', actor: '本机命令行' },
    ]);
    await ledger.close();
  });

  it('takes the secret that is named, or goes on with a new one when told to', async () => {
    const named = await duban(await database(), 'seven', 'restore', open, '--secret-file', at('source/secret'));
    expect(named.code, named.stderr).toBe(0);
    expect(readFileSync(at('seven/secret'), 'utf8')).toBe(SECRET);
    const fresh = await duban(await database(), 'eight', 'restore', open, '--new-secret');
    expect(fresh).toMatchObject({ code: 0, stdout: expect.stringContaining('换了新密钥') });
    expect(readFileSync(at('eight/secret'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
  });
});
