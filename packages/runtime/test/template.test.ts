import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type Postgres, startPostgres, type ThrowawayFolder, throwawayFolder } from '@duban/runtime';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseAccount } from '../src/postgres/account.js';
import { findPrograms } from '../src/postgres/programs.js';
import { ways } from './support/this-machine.js';

/** Where the cluster belongs to another user, each is made anew. */
const [own] = ways.filter(({ way }) => way !== 'other-user');

let folder: ThrowawayFolder;
let env: NodeJS.ProcessEnv;
const running: Postgres[] = [];

beforeEach(() => {
  folder = throwawayFolder('template-test');
  env = { ...own?.env, XDG_CACHE_HOME: folder.path };
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.kill()));
  folder.remove();
});

async function start(others: NodeJS.ProcessEnv = {}): Promise<Postgres> {
  const server = await startPostgres({ throwaway: true, env: { ...env, ...others } });
  running.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const cache = (): string => join(folder.path, 'duban', 'postgres');
const templates = (): string[] => readdirSync(cache()).map((name) => join(cache(), name));
const passwordOf = (template: string): string => readFileSync(join(template, 'password'), 'utf8');

describe.skipIf(own === undefined)('a throwaway database made from a template', () => {
  it('is none where others may write to the template: it is made by PostgreSQL itself', async () => {
    await start();
    const [template = ''] = templates();
    chmodSync(template, 0o777);
    const second = await start();
    expect(new URL(second.url).password).not.toBe(passwordOf(template));
  });

  it('that is damaged starts all the same, and the damaged one is replaced', async () => {
    await start();
    const [template = ''] = templates();
    const former = passwordOf(template);
    truncateSync(join(template, 'cluster', 'global', 'pg_control'), 0);
    expect(await query((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(passwordOf(template)).not.toBe(former);
    expect(await query((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is not one of other programs', async () => {
    await start();
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    const { initdb, postgres } = await findPrograms(await chooseAccount(env), env);
    for (const [name, program] of Object.entries({ initdb, postgres })) symlinkSync(program, join(bin, name));
    await start({ DUBAN_POSTGRES_BIN: bin });
    expect(templates().length).toBe(2);
  });

  it('knows nothing of what was written to another, nor does the template, whose password its owner alone reads', async () => {
    const first = await start();
    await query(first.url, 'create table kept (n int)');
    const second = await start();
    const [template = ''] = templates();
    expect(new URL(second.url).password).toBe(passwordOf(template));
    const [found] = await query(second.url, "select to_regclass('kept') as kept");
    expect(found).toEqual({ kept: null });
    expect(await query(first.url, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
    await expect(query(first.url.replace(/:[^:@]*@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('made by several at once is kept once', async () => {
    await Promise.all([start(), start(), start()]);
    expect(templates().length).toBe(1);
  });
});
