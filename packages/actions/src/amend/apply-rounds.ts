import type { Instant, LocalDate, LocalTime } from '@duban/base';
import {
  type CampaignDefinition,
  isOver,
  isSettled,
  type ObligationState,
  obligationId,
  type RoundPlan,
} from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import { insertObligations, insertRounds, roundId } from '../launch/insert-campaign.js';

/** What an amendment did to the ledger, obligation by obligation. */
export interface AppliedRounds {
  readonly added: readonly string[];
  readonly redated: readonly string[];
  readonly withdrawn: readonly string[];
  /** What was accepted, merged or settled otherwise, whatever the document says of it. */
  readonly untouched: readonly string[];
  /** Due before the amendment takes effect and never in the campaign: not made, so nobody is late by it. */
  readonly past: readonly string[];
  /** Rounds of which anything changed. */
  readonly rounds: readonly { readonly requirement: string; readonly period: string }[];
}

export interface AmendedPlan {
  readonly definition: CampaignDefinition;
  readonly rounds: readonly RoundPlan[];
  readonly effective: LocalDate;
}

interface Known {
  readonly id: string;
  readonly requirement: string;
  readonly period: string;
  readonly due: LocalDate;
  readonly due_time: LocalTime | null;
  readonly cut_off: LocalDate;
  readonly as_of: LocalDate | null;
  readonly frozen_at: Instant | null;
  readonly merged_at: Instant | null;
  readonly obligations: readonly KnownObligation[];
}

interface KnownObligation {
  readonly id: string;
  readonly office: string;
  readonly round: string;
  readonly state: ObligationState;
  readonly original_due: LocalDate;
  readonly due: LocalDate;
  readonly chase_due: LocalDate;
  readonly arm: number;
}

/**
 * Brings rounds and obligations in line with an amended definition. Ids, submissions, decisions and figures stay; what is over or settled is
 * history.
 */
export async function applyRounds(tx: Tx, plan: AmendedPlan, now: Instant): Promise<AppliedRounds> {
  const { definition } = plan;
  const known = await knownRounds(tx, definition.id);
  const byId = new Map(known.map((round) => [round.id, round]));
  const wanted = new Map(plan.rounds.map((round) => [roundId(definition.id, round), round]));
  const found = { added: [], redated: [], withdrawn: [], untouched: [], past: [] } as Record<ListName, string[]>;
  const touched: { requirement: string; period: string }[] = [];
  for (const [id, round] of wanted) {
    const there = byId.get(id);
    const done = there ? await bringUp(tx, { plan, round, there }, now) : await make(tx, { plan, round }, now);
    for (const name of LISTS) found[name].push(...done[name]);
    if (done.added.length + done.redated.length > 0) touched.push(round);
  }
  for (const round of known) {
    const gone = await withdraw(tx, { round, wanted: wanted.get(round.id), plan }, now);
    found.withdrawn.push(...gone.withdrawn);
    found.untouched.push(...gone.untouched);
    if (gone.withdrawn.length > 0) touched.push(round);
  }
  return { ...found, rounds: touched.map(({ requirement, period }) => ({ requirement, period })) };
}

const LISTS = ['added', 'redated', 'withdrawn', 'untouched', 'past'] as const;
type ListName = (typeof LISTS)[number];
type Lists = Record<ListName, readonly string[]>;
const NOTHING: Lists = { added: [], redated: [], withdrawn: [], untouched: [], past: [] };

async function knownRounds(tx: Tx, campaign: string): Promise<Known[]> {
  const rounds = await tx.selectFrom('round').selectAll().where('campaign', '=', campaign).orderBy('id').execute();
  // Hand-ins and decisions under way wait, and find the amended dates.
  const obligations = await tx
    .selectFrom('obligation')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rounds.map((round) => ({ ...round, obligations: obligations.filter((o) => o.round === round.id) }));
}

