import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '@duban/actions/context';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { loadSeed } from '@duban/actions/load-seed';
import { instant } from '@duban/base';
import { systemClock } from '@duban/base/clock';
import { stateCouncilCalendar } from '@duban/calendar';
import { campaignTime, type Ledger, type Poke, poke, setCampaignTime } from '@duban/ledger';
import { type ForkedProcess, repoRoot, type SmtpSink, type StoredMail } from '@duban/runtime';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import type { WorkerConfig } from '@duban/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcess } from './support/crew.js';
import { type Installation, startInstallation } from './support/installation.js';

// The whole worker as a live installation runs it: two processes, a development server, a database, a mail server. Time is real; the
// campaign's is moved as an accelerated campaign moves it, by the offset and a poke to everybody.
const CAMPAIGN = 'jining-2023';
const LAUNCH = at('2023-08-22T09:00:00+08:00');
/** Chases of the first due are written then, and sent when the slot closes. */
const FIRST_SLOT = at('2023-09-28T15:00:00+08:00');
const SECOND_SLOT = at('2023-10-07T09:00:00+08:00');
/** Longer than the lease of an attempt that died. */
const PAST_LEASE_MS = 10 * 60_000;
const PATIENCE = { timeout: 50_000, interval: 50 };
const LIMIT = 80_000;

let installation: Installation;
let ledger: Ledger;
let sink: SmtpSink;
let workbooks: WorkbookPool;
let config: WorkerConfig;
let workflows: ForkedProcess;
let activities: ForkedProcess;
let onMail: (mail: StoredMail) => void | Promise<void> = () => undefined;

function at(text: string) {
  return instant(Date.parse(text));
}

beforeAll(async () => {
  installation = await startInstallation('worker', (mail) => onMail(mail));
  ({ ledger, sink, config } = installation);
  workbooks = createWorkbookPool({ size: 1 });
  [workflows, activities] = await Promise.all([startProcess('workflows', config), startProcess('activities', config)]);
});
afterAll(async () => {
  await Promise.all([workflows?.stop(), activities?.stop(), workbooks?.close()]);
  await installation?.stop();
});

/** Moves campaign time and makes everybody look. */
async function jumpTo(moment: number): Promise<void> {
  await ledger.transaction(async (tx) => {
    await setCampaignTime(tx, systemClock.now(), instant(moment));
    const offices = await tx.selectFrom('office').select('id').where('campaign', '=', CAMPAIGN).execute();
    const pokes = offices.map(({ id }): Poke => ({ workflow: 'office', input: { campaign: CAMPAIGN, office: id } }));
    await poke(tx, [{ workflow: 'campaign', input: { campaign: CAMPAIGN } }, ...pokes], instant(moment));
  });
}

async function states(kinds: readonly ('launch' | 'launch-info' | 'chase')[]): Promise<Record<string, number>> {
  const rows = await ledger.db.selectFrom('message').select('state').where('kind', 'in', kinds).execute();
  const count: Record<string, number> = {};
  for (const { state } of rows) count[state] = (count[state] ?? 0) + 1;
  return count;
}

/**
 * Moves on to the moment at which all chases that are planned by now leave. Never while one is under way: leases are campaign time, and
 * a jump would end that of a living attempt.
 */
async function closeSlots(): Promise<void> {
  const now = await campaignTime(ledger.db, systemClock.now());
  const open = await ledger.db
    .selectFrom('message')
    .select(['state', 'send_after'])
    .where('state', 'in', ['planned', 'sending'])
    .execute();
  if (open.some((message) => message.state === 'sending' || message.send_after <= now)) return;
  const last = Math.max(...open.map((message) => message.send_after));
  if (open.length > 0) await jumpTo(last);
}

async function sendChases(): Promise<void> {
  await expect
    .poll(async () => {
      await closeSlots();
      return Object.keys(await states(['chase']));
    }, PATIENCE)
    .toEqual(['sent']);
}

