import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@duban/base';
import { type Ledger, openLedger, recordEvent } from '@duban/ledger';
import { type Postgres, startPostgres, throwawayFolder } from '@duban/runtime';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callDuban } from './support/call-duban.js';
import { bareEnvironment } from './support/live.js';
import type { Run } from './support/run-duban.js';

const folder = throwawayFolder('audit-test');
const data = join(folder.path, 'data');
let postgres: Postgres;
let ledger: Ledger;

beforeAll(async () => {
  postgres = await startPostgres({ throwaway: true, inMemory: true });
  ledger = await openLedger(postgres.url);
  mkdirSync(data);
  writeFileSync(join(data, 'secret'), 'a secret of the tests, long enough to be one');
  for (const kind of ['campaign-launched', 'sheet-handed-in', 'decided-accept']) {
    const at = instant(Date.UTC(2026, 10, 25, 2, 2));
    await ledger.transaction((tx) => recordEvent(tx, { campaign: 'c', at, kind, actor: '兖州区', subject: 's' }));
  }
});
afterAll(async () => {
  await ledger.close();
  await postgres.stop();
  folder.remove();
});

const audit = (...args: string[]): Promise<Run> =>
  callDuban(['audit', ...args, '--data', data], { ...bareEnvironment(), DATABASE_URL: postgres.url });

describe('duban audit', () => {
  it('refuses where nothing runs and no database is named, and what it cannot read: exit code 2', async () => {
    const nowhere = await callDuban(['audit', 'verify', '--data', data], bareEnvironment());
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('没有在运行') });
    const wrong = ['--expect=12', '--from=0', `--checkpoints=${join(data, 'none')}`];
    for (const option of wrong) expect([option, (await audit('verify', option)).code]).toEqual([option, 2]);
    expect((await audit('seal', '--algorithm', 'md5')).code).toBe(2);
  });

  it('seals and prints the head, proves the chain against it: exit code 0; and says where it was touched: exit code 1', async () => {
    const sealed = await audit('seal');
    expect(sealed).toMatchObject({ code: 0, stdout: expect.stringContaining('已封存 3 条。') });
    const head = /链尾 (3:[0-9a-f]{64})/.exec(sealed.stdout)?.[1] ?? '';
    const fine = await audit('verify', '--expect', head);
    expect(fine).toMatchObject({ code: 0, stdout: expect.stringContaining('审计链完整：3 条事件与封条全部相符。') });
    const listed = await audit('list', '--kind', 'sheet-handed-in', '--from', '2026-11-25', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([{ kind: 'sheet-handed-in', n: 2, actor: '兖州区' }]);

    await tamper('update event set kind = $$sheet-refused$$ where seq = 2');
    const broken = await audit('verify');
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('审计链有 1 处损坏');
    expect(broken.stdout).toContain('第 2 条（2026-11-25 10:02 sheet-refused 材料未能接收，兖州区）内容被改动');
    expect(JSON.parse((await audit('verify', '--json')).stdout)).toMatchObject({
      intact: false,
      findings: [{ damage: 'event-edited', from: 2, to: 2 }],
    });

    for (const table of ['event_seal where n > 1', 'event where seq > 1', 'event_checkpoint'])
      await tamper(`delete from ${table}`);
    const cut = await audit('verify');
    expect(cut.code).toBe(1);
    expect(cut.stdout).toContain('链尾被截断：第 2–3 条缺失');
  });
});

async function tamper(statement: string): Promise<void> {
  await ledger.db.connection().execute(async (db) => {
    await sql`set session_replication_role = replica`.execute(db);
    await sql.raw(statement).execute(db);
    await sql`set session_replication_role = origin`.execute(db);
  });
}
