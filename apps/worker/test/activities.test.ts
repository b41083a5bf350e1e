import type { SendingContext } from '@duban/actions/context';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { loadSeed } from '@duban/actions/load-seed';
import { instant } from '@duban/base';
import { type Clock, FixedClock } from '@duban/base/clock';
import { stateCouncilCalendar } from '@duban/calendar';
import { campaignTime, type Ledger, openLedger, setCampaignTime } from '@duban/ledger';
import type { Envelope, Mailer, SendOutcome } from '@duban/notify';
import { type Postgres, repoRoot, startPostgres } from '@duban/runtime';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createActivities } from '../src/activities.js';
import { temporalCaller } from '../src/temporal/temporal-caller.js';
import { asActivity } from './support/activity-context.js';

/** Server time is far ahead of the machine's, as after a skip; campaign time is in 2023. */
const ASKED = instant(Date.parse('2027-01-04T01:00:00Z'));
const LAUNCH = instant(Date.parse('2023-08-22T01:00:00Z'));
const MINUTE = 60_000;

let database: Postgres;
let ledger: Ledger;
let workbooks: WorkbookPool;
let messages: string[];
let diary: string[];
let send: (envelope: Envelope) => Promise<SendOutcome>;

const mailer: Mailer = { send: (envelope) => send(envelope), close: () => Promise.resolve() };
const relay = (): Promise<void> => {
  diary.push('relayed');
  return Promise.resolve();
};
const SENT: SendOutcome = { kind: 'sent', response: '250 OK' };
/** What follows wakes somebody: the operator hears of it. */
const REFUSED: SendOutcome = { kind: 'refused', reason: '550 no such mailbox', deadAddress: true };

function context(): SendingContext {
  const secret = 'a secret of thirty-two characters';
  return {
    ledger,
    workbooks,
    mailer,
    calendar: stateCouncilCalendar,
    secret,
    mailDomain: 'duban.example',
    webAddress: null,
  };
}

/** The activities as a worker with this clock gives them to Temporal. */
function calledBy(clock: Clock, other: { readonly relay?: () => Promise<void>; readonly ledger?: Ledger } = {}) {
  return createActivities(
    { ...context(), ledger: other.ledger ?? ledger },
    {
      caller: temporalCaller(clock),
      relay: other.relay ?? relay,
      campaignTime: (server) => campaignTime(ledger.db, server),
    },
  );
}

