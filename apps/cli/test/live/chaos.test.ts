import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Board, Desk, ReceiptView } from '@duban/api/types';
import type { Instant } from '@duban/base';
import { systemClock } from '@duban/base/clock';
import { dice } from '@duban/base/dice';
import { campaignTime, type Ledger, openLedger } from '@duban/ledger';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Live, startLive, until } from '../support/live.js';
import { type Counties, handIn, type Owed, openCounties } from './county.js';
import { Refused, type Session, sha256, signedIn } from './http.js';

/** `npm run chaos` runs 30 rounds; the suite a few. */
const ROUNDS = Number(process.env.DUBAN_CHAOS_ROUNDS ?? 5);
const NUMBER = Number(process.env.DUBAN_CHAOS_SEED ?? 20261124);
const VICTIMS = ['api', 'activities', 'workflows', 'temporal', 'postgres'] as const;
/** While mails leave, the two that a send depends on come up more often. */
const SENDS_VICTIMS = [...VICTIMS, 'activities', 'activities', 'postgres'] as const;
/** quality.md: resumes within 60 s. */
const RESUMED_WITHIN = 60;
const CLERKS = ['jg-a@yanzhou.example', 'jg-a@qufu.example', 'jg-a@sishui.example'];

interface Acknowledged {
  readonly receipt: ReceiptView;
  readonly hash: string;
}

const folder = throwawayFolder('chaos');
const chance = dice(NUMBER, 'chaos');
const acknowledged: Acknowledged[] = [];
const report: string[] = [];
let live: Live;
let address: string;
let bureau: Session;
let counties: Counties;
let campaign: string;
let mailFolder: string;
let ledger: Ledger;

beforeAll(async () => {
  console.log(`chaos: ${ROUNDS} rounds; replay: npm run chaos -- --rounds ${ROUNDS} --seed ${NUMBER}`);
  live = startLive(join(folder.path, 'data'), '--accelerated');
  const ready = await live.line(({ event }) => event === 'ready');
  address = ready.address ?? '';
  mailFolder = ready.mailFolder ?? '';
  bureau = await signedIn(address, '/api/session/code', { code: ready.code, role: 'operator' });
  counties = await openCounties(address, NUMBER);
  ledger = await openLedger(ready.databaseUrl ?? '', { connections: 2 });
  const { digest } = await bureau.get<{ digest: string }>('/api/seeds/jining-2023/launch');
  ({ campaign } = await bureau.post<{ campaign: string }>('/api/campaigns', { seed: 'jining-2023', digest }));
  await until('the launch messages have left', 90, quiet);
}, 240_000);

afterAll(async () => {
  await ledger?.close();
  await counties?.county.close();
  live?.child.kill('SIGTERM');
  await live?.ended;
  folder.remove();
});

/** Nothing is under way: no poke waits for its workflow, no message for an attempt that is due. */
async function quiet(): Promise<boolean> {
  try {
    const now = await campaignTime(ledger.db, systemClock.now());
    const poke = await ledger.db.selectFrom('poke').select('seq').where('delivered_at', 'is', null).executeTakeFirst();
    return poke === undefined && (await dueMessages(now)).length === 0;
  } catch {
    // The database is one of the victims.
    return false;
  }
}

async function dueMessages(now: Instant): Promise<string[]> {
  const open = await ledger.db
    .selectFrom('message')
    .select('id')
    .where('state', 'in', ['planned', 'deferred', 'unknown', 'sending'])
    .where((eb) => eb(eb.fn.coalesce('lease_until', 'next_attempt_at', 'send_after'), '<=', now))
    .execute();
  const sending = await ledger.db.selectFrom('message').select('id').where('state', '=', 'sending').execute();
  return [...open, ...sending].map((m) => m.id);
}

/** Hands in until it is acknowledged, as a person would who is told to try again. */
async function persist(desk: Session, obligation: string, file: { name: string; bytes: Uint8Array }): Promise<void> {
  let receipt: ReceiptView | null = null;
  await until(`the hand-in of ${obligation} is acknowledged`, RESUMED_WITHIN, async () => {
    try {
      receipt = await handIn(desk, obligation, file);
      return true;
    } catch (refusal) {
      // Away for a moment: cut off, or 503. Any other answer is a fault.
      if (refusal instanceof Refused && refusal.status !== 503) throw refusal;
      return false;
    }
  });
  if (receipt) acknowledged.push({ receipt, hash: sha256(file.bytes) });
}

/** Time comes to the next step that concerns an office, and then to when its messages leave. */
async function jump(): Promise<void> {
  await jumpTo(async () => {
    const { next, now } = await bureau.get<Board>(`/api/campaigns/${campaign}`);
    return next.find(({ office, at }) => office !== null && at > now)?.at ?? null;
  });
  await until('the step is carried out', RESUMED_WITHIN, quiet);
  await jumpTo(async () => {
    const now = await campaignTime(ledger.db, systemClock.now());
    const row = await ledger.db
      .selectFrom('message')
      .select((eb) => eb.fn.min('send_after').as('at'))
      .where('state', '=', 'planned')
      .executeTakeFirst();
    return row?.at && row.at > now ? row.at : null;
  });
}

