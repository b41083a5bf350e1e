import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '@duban/actions/context';
import { mayRecover } from '@duban/actions/recover-workflows';
import { releaseLeases } from '@duban/actions/release-leases';
import { systemClock } from '@duban/base/clock';
import { campaignTime } from '@duban/ledger';
import { QUEUES } from '@duban/workflows';
import { recover } from '../recover.js';
import { reachTemporal } from '../temporal/connect.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import { type Examining, examine } from './examine.js';

export interface Mending extends Examining {
  readonly actor: Actor;
  /** How long (ms) to look whether it has helped. */
  readonly patienceMs?: number;
}

/** What was done, and what is still not in order afterwards. */
export interface Mended {
  /** Runs that failed at their own code: ended, and begun anew from the ledger. */
  readonly restarted: readonly string[];
  readonly started: readonly string[];
  /** Messages whose sender had died: tried again now, under the same Message-ID. */
  readonly released: number;
  readonly after: Diagnosis;
}

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 500;

/**
 * Mends what a doctor can: starts what is missing, ends and starts anew what fails at its own code (the ledger holds all it needs to know),
 * frees mail of a sender that has died, and makes everybody look. An activity that fails is not touched: it is tried again by itself, and
 * what it fails at lies elsewhere.
 * @throws DubanError `not-allowed`, `temporal-away`
 */
export async function mend(found: Diagnosis, mending: Mending): Promise<Mended> {
  const { ledger, actor, clock = systemClock, patienceMs = PATIENCE_MS } = mending;
  mayRecover(actor);
  const restarted = await endFailing(found, mending);
  const released = nobodySends(found) ? await releaseLeases({ ledger }, await campaignTime(ledger.db, clock.now())) : 0;
  const { campaigns } = await recover({ ...mending, forced: { restarted: restarted.length, released } });
  const missing = campaigns.flatMap((campaign) => campaign.missing);
  const started = missing.filter((id) => !restarted.includes(id));
  const end = clock.now() + patienceMs;
  let after = await examine({ ...mending, againAfterMs: LOOK_EVERY_MS });
  while (after.findings.some(mayPass) && clock.now() < end) {
    await wait(LOOK_EVERY_MS);
    after = await examine({ ...mending, againAfterMs: LOOK_EVERY_MS });
  }
  return { restarted, started, released, after };
}

async function endFailing(found: Diagnosis, mending: Mending): Promise<string[]> {
  const failing = found.findings.flatMap((f) => (f.kind === 'workflow-stuck' && f.activity === null ? f.workflow : []));
  if (failing.length === 0) return [];
  const { client, connection } = await reachTemporal(mending);
  try {
    for (const id of failing) await client.workflow.getHandle(id).terminate('duban doctor --mend');
  } finally {
    await connection.close();
  }
  return failing;
}

/** Beside a living sender a freed message would leave twice: none may ask for mail, and none may be sending. */
function nobodySends({ findings, sending }: Diagnosis): boolean {
  return !sending && findings.some((f) => f.kind === 'worker-dead' && f.queue === QUEUES.mail);
}

/** What a look of its workflow does away with. Where no worker lives, nobody looks. */
function mayPass(finding: Finding, _: number, all: readonly Finding[]): boolean {
  if (all.some((f) => f.kind === 'worker-dead')) return false;
  return ['workflow-missing', 'workflow-behind', 'mail-late', 'poke-late'].includes(finding.kind);
}
