import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@duban/base';
import {
  addLines,
  type Backup,
  checkArchive,
  type Ledger,
  type Manifest,
  openArchive,
  openLedger,
  planMessage,
  poke,
  putBlob,
  recordEvent,
  restoreBackup,
  setCampaignTime,
  writeBackup,
} from '@duban/ledger';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { emptyDatabase } from '../databases.ts';
import { aMessage, aRound, CAMPAIGN, launched, owes, tinyCampaign } from '../tiny-campaign.ts';

/** Text that every layer on the way could spoil. */
export const AWKWARD = '“任城区”\t制表\n换行\r\\N \\. \\\\ NULL \u{20000} \u0001';

export interface Filled {
  readonly url: string;
  readonly ledger: Ledger;
}

/** A ledger with something in every corner: files, awkward text, nulls, numbers from sequences with a gap. Close it yourself. */
export async function filled(): Promise<Filled> {
  const url = await emptyDatabase();
  const ledger = await openLedger(url);
  await tinyCampaign(ledger, {
    offices: { east: 'subordinate', west: 'peer' },
    serves: [{ contact: 'east-a', office: 'east', role: 'A' }],
  });
  await aRound(ledger, { period: 'q3', due: '2023-10-10', offices: ['east', 'west'] });
  await ledger.transaction(async (tx) => {
    await setCampaignTime(tx, instant(1_700_000_000_000), instant(1_690_000_000_000));
    for (const size of [0, 1, 300, 70_000, 2_000_000]) await putBlob(tx, randomBytes(size), launched);
    await planMessage(tx, aMessage('m1', { facts: { text: AWKWARD } }), launched);
    const line = { obligation: owes('east', 'q3'), arm: 0, step: 't-3', slot: instant(5) };
    await addLines(tx, [{ message: 'm1', step: line }]);
    for (let i = 0; i < 5; i++)
      await recordEvent(tx, {
        campaign: CAMPAIGN,
        at: launched,
        kind: 'k',
        actor: AWKWARD,
        subject: `s${i}`,
        data: { AWKWARD },
      });
    await poke(tx, [{ workflow: 'office', input: { campaign: CAMPAIGN, office: 'east' } }], launched);
  });
  // Numbers that were given out and not kept: the next one must not be given out again.
  await ledger
    .transaction(async (tx) => {
      await recordEvent(tx, { campaign: null, at: launched, kind: 'lost', actor: 'a', subject: 's' });
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  return { url, ledger };
}

/** A place for archives, removed when the test ends. */
export function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duban-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function backedUp(url: string, change: Partial<Backup> = {}) {
  const file = change.file ?? join(place(), 'backup.zip');
  const written = await writeBackup({
    url,
    file,
    passphrase: null,
    files: [{ name: 'calendar.yaml', bytes: Buffer.from('days: []\n') }],
    installation: { secretMark: 'abcd', ports: { web: 8080 } },
    program: '0.1.0',
    now: instant(1_700_000_000_000),
    ...change,
  });
  return { file, ...written };
}

/** Opens, checks and restores; answers the manifest. */
export async function restored(file: string, url: string, passphrase: string | null = null): Promise<Manifest> {
  const archive = await openArchive({ path: file, name: 'backup.zip' }, passphrase);
  try {
    await checkArchive(archive);
    await restoreBackup(archive, { url });
    return archive.manifest;
  } finally {
    await archive.close();
  }
}

export async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every table with its count of rows and a hash over them, and what each sequence gave out last. */
export async function fingerprint(url: string): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    url,
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ n: string; hash: string | null }>(
      url,
      `select count(*) as n, md5(string_agg(md5(t::text), '' order by md5(t::text))) as hash from public."${name}" t`,
    );
    found[name] = `${row?.n} ${row?.hash}`;
  }
  const sequences = await query<{ name: string; value: string | null }>(
    url,
    `select sequencename as name, last_value as value from pg_sequences where schemaname = 'public' order by 1`,
  );
  for (const { name, value } of sequences) found[name] = String(value);
  return found;
}

/** Columns, keys, indexes, triggers and functions, as the database describes them. */
export async function shapeOf(url: string): Promise<string[]> {
  const rows = await query<{ line: string }>(
    url,
    `select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line from information_schema.columns where table_schema = 'public'
     union all select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
     union all select indexdef from pg_indexes where schemaname = 'public'
     union all select format('%s %s', tgenabled, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
     order by 1`,
  );
  return rows.map(({ line }) => line);
}
