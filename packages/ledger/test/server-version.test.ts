import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { freshLedger } from './databases.ts';

it('this suite runs on PostgreSQL 14–18, and on the machine’s own one where its programs are named', async () => {
  const { db } = await freshLedger();
  const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db);
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  expect(major).toBeGreaterThanOrEqual(14);
  expect(major).toBeLessThanOrEqual(18);
  const named = /\/(\d+)\/bin$/.exec(process.env.DUBAN_POSTGRES_BIN ?? '')?.[1];
  if (named !== undefined) expect(major).toBe(Number(named));
});
