import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { archiveCampaign } from '@duban/actions/archive-campaign';
import { compileReport } from '@duban/actions/compile-report';
import type { Actor } from '@duban/actions/context';
import { mergeRound } from '@duban/actions/merge-round';
import { readReport } from '@duban/documents';
import { getBlob, putBlob, recordEvent } from '@duban/ledger';
import { sql } from 'kysely';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Entry, fromBufferPromise } from 'yauzl';
import { send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, clerkOf, jiningWorld, moment, operator, owes, roundOf, type World } from './world.ts';

const NOW = moment('2024-01-05 09:00');
const archive = async (world: World, actor: Actor = operator): Promise<Buffer> =>
  buffer((await archiveCampaign(world.ctx, { campaign: CAMPAIGN, actor, now: NOW })).stream);

/** Closed by hand: who closes a campaign is another verb's business. */
async function close(world: World): Promise<void> {
  await world.ctx.ledger.transaction(async (tx) => {
    const at = moment('2024-01-02 17:00');
    await tx.updateTable('campaign').set({ status: 'closed', closed_at: at }).where('id', '=', CAMPAIGN).execute();
    await recordEvent(tx, { campaign: CAMPAIGN, at, kind: 'campaign-closed', actor: operator, subject: CAMPAIGN });
  });
}

/** Two offices file, one twice; a quarter is merged, the report compiled, a call logged, a mail sent, the campaign closed. */
async function closedWorld(): Promise<World> {
  const world = await jiningWorld();
  await send(world, { office: 'yanzhou', at: '2023-10-08 10:00', filling: { raw: { 'chkInst.current': '约30家' } } });
  await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
  await sendAndAccept(world, { office: 'rencheng', at: '2023-10-09 11:00', filling: { times: 2 } });
  for (const period of ['2023Q3', '2023Q4', 'final'])
    await mergeRound(world.ctx, { round: roundOf(period), actor: operator, now: moment('2023-12-20 09:00') });
  await compileReport(world.ctx, { campaign: CAMPAIGN, actor: operator, now: moment('2023-12-21 09:00') });
  await world.ctx.ledger.transaction(async (tx) => {
    const first = await tx.selectFrom('message').select('id').orderBy('id').executeTakeFirstOrThrow();
    const change = { state: 'sent', sent_at: moment('2023-08-22 09:05'), subject: '=部署', attempts: 1 } as const;
    await tx.updateTable('message').set(change).where('id', '=', first.id).execute();
    await recordEvent(tx, { campaign: CAMPAIGN, at: NOW, kind: 'message-sent', actor: '系统', subject: first.id });
  });
  await close(world);
  return world;
}

let made: Promise<{ zip: Buffer; original: Buffer; events: number }> | undefined;

/** The package of one such campaign, made once for all who only look at it, with what it must hold. */
function packed() {
  made ??= closedWorld().then(async (world) => {
    const kept = await world.db
      .selectFrom('submission')
      .select('blob')
      .where('obligation', '=', owes('yanzhou'))
      .where('version', '=', 1)
      .executeTakeFirstOrThrow();
    const { n } = await world.db
      .selectFrom('event')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('campaign', '=', CAMPAIGN)
      .executeTakeFirstOrThrow();
    return { zip: await archive(world), original: await getBlob(world.db, kept.blob), events: n };
  });
  return made;
}

interface Opened {
  readonly names: string[];
  readonly entries: readonly Entry[];
  bytes(name: string | undefined): Buffer;
  text(name: string): string;
}

async function opened(zip: Buffer): Promise<Opened> {
  const file = await fromBufferPromise(zip, { lazyEntries: true, autoClose: false });
  const found = new Map<string, Buffer>();
  const entries: Entry[] = [];
  for await (const entry of file.eachEntry()) {
    entries.push(entry);
    found.set(entry.fileName, await buffer(await file.openReadStreamPromise(entry)));
  }
  const bytes = (name: string | undefined): Buffer => {
    const content = found.get(name ?? '');
    if (!content) throw new Error(`not in the package: ${name}\n${[...found.keys()].join('\n')}`);
    return content;
  };
  return { names: [...found.keys()], entries, bytes, text: (name) => bytes(name).toString('utf8') };
}

