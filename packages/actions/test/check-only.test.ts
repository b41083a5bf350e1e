import { checkOnly } from '@duban/actions/check-only';
import { handIn } from '@duban/actions/hand-in';
import { sha256 } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { filledReport, filledSheet, sendAndAccept } from './sheets.ts';
import { clerkOf, jiningWorld, moment, owes, type World } from './world.ts';

const NOW = '2023-10-09 10:00';
const FAULT = { 'chkInst.current': 31 } as const;

const check = (world: World, bytes: Uint8Array, about: { office?: string; as?: string; period?: string } = {}) => {
  const { office = 'yanzhou', as = office, period } = about;
  const file = { name: period === 'final' ? '总结.docx' : '统计表.xlsx', bytes };
  return checkOnly(world.ctx, { obligation: owes(office, period), file, actor: clerkOf(as), now: moment(NOW) });
};

/** How many rows every table has. */
async function rowCounts({ db }: World): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(db);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

describe('先查后报 refuses, as a hand-in would,', () => {
  it('another office, and says nothing about the file', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'));
    await expect(check(world, bytes, { as: 'weishan' })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('what nobody owes', async () => {
    const world = await jiningWorld();
    const attempt = check(world, Buffer.from('x'), { office: 'atlantis' });
    await expect(attempt).rejects.toMatchObject({ code: 'obligation-unknown' });
  });

  it('what is settled', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'));
    await sendAndAccept(world, { office: 'yanzhou', at: NOW, bytes });
    await expect(check(world, bytes)).rejects.toMatchObject({ code: 'obligation-settled' });
  });

  it.each([
    ['a file that is no workbook', () => Promise.resolve(Buffer.from('哪里都不对')), 'file-not-xlsx'],
    ['another office’s sheet', (world: World) => filledSheet(world, owes('weishan')), 'sheet-other-office'],
    ['another period’s sheet', (world: World) => filledSheet(world, owes('yanzhou', '2023Q4')), 'sheet-other-period'],
  ])('%s, and leaves no trace of it', async (_, make, code) => {
    const world = await jiningWorld();
    const bytes = await make(world);
    const before = await rowCounts(world);
    await expect(check(world, bytes)).rejects.toMatchObject({ code });
    expect(await rowCounts(world)).toEqual(before);
  });
});

describe('先查后报', () => {
  it('finds what a hand-in would find, and writes nothing', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'), { change: FAULT });
    const before = await rowCounts(world);
    const checked = await check(world, bytes);
    expect(await rowCounts(world)).toEqual(before);
    expect(checked).toMatchObject({ fit: false, sha256: sha256(bytes) });
    const actor = clerkOf('yanzhou');
    const file = { name: '统计表.xlsx', bytes };
    const filed = { obligation: owes('yanzhou'), file, channel: 'web', contact: 'yanzhou-a', actor } as const;
    const { findings, outcome } = await handIn(world.ctx, { ...filed, now: moment(NOW) });
    expect(outcome).toBe('returned');
    expect(checked.findings).toEqual(findings.map(({ key: _, ...finding }) => finding));
    expect(checked.findings[0]).toMatchObject({ severity: 'E', place: { cell: expect.stringMatching(/^[A-Z]+\d+$/) } });
  });

  it('says that a clean sheet and a report are fit', async () => {
    const world = await jiningWorld();
    expect(await check(world, await filledSheet(world, owes('yanzhou')))).toMatchObject({ fit: true });
    const report = await filledReport('yanzhou');
    expect(await check(world, report, { period: 'final' })).toEqual({
      fit: true,
      findings: [],
      sha256: sha256(report),
    });
  });
});