/** Every message that the ledger calls sent has reached the mail server; answers the Message-IDs that came more than once. */
async function accounts(): Promise<{ missing: string[]; repeated: string[]; strangers: string[] }> {
  const sent = await ledger.db.selectFrom('message').select('message_id').where('state', '=', 'sent').execute();
  const known = new Set(sent.map((row) => `<${row.message_id}>`));
  const taken = sink.received().map((mail) => mail.messageId ?? '');
  return {
    missing: [...known].filter((id) => !taken.includes(id)),
    repeated: [...new Set(taken.filter((id, i) => taken.indexOf(id) !== i))],
    strangers: taken.filter((id) => !known.has(id)),
  };
}

describe('the two processes of a worker', () => {
  it(
    'send every launch message although the activity process is killed while it sends; what repeats has the same Message-ID',
    async () => {
      let taken = 0;
      let killed: Promise<unknown> | undefined;
      onMail = () => {
        // Taken by the mail server, but the sender is dead before it hears of it.
        if (++taken === 9) killed = activities.kill();
      };
      await ledger.transaction((tx) => setCampaignTime(tx, systemClock.now(), LAUNCH));
      const seed = await loadSeed(join(repoRoot(import.meta.url), 'seeds'), CAMPAIGN);
      const ctx: Context = {
        ledger,
        workbooks,
        calendar: stateCouncilCalendar,
        secret: config.secret,
        mailDomain: config.mailDomain,
        webAddress: config.webAddress,
      };
      // Nobody relays by hand: the process itself finds the poke.
      const launched = await launchCampaign(ctx, seed, {
        actor: { kind: 'bureau', role: 'operator', name: '基金监管科' },
        now: LAUNCH,
      });
      await expect.poll(() => killed, PATIENCE).toBeDefined();
      await killed;
      activities = await startProcess('activities', config);
      await jumpTo(LAUNCH + PAST_LEASE_MS);
      await expect.poll(() => states(['launch', 'launch-info']), PATIENCE).toEqual({ sent: launched.messages });
      const { missing, repeated, strangers } = await accounts();
      expect({ missing, strangers }).toEqual({ missing: [], strangers: [] });
      // Four at most were under way, and each is repeated once.
      expect(repeated.length).toBeGreaterThan(0);
      expect(repeated.length).toBeLessThanOrEqual(4);
      expect(sink.received()).toHaveLength(launched.messages + repeated.length);
      process.stdout.write(`${launched.messages} launch messages, ${repeated.length} repeated after kill -9\n`);
    },
    LIMIT,
  );

  it('keep their secrets out of their command lines and out of the children that open strangers’ files', () => {
    if (process.platform !== 'linux') return;
    for (const { pid } of [workflows, activities]) {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(config.secret);
    }
    const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === activities.pid);
    expect(children.length).toBeGreaterThan(0);
    for (const pid of children) expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain(config.secret);
  });

  it(
    'go on when the workflow process is killed: its workflows are taken up where they were',
    async () => {
      onMail = () => undefined;
      const before = sink.received().length;
      await workflows.kill();
      // Poked while nobody can answer.
      await jumpTo(FIRST_SLOT);
      workflows = await startProcess('workflows', config);
      await expect.poll(() => states(['chase']), PATIENCE).toHaveProperty('planned');
      await sendChases();
      const { missing, strangers } = await accounts();
      expect({ missing, strangers }).toEqual({ missing: [], strangers: [] });
      expect(sink.received().length).toBeGreaterThan(before);
    },
    LIMIT,
  );

  it(
    'asked to end while they send, the activity process finishes what it has begun: nothing is repeated',
    async () => {
      const repeatedBefore = (await accounts()).repeated;
      let leaving: Promise<{ code: number | null }> | undefined;
      onMail = () => {
        leaving ??= activities.stop();
      };
      await jumpTo(SECOND_SLOT);
      await expect
        .poll(async () => {
          await closeSlots();
          return leaving;
        }, PATIENCE)
        .toBeDefined();
      expect(await leaving).toMatchObject({ code: 0 });
      expect(await states(['chase'])).not.toHaveProperty('sending');
      activities = await startProcess('activities', config);
      await sendChases();
      expect((await accounts()).missing).toEqual([]);
      expect((await accounts()).repeated).toEqual(repeatedBefore);
    },
    LIMIT,
  );
});

function parentOf(pid: string): number | null {
  try {
    // After the name in brackets: state, parent.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return null;
  }
}