async function row(id: string) {
  return ledger.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

beforeAll(async () => {
  database = await startPostgres({ throwaway: true, inMemory: true });
  ledger = await openLedger(database.url);
  workbooks = createWorkbookPool({ size: 1 });
  await ledger.transaction((tx) => setCampaignTime(tx, ASKED, LAUNCH));
  const seed = await loadSeed(`${repoRoot(import.meta.url)}/seeds`, 'jining-2023');
  await launchCampaign(context(), seed, {
    actor: { kind: 'bureau', role: 'operator', name: '基金监管科' },
    now: LAUNCH,
  });
  const rows = await ledger.db
    .selectFrom('message')
    .select('id')
    .where('kind', '=', 'launch-info')
    .orderBy('id')
    .execute();
  messages = rows.map((each) => each.id);
});
afterAll(async () => {
  await ledger?.close();
  await workbooks?.close();
  await database?.stop();
});
beforeEach(() => {
  diary = [];
});

/** A message that no other test sends. */
function fresh(): string {
  const message = messages.shift();
  if (!message) throw new Error('the seed has too few recipients');
  return message;
}

describe('an activity', () => {
  const still = new FixedClock(instant(0));

  it('gives the action campaign time, not the server time it was asked with', async () => {
    let date = '';
    send = async (envelope) => {
      date = envelope.date;
      return SENT;
    };
    const message = fresh();
    const { deliver } = calledBy(still);
    await asActivity({ asked: ASKED }, () => deliver({ message, now: ASKED }));
    expect(date).toBe('2023-08-22T09:00:00+08:00');
    expect((await row(message)).sent_at).toBe(LAUNCH);
  });

  it('relays after the first of a process, whatever it poked: the process before may have died between a poke and its relay', async () => {
    const own = await openLedger(database.url);
    const { deliver } = calledBy(still, { ledger: own });
    send = async () => SENT;
    const once = () => asActivity({ asked: ASKED }, () => deliver({ message: fresh(), now: ASKED }));
    await once();
    await once();
    expect(diary).toEqual(['relayed']);
    expect(own.poked()).toBe(0);
    await own.close();
  });

  it('relays what the action poked before it is done, and nothing when it poked nobody', async () => {
    const { deliver } = calledBy(still);
    send = async () => SENT;
    await asActivity({ asked: ASKED }, () => deliver({ message: fresh(), now: ASKED }));
    diary = [];
    send = async () => {
      diary.push('refused');
      return REFUSED;
    };
    await asActivity({ asked: ASKED }, () => deliver({ message: fresh(), now: ASKED }));
    diary.push('done');
    send = async () => SENT;
    await asActivity({ asked: ASKED }, () => deliver({ message: fresh(), now: ASKED }));
    expect(diary).toEqual(['refused', 'relayed', 'done']);
  });

  it('fails when the relay fails: it is tried again, and no poke is forgotten on a server whose time may skip', async () => {
    send = async () => REFUSED;
    let away = true;
    const sometimes = async (): Promise<void> => {
      if (away) throw new Error('Temporal is away');
      diary.push('relayed');
    };
    const { deliver } = calledBy(still, { relay: sometimes });
    const message = fresh();
    const work = () => asActivity({ asked: ASKED }, () => deliver({ message, now: ASKED }));
    await expect(work()).rejects.toThrow('Temporal is away');
    away = false;
    // It pokes nobody any more: the message is at its end.
    await work();
    expect(diary).toEqual(['relayed']);
  });

  it('says that it lives for as long as it runs', async () => {
    let alive: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      alive = resolve;
    });
    // The session lasts until a sign of life has been given.
    send = async () => {
      await heard;
      return SENT;
    };
    const { deliver } = calledBy(still);
    await asActivity({ asked: ASKED, onHeartbeat: () => alive() }, () => deliver({ message: fresh(), now: ASKED }));
  });

  it.each([
    ['a task that waited for two minutes behind other mail', { clock: ASKED + 2 * MINUTE, attempt: ASKED }],
    ['a retry two minutes after an outage', { clock: 0, attempt: ASKED + 2 * MINUTE }],
  ])('%s takes its lease from now, not from when it was asked', async (_, { clock, attempt }) => {
    const inTime = await defer(0, ASKED);
    const late = await defer(clock, attempt);
    expect(late.lease - inTime.lease).toBe(2 * MINUTE);
    expect(late.next - inTime.next).toBe(2 * MINUTE);
    // The workflow counts from when it asked, so its answer is longer by as much.
    expect(late.waitMs).toBe(late.next - LAUNCH);
    expect(inTime.waitMs).toBe(inTime.next - LAUNCH);
  });

  /** A deferred attempt: the lease it took, when it may be repeated, and what the workflow was told. */
  async function defer(
    clock: number,
    attempt: number,
  ): Promise<{ lease: number; next: number; waitMs: number | null }> {
    const message = fresh();
    let lease = Number.NaN;
    send = async () => {
      lease = (await row(message)).lease_until ?? Number.NaN;
      return { kind: 'deferred', reason: '451 try again later' };
    };
    const { deliver } = calledBy(new FixedClock(instant(clock)));
    const { waitMs } = await asActivity({ asked: ASKED, attempt }, () => deliver({ message, now: ASKED }));
    return { lease, next: (await row(message)).next_attempt_at ?? Number.NaN, waitMs };
  }

  it('a clock behind the server never takes time back', async () => {
    send = async () => SENT;
    const message = fresh();
    const { deliver } = calledBy(new FixedClock(instant(ASKED - MINUTE)));
    await asActivity({ asked: ASKED }, () => deliver({ message, now: ASKED }));
    expect((await row(message)).sent_at).toBe(LAUNCH);
  });

  it('every look is one call of its action', async () => {
    const { campaignTick, chaseTick, roundTick, reportTick } = calledBy(still);
    const at = { campaign: 'jining-2023', now: ASKED };
    const run = <T>(work: () => Promise<T>): Promise<T> => asActivity({ asked: ASKED }, work);
    const campaign = await run(() => campaignTick(at));
    expect(campaign.running.offices).toContain('yanzhou');
    expect((await run(() => chaseTick({ ...at, office: 'yanzhou' }))).deliver.length).toBeGreaterThan(0);
    const [round] = campaign.running.rounds;
    if (!round) throw new Error('the seed has rounds');
    expect(await run(() => roundTick({ ...at, ...round }))).toMatchObject({ done: false });
    expect(await run(() => reportTick({ ...at, kind: 'summary' }))).toMatchObject({ waitMs: null, done: false });
    await expect(run(() => campaignTick({ ...at, campaign: 'nowhere' }))).rejects.toThrow();
  });
});