async function make(tx: Tx, { plan, round }: { plan: AmendedPlan; round: RoundPlan }, now: Instant): Promise<Lists> {
  const ids = round.offices.map((office) => obligationId(plan.definition.id, round, office));
  // Entered later than it takes effect, a document asks nobody for what is over by now.
  if (round.due < plan.effective || isOver(round, now)) return { ...NOTHING, past: ids };
  await insertRounds(tx, { definition: plan.definition, rounds: [round] }, now);
  return { ...NOTHING, added: ids };
}

/** A round that is there: its dates follow unless it is over or merged, and offices that joined owe it from now on. */
async function bringUp(
  tx: Tx,
  { plan, round, there }: { plan: AmendedPlan; round: RoundPlan; there: Known },
  now: Instant,
): Promise<Lists> {
  const mine = there.obligations.filter((o) => round.offices.includes(o.office));
  const over = round.due < plan.effective;
  const closed = there.merged_at !== null || (over && there.due < plan.effective);
  const dueTime = round.dueTime ?? null;
  const same =
    there.due === round.due &&
    there.due_time === dueTime &&
    there.cut_off === round.cutOff &&
    there.as_of === round.asOf;
  const missing = round.offices.filter((office) => !there.obligations.some((o) => o.office === office));
  const joined = missing.map((office) => obligationId(plan.definition.id, round, office));
  if (closed) return { ...NOTHING, untouched: mine.map((o) => o.id), past: joined };
  if (!same)
    await tx
      .updateTable('round')
      // A due that lies ahead again is frozen anew when it comes.
      .set({
        due: round.due,
        due_time: dueTime,
        cut_off: round.cutOff,
        as_of: round.asOf,
        ...(over ? {} : { frozen_at: null }),
      })
      .where('id', '=', there.id)
      .execute();
  const moving = same ? [] : mine.filter((o) => !isSettled(o.state));
  for (const o of moving) await redateObligation(tx, { o, due: round.due }, now);
  const untouched = mine.filter((o) => !moving.includes(o)).map((o) => o.id);
  const redated = moving.map((o) => o.id);
  if (isOver(round, now)) return { ...NOTHING, redated, untouched, past: joined };
  if (missing.length > 0)
    await insertObligations(tx, { campaign: plan.definition.id, round: { ...round, offices: missing } }, now);
  return { ...NOTHING, added: joined, redated, untouched };
}

/** An extension or a time for correction that reaches further than the new due stays. */
async function redateObligation(
  tx: Tx,
  { o, due }: { o: KnownObligation; due: LocalDate },
  now: Instant,
): Promise<void> {
  const longer = (granted: LocalDate): LocalDate => (granted > o.original_due && granted > due ? granted : due);
  await tx
    .updateTable('obligation')
    .set({ original_due: due, due: longer(o.due), chase_due: longer(o.chase_due), arm: o.arm + 1, armed_at: now })
    .where('id', '=', o.id)
    .execute();
}

/** What the amended campaign asks for no longer: still owed, it is withdrawn; handed in and settled, or over, it stays. */
async function withdraw(
  tx: Tx,
  { round, wanted, plan }: { round: Known; wanted: RoundPlan | undefined; plan: AmendedPlan },
  now: Instant,
): Promise<Pick<Lists, 'withdrawn' | 'untouched'>> {
  const gone = round.obligations.filter(
    (o) => !(wanted?.offices.includes(o.office) ?? false) && o.state !== 'withdrawn',
  );
  const over = round.merged_at !== null || round.due < plan.effective;
  const ids = (over ? [] : gone.filter((o) => !isSettled(o.state))).map((o) => o.id);
  const untouched = gone.map((o) => o.id).filter((id) => !ids.includes(id));
  if (ids.length === 0) return { withdrawn: [], untouched };
  await tx.updateTable('obligation').set({ state: 'withdrawn' }).where('id', 'in', ids).execute();
  const left = round.obligations.some((o) => o.state !== 'withdrawn' && !ids.includes(o.id));
  // Nothing will come of it: its workflow may end, and the report need not wait.
  if (!left) await tx.updateTable('round').set({ frozen_at: now, merged_at: now }).where('id', '=', round.id).execute();
  return { withdrawn: ids, untouched };
}
