import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Board, EventListed, Messages } from '@duban/api/types';
import { systemClock } from '@duban/base/clock';
import { campaignTime, type Ledger, openLedger } from '@duban/ledger';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Counties, handIn, linkTo, openCounties, owedBy } from './live/county.js';
import { type Session, sha256, signedIn } from './live/http.js';
import { bareEnvironment, type Live, startLive, until } from './support/live.js';
import { runDuban } from './support/run-duban.js';

const SEED = 'jining-2023';
const CLERKS = ['jg-a@yanzhou.example', 'jg-a@qufu.example'];

const place = throwawayFolder('backup-test');
const data = join(place.path, 'data');
const archive = join(place.path, 'backup.duban');
const passphrase = join(place.path, 'passphrase');
let live: Live;
let ledger: Ledger;
let bureau: Session;
let address: string;
let mailFolder: string;
let counties: Counties;
let campaign: string;

const duban = (...args: string[]) => runDuban([...args, '--data', data], bareEnvironment());

async function up(...args: string[]): Promise<void> {
  live = startLive(data, ...args);
  const ready = await live.line(({ event }) => event === 'ready');
  address = ready.address ?? '';
  mailFolder = ready.mailFolder ?? '';
  ledger = await openLedger(ready.databaseUrl ?? '', { connections: 1 });
  bureau = await signedIn(address, '/api/session/code', { code: ready.code, role: 'operator' });
}

async function down(): Promise<void> {
  await ledger?.close();
  live?.child.kill('SIGTERM');
  await live?.ended;
}

/** No poke waits for its workflow, no message for an attempt that is due. */
async function quiet(): Promise<boolean> {
  const now = await campaignTime(ledger.db, systemClock.now());
  const poke = await ledger.db.selectFrom('poke').select('seq').where('delivered_at', 'is', null).executeTakeFirst();
  const due = await ledger.db
    .selectFrom('message')
    .select('id')
    .where('state', 'in', ['planned', 'deferred', 'unknown', 'sending'])
    .where((eb) => eb.or([eb('state', '=', 'sending'), eb('send_after', '<=', now)]))
    .executeTakeFirst();
  return poke === undefined && due === undefined;
}

/** Goes from step to step, each carried out before the next, until the answer is yes. */
async function carriedOut(what: string, probe: () => Promise<boolean>): Promise<void> {
  let refusal: unknown;
  const step = async (): Promise<boolean> => {
    if (await probe()) return true;
    // Refused while a step is under way.
    await bureau.post(`/api/campaigns/${campaign}/jump`, { leadMs: 0 }).catch((error: unknown) => {
      refusal = error;
    });
    return false;
  };
  await until(what, 120, step, 500).catch((cause: Error) => {
    throw new Error(`${cause.message}; the last jump was refused: ${refusal}`, { cause });
  });
}

/** What a person sees of the campaign, but for the time of day and what backup and recovery note themselves. */
async function seen() {
  const { now: _, ...board } = await bureau.get<Board>(`/api/campaigns/${campaign}`);
  const messages = await bureau.get<Messages>(`/api/campaigns/${campaign}/messages?limit=500`);
  const events = await bureau.get<EventListed[]>(`/api/campaigns/${campaign}/events?limit=500`);
  return { board, messages, events };
}

/** SHA-256 of every file handed in, by submission. */
async function filesHandedIn(): Promise<Record<string, string>> {
  const rows = await ledger.db.selectFrom('submission').select('id').orderBy('id').execute();
  const hashes: Record<string, string> = {};
  for (const { id } of rows)
    hashes[id] = sha256(await bureau.bytes(`/api/submissions/file?submission=${encodeURIComponent(id)}`));
  return hashes;
}

/** Message-IDs of all mails that arrived. */
function mailsIn(folder: string): string[] {
  const index = join(folder, 'index.jsonl');
  const lines = existsSync(index) ? readFileSync(index, 'utf8').trim().split('\n').filter(Boolean) : [];
  return lines.map((line) => (JSON.parse(line) as { messageId: string }).messageId);
}