describe('a campaign is not filed away', () => {
  it('for an office, or for who may only sign or administer', async () => {
    const world = await jiningWorld();
    await close(world);
    const leader: Actor = { kind: 'bureau', role: 'leader', name: '局长' };
    const admin: Actor = { kind: 'bureau', role: 'system-admin', name: '系统管理员' };
    for (const actor of [clerkOf('yanzhou'), leader, admin])
      await expect(archive(world, actor)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('before it is closed, nor when there is none', async () => {
    const world = await jiningWorld();
    await expect(archive(world)).rejects.toMatchObject({ code: 'archive-early' });
    const unknown = archiveCampaign(world.ctx, { campaign: 'no-such', actor: operator, now: NOW });
    await expect(unknown).rejects.toMatchObject({ code: 'campaign-unknown' });
  });
});

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('the package of a closed campaign', { timeout: 120_000 }, () => {
  it('is there byte for byte again, however often and in whatever time zone it is made', async () => {
    const world = await closedWorld();
    const first = await archive(world);
    process.env.TZ = 'America/Los_Angeles';
    expect((await archive(world)).equals(first)).toBe(true);
    // That it was made stands beside the campaign's own record, not in it.
    const events = world.db.selectFrom('event').select(['campaign', 'actor', 'subject']);
    const once = { campaign: null, actor: operator.name, subject: CAMPAIGN };
    expect(await events.where('kind', '=', 'campaign-archived').execute()).toEqual([once, once]);
  });

  it('holds every file under its number, all of them right by SHA256SUMS, with names that Windows reads', async () => {
    const { zip } = await packed();
    const { names, entries, text, bytes } = await opened(zip);
    for (const entry of entries) expect(entry.generalPurposeBitFlag & 0x800, entry.fileName).toBe(0x800);
    const folder = mkdtempSync(path.join(tmpdir(), 'duban-archive-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const name of names) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), bytes(name));
    }
    const { stdout } = await promisify(execFile)('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder });
    expect(stdout.trim().split('\n')).toHaveLength(names.length - 1);
    const contents = JSON.parse(text('目录.json')) as { items: { no: string; path: string; bytes: number }[] };
    expect(contents.items.map(({ no }) => Number(no))).toEqual(contents.items.map((_, i) => i + 1));
    for (const item of contents.items) {
      expect(path.basename(item.path).startsWith(`${item.no}-`)).toBe(true);
      expect(bytes(item.path)).toHaveLength(item.bytes);
    }
    const listed = (await readReport(bytes('目录.docx'), '目录.docx')).text;
    for (const word of ['卷内文件目录', '兖州区', '2023年第三季度统计表（第2版）', '总结报告'])
      expect(listed).toContain(word);
    expect(text('目录.csv').split('\r\n')).toHaveLength(contents.items.length + 2);
  });

  it('keeps originals as they came, with office, period and version in their names, and what went back', async () => {
    const { zip, original } = await packed();
    const { names, bytes } = await opened(zip);
    const originals = names.filter((name) => name.startsWith('2-'));
    expect(originals.map((name) => name.replace(/^2-报送原件\/\d+-/, ''))).toEqual([
      '任城区-2023年第三季度统计表-第1版.xlsx',
      '兖州区-2023年第三季度统计表-第1版.xlsx',
      '兖州区-2023年第三季度统计表-第2版.xlsx',
    ]);
    expect(bytes(originals[1]).equals(original)).toBe(true);
    expect(names.filter((name) => name.startsWith('3-'))).toHaveLength(1);
    expect(names.filter((name) => /^4-.*2023年第三季度统计表汇总表\.xlsx$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /^5-.*总结报告\.docx$/.test(name))).toHaveLength(1);
  });

  it('tells who did and said what; nothing in its tables is a formula, and no link is in its texts', async () => {
    const { zip, events: count } = await packed();
    const { names, text } = await opened(zip);
    const record = (name: string): string => text(names.find((each) => each.endsWith(`-${name}`)) ?? name);
    expect(record('审核意见.csv')).toContain('兖州区,2023年第三季度统计表,2,审核通过');
    expect(record('消息清单.csv')).toContain(",'=部署,已发送,1,");
    expect(record('消息正文.txt')).toContain('济宁');
    expect(record('消息正文.txt')).not.toMatch(/desk#/);
    expect(record('办理记录.csv')).toContain('期次汇总');
    const events = record('办理记录.jsonl').trim().split('\n');
    expect(events.map((line) => (JSON.parse(line) as { kind: string }).kind)).toContain('campaign-closed');
    expect(events).toHaveLength(count);
    expect(names.some((name) => name.endsWith('-obligation.jsonl'))).toBe(true);
    expect(names.some((name) => name.endsWith('-session.jsonl'))).toBe(false);
  });

  it('holds what later tables know of the campaign, and the files they name', async () => {
    const world = await closedWorld();
    await sql`create table evidence (id text primary key, submission text not null references submission, scan text references blob, scan_name text)`.execute(
      world.db,
    );
    const submission = `${owes('yanzhou')}#1`;
    const scan = await world.ctx.ledger.transaction((tx) => putBlob(tx, Buffer.from('a scan'), NOW));
    await sql`insert into evidence values ('e1', ${submission}, ${scan}, '盖章页.pdf')`.execute(world.db);
    const { names, bytes } = await opened(await archive(world));
    const found = names.find((name) => name.startsWith('8-'));
    expect(found).toMatch(/\d-盖章页\.pdf$/);
    expect(bytes(found).toString()).toBe('a scan');
    expect(bytes(names.find((name) => name.endsWith('-evidence.jsonl'))).toString()).toContain('e1');
  });

  it('is given up when whoever fetches it goes away, and when a file is not what its hash says', async () => {
    const world = await closedWorld();
    const { stream } = await archiveCampaign(world.ctx, { campaign: CAMPAIGN, actor: operator, now: NOW });
    for await (const piece of stream) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(stream.destroyed).toBe(true);
    // What is gone on with afterwards: a file that is no longer what its hash says ends the package.
    const { blob } = await world.db.selectFrom('submission').select('blob').executeTakeFirstOrThrow();
    await sql`update blob set bytes = 'other'::bytea, size = 5 where sha256 = ${blob}`.execute(world.db);
    await expect(archive(world)).rejects.toThrow(blob);
  });
});
