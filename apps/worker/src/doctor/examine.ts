import { setTimeout as wait } from 'node:timers/promises';
import { type Expected, findDelays } from '@duban/actions/find-delays';
import { DubanError } from '@duban/base';
import { type Clock, systemClock } from '@duban/base/clock';
import type { WorkCalendar } from '@duban/calendar';
import { campaignTime, type Ledger } from '@duban/ledger';
import { QUEUES, workflowId } from '@duban/workflows';
import type { Client } from '@temporalio/client';
import { reachTemporal } from '../temporal/connect.js';
import type { TemporalReach } from '../temporal/reach.js';
import { deadWorkers } from './dead-workers.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import { type Looked, lookAtWorkflow } from './look-at-workflow.js';

export interface Examining extends TemporalReach {
  readonly ledger: Ledger;
  readonly calendar: WorkCalendar;
  readonly clock?: Clock;
  /** Who seems to be behind is looked at again after so long (ms): a poke may just have been on its way. */
  readonly againAfterMs?: number;
}

/** Asked at once; the server answers each from memory. */
const WIDTH = 16;
const AGAIN_AFTER_MS = 2_000;

/**
 * Compares what the ledger expects with what Temporal runs. Reads only. Without Temporal it tells what the ledger alone shows.
 * @throws DubanError when the ledger cannot be read
 */
export async function examine(examining: Examining): Promise<Diagnosis> {
  const { againAfterMs = AGAIN_AFTER_MS } = examining;
  const first = await examineOnce(examining);
  if (!first.findings.some(isBehind)) return first;
  await wait(againAfterMs);
  const second = await examineOnce(examining);
  const before = new Set(first.findings.filter(isBehind).map((finding) => finding.workflow));
  return { ...second, findings: second.findings.filter((f) => !isBehind(f) || before.has(f.workflow)) };
}

const isBehind = (finding: Finding): finding is Extract<Finding, { kind: 'workflow-behind' }> =>
  finding.kind === 'workflow-behind';

async function examineOnce(examining: Examining): Promise<Diagnosis> {
  const { ledger, calendar, clock = systemClock } = examining;
  const delays = await findDelays({ ledger, calendar }, await campaignTime(ledger.db, clock.now()));
  const expected = [...delays.campaigns].flatMap(([campaign, all]) => all.map((one) => ({ campaign, ...one })));
  const rows: Finding[] = [
    ...(delays.pokes ? [{ kind: 'poke-late' as const, count: delays.pokes.count, oldest: delays.pokes.oldest }] : []),
    ...(delays.mail ? [{ kind: 'mail-late' as const, ...delays.mail }] : []),
  ];
  const seen = await askTemporal(examining, expected);
  return {
    now: delays.now,
    workflows: expected.length,
    campaigns: [...delays.campaigns.keys()],
    findings: [...seen.findings, ...rows],
    sending: seen.sending,
  };
}

type InCampaign = Expected & { readonly campaign: string };

type Seen = Pick<Diagnosis, 'findings' | 'sending'>;

async function askTemporal(examining: Examining, expected: readonly InCampaign[]): Promise<Seen> {
  const now = (examining.clock ?? systemClock).now();
  try {
    const { client, connection } = await reachTemporal(examining);
    try {
      const dead = await deadWorkers(client, now);
      const { findings, sending } = await lookAtEach({ client, now }, expected);
      // A worker that sends with all its hands asks for no more work meanwhile.
      const silent = dead.filter(({ queue }) => !(sending && queue === QUEUES.mail));
      return { findings: [...silent, ...findings], sending };
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!(error instanceof DubanError && error.code === 'temporal-away')) throw error;
    const late = expected.flatMap((one) => behind(one, idOf(one)));
    return { findings: [{ kind: 'temporal-away', reason: String(error.details.reason) }, ...late], sending: true };
  }
}

async function lookAtEach(
  { client, now }: { readonly client: Client; readonly now: number },
  expected: readonly InCampaign[],
): Promise<Seen> {
  const findings: Finding[] = [];
  let sending = false;
  for (let i = 0; i < expected.length; i += WIDTH) {
    const some = expected.slice(i, i + WIDTH);
    const looked = await Promise.all(some.map((one) => lookAtWorkflow(client, idOf(one), now)));
    sending ||= looked.some((one) => one.sending);
    findings.push(...some.flatMap((one, n) => (looked[n] ? verdict(one, looked[n]) : [])));
  }
  return { findings, sending };
}

/** One finding for each workflow, the gravest. */
function verdict(one: InCampaign, { id, state, stuck }: Looked): Finding[] {
  const { campaign, due } = one;
  if (state === 'missing') return [{ kind: 'workflow-missing', campaign, workflow: id }];
  if (stuck !== null) return [{ kind: 'workflow-stuck', campaign, workflow: id, ...stuck }];
  // One that has ended waits for nothing: whatever is ahead of it was written since.
  if (state === 'ended' && due !== null) return [{ kind: 'workflow-behind', campaign, workflow: id, due }];
  return behind(one, id);
}

function behind({ campaign, due, behind: late }: InCampaign, workflow: string): Finding[] {
  return late && due !== null ? [{ kind: 'workflow-behind', campaign, workflow, due }] : [];
}

const idOf = ({ workflow: { workflow, input } }: Pick<Expected, 'workflow'>): string =>
  workflowId(workflow, input as never);