beforeAll(async () => {
  writeFileSync(passphrase, '一句只有我们知道的话 2023\n');
  await up('--accelerated');
  counties = await openCounties(address, 20261125);
  const { digest } = await bureau.get<{ digest: string }>(`/api/seeds/${SEED}/launch`);
  ({ campaign } = await bureau.post<{ campaign: string }>('/api/campaigns', { seed: SEED, digest }));
  await until('the launch messages have left', 90, quiet);
}, 600_000);

afterAll(async () => {
  await down();
  await counties?.county.close();
  place.remove();
});

it('a running system, backed up, wiped, restored and recovered, is as before and sends nothing twice', async () => {
  for (const to of CLERKS) {
    const desk = await counties.desk(bureau, to);
    const [owed] = await owedBy(desk);
    if (!owed) throw new Error(`${to} owes nothing`);
    await handIn(desk, owed.item.obligation, await counties.file(desk, owed));
  }
  await until('the receipts have left', 60, quiet);
  // The morning tells of the two sheets that wait; the next step is then far enough away not to fall into the time that we are down.
  await carriedOut('the morning’s mail has left', async () => {
    const morning = await ledger.db
      .selectFrom('message')
      .select('state')
      .where('kind', '=', 'digest')
      .executeTakeFirst();
    return morning?.state === 'sent';
  });
  await until('all is quiet', 60, quiet);

  const before = { ...(await seen()), files: await filesHandedIn() };
  expect(Object.keys(before.files)).toHaveLength(CLERKS.length);
  expect(before.board.next.length).toBeGreaterThan(3);
  const mails = mailsIn(mailFolder);
  const token = (await linkTo(bureau, 'jg-a@yanzhou.example')).split('#')[1] ?? '';
  const made = await duban('backup', '--out', archive, '--passphrase-file', passphrase, '--json');
  expect(made.code, made.stderr).toBe(0);

  expect(await duban('restore', archive, '--passphrase-file', passphrase)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('正在运行的督办'),
  });
  await down();
  expect(await duban('restore', archive, '--passphrase-file', passphrase)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('postgres'),
  });

  rmSync(data, { recursive: true });
  const restored = await duban('restore', archive, '--passphrase-file', passphrase);
  expect(restored.code, restored.stderr).toBe(0);
  expect(restored.stdout).toContain('duban recover');
  await up();
  const recovered = JSON.parse((await duban('recover', '--json')).stdout) as {
    campaigns: { id: string; running: number; missing: string[] }[];
  };
  expect(recovered.campaigns).toMatchObject([{ id: campaign, running: 0 }]);
  expect(recovered.campaigns[0]?.missing).toEqual(
    expect.arrayContaining([campaign, `${campaign}/office/yanzhou`, `${campaign}/report/summary`]),
  );
  await until('all is quiet after the recovery', 60, quiet);
  expect((await duban('recover')).stdout).toContain('没有缺的');

  expect({ ...(await seen()), files: await filesHandedIn() }).toEqual(before);
  expect(mailsIn(mailFolder)).toEqual([]);

  // The workflows live: the next morning is held, and the link of an old mail takes a sheet whose receipt leaves once.
  const held = async (): Promise<number> =>
    (await ledger.db.selectFrom('event').select('seq').where('kind', '=', 'morning-held').execute()).length;
  const mornings = await held();
  await carriedOut('the next morning is held', async () => (await held()) > mornings);
  const desk = await signedIn(address, '/api/session/link', { token });
  const [owed] = await owedBy(desk);
  if (!owed) throw new Error('nothing is owed any more');
  await handIn(desk, owed.item.obligation, await counties.file(desk, owed, 'another version'));
  await until('the receipt has left', 60, async () => (await quiet()) && mailsIn(mailFolder).length > 0);
  const all = [...mails, ...mailsIn(mailFolder)];
  expect(new Set(all).size).toBe(all.length);
}, 600_000);