/** Jumps to what `moment` finds (null: nowhere); asks again while something is under way or away. */
async function jumpTo(moment: () => Promise<number | null>): Promise<void> {
  await until('time jumps', RESUMED_WITHIN, async () => {
    try {
      const at = await moment();
      if (at !== null) await bureau.post(`/api/campaigns/${campaign}/jump`, { until: at });
      return true;
    } catch (refusal) {
      const transient = ['jump-not-now', 'jump-backwards'].includes((refusal as Refused).problem?.code ?? '');
      if (refusal instanceof Refused && !transient && refusal.status !== 503) throw refusal;
      return false;
    }
  });
}

/** The moment to kill at: soon after the uploads began, or as soon as a mail is under way. */
async function momentOfKill(aim: 'uploads' | 'sends'): Promise<string> {
  const delay = chance.between(0, aim === 'uploads' ? 1_200 : 10);
  if (aim === 'sends') await until('a mail is under way', 20, underWay, 1).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, delay));
  return `${delay} ms after ${aim === 'uploads' ? 'uploads began' : 'a mail was under way'}`;
}

async function underWay(): Promise<boolean> {
  const sending = ledger.db.selectFrom('message').select('id').where('state', '=', 'sending');
  return (await sending.executeTakeFirst()) !== undefined;
}

const pidOf = (service: string): number =>
  live.told.findLast(({ event, ...line }) => line.service === service && line.pid !== undefined && event !== 'crashed')
    ?.pid ??
  live.told.find(({ event }) => event === 'ready')?.pids?.[service] ??
  -1;

async function owedToday(desk: Session): Promise<Owed> {
  const { offices } = await desk.get<Desk>('/api/desk');
  const [office] = offices;
  const item = office?.items.find((each) => each.open && each.form === 'table');
  if (!office || !item) throw new Error('nothing can be handed in any more');
  return { office: office.id, item };
}

it('whatever is killed during uploads and sends, nothing acknowledged is lost and everything goes on', {
  timeout: ROUNDS * 150_000,
}, async () => {
  const desks = await Promise.all(CLERKS.map((to) => counties.desk(bureau, to)));
  for (let round = 0; round < ROUNDS; round++) {
    const aim = round % 2 === 0 ? 'uploads' : 'sends';
    const victim = VICTIMS[round] ?? chance.pick(aim === 'uploads' ? VICTIMS : SENDS_VICTIMS);
    const files = [];
    for (const desk of desks) {
      const owed = await owedToday(desk);
      files.push({ desk, obligation: owed.item.obligation, file: await counties.file(desk, owed, `round ${round}`) });
    }
    const before = live.told.length;
    const work = Promise.all([jump(), ...files.map(({ desk, obligation, file }) => persist(desk, obligation, file))]);
    const moment = await momentOfKill(aim);
    process.kill(pidOf(victim), 'SIGKILL');
    const killed = performance.now();
    await live.line(({ event, service }) => event === 'restarted' && service === victim, before);
    await work;
    await until(`all is quiet again after the kill of ${victim} in round ${round}`, RESUMED_WITHIN, quiet);
    report.push(`${round + 1}. ${victim} ${moment}: resumed in ${((performance.now() - killed) / 1000).toFixed(1)} s`);
  }
  console.log(report.join('\n'));
});

it('every acknowledged upload is there byte for byte, under its receipt', async () => {
  expect(acknowledged).toHaveLength(ROUNDS * CLERKS.length);
  for (const { receipt, hash } of acknowledged) {
    const kept = await bureau.bytes(`/api/submissions/file?submission=${encodeURIComponent(receipt.submission)}`);
    expect(sha256(kept), receipt.submission).toBe(hash);
  }
});

it('no message is missing; a repeat has the Message-ID of an attempt that was cut off', async () => {
  const messages = await ledger.db.selectFrom('message').select(['id', 'state', 'message_id', 'attempts']).execute();
  expect(messages.filter((m) => m.state === 'failed')).toEqual([]);
  const lines = readFileSync(join(mailFolder, 'index.jsonl'), 'utf8').trim().split('\n');
  const mails = new Map<string, number>();
  for (const line of lines) {
    const { messageId } = JSON.parse(line) as { messageId: string };
    mails.set(messageId, (mails.get(messageId) ?? 0) + 1);
  }
  const sent = messages.filter((m) => m.state === 'sent');
  expect(sent.filter((m) => !mails.has(`<${m.message_id}>`)).map((m) => m.id)).toEqual([]);
  expect(mails.size).toBe(sent.length);
  const repeated = sent.filter((m) => (mails.get(`<${m.message_id}>`) ?? 0) > 1);
  const cutOff = await ledger.db.selectFrom('event').select('subject').where('kind', '=', 'attempt-lost').execute();
  const lost = new Set(cutOff.map((e) => e.subject));
  expect(repeated.filter((m) => !lost.has(m.id)).map((m) => m.id)).toEqual([]);
  console.log(
    `${sent.length} messages sent, ${lost.size} attempts cut off, ${repeated.length} repeated with the same Message-ID`,
  );
});
