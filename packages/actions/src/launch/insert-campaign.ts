import type { Instant } from '@duban/base';
import { type CampaignDefinition, obligationId, type RoundPlan } from '@duban/campaign';
import { json, sha256, type Tx } from '@duban/ledger';
import type { Seed } from '../load-seed.js';
import type { LaunchPlan } from './launch-plan.js';

/** What of a campaign's row its definition decides, at its launch and at every amendment. */
export function definitionColumns({ definition, answers, tables }: Pick<Seed, 'definition' | 'answers' | 'tables'>) {
  return {
    definition: json(definition),
    answers: json(answers),
    tables: json(tables),
    facts_hash: sha256(Buffer.from(json({ definition, tables }))),
  };
}

/** The offices and their people: new ones are added, those of the same id brought up to date, none is taken away. */
export async function putDirectory(tx: Tx, { id: campaign, offices, contacts }: CampaignDefinition): Promise<void> {
  await tx
    .insertInto('office')
    .values(
      offices.map(({ id, name, shortName, code, standing }, position) => ({
        ...{ campaign, id, position, name, code, standing },
        short_name: shortName,
      })),
    )
    .onConflict((c) =>
      c.columns(['campaign', 'id']).doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        name: eb.ref('excluded.name'),
        short_name: eb.ref('excluded.short_name'),
        code: eb.ref('excluded.code'),
        standing: eb.ref('excluded.standing'),
      })),
    )
    .execute();
  await tx
    .insertInto('contact')
    .values(
      contacts.map(({ id, title, email, phone, effective }) => ({
        ...{ campaign, id, title, email, phone },
        serves_from: effective?.from ?? null,
        serves_until: effective?.until ?? null,
      })),
    )
    .onConflict((c) =>
      c.columns(['campaign', 'id']).doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        email: eb.ref('excluded.email'),
        phone: eb.ref('excluded.phone'),
        serves_from: eb.ref('excluded.serves_from'),
        serves_until: eb.ref('excluded.serves_until'),
      })),
    )
    .execute();
  const people = contacts.map(({ id }) => id);
  await tx.deleteFrom('contact_office').where('campaign', '=', campaign).where('contact', 'in', people).execute();
  await tx
    .insertInto('contact_office')
    .values(
      contacts.flatMap(({ id: contact, serves }) =>
        serves.map(({ office, role }) => ({ campaign, contact, office, role })),
      ),
    )
    .execute();
}

/** `jining-2023/quarterly-table/2023Q3` */
export function roundId(
  campaign: string,
  { requirement, period }: { readonly requirement: string; readonly period: string },
): string {
  return `${campaign}/${requirement}/${period}`;
}

/** The rounds and, per office, what it owes; returns how many obligations there are. */
export async function insertRounds(tx: Tx, plan: LaunchPlan, now: Instant): Promise<number> {
  const campaign = plan.definition.id;
  let count = 0;
  for (const round of plan.rounds) {
    const { requirement, period } = round;
    await tx
      .insertInto('round')
      .values({
        id: roundId(campaign, round),
        campaign,
        requirement,
        period,
        period_label: round.periodLabel,
        start: round.start,
        as_of: round.asOf,
        due: round.due,
        due_time: round.dueTime ?? null,
        cut_off: round.cutOff,
        frozen_at: null,
        merged_at: null,
        workbook: null,
        snapshot: null,
      })
      .execute();
    await insertObligations(tx, { campaign, round }, now);
    count += round.offices.length;
  }
  return count;
}

/** What each office of a round that is there owes. */
export async function insertObligations(
  tx: Tx,
  { campaign, round }: { readonly campaign: string; readonly round: RoundPlan },
  now: Instant,
): Promise<void> {
  const { requirement, period, due } = round;
  await tx
    .insertInto('obligation')
    .values(
      round.offices.map((office) => ({
        id: obligationId(campaign, round, office),
        campaign,
        round: roundId(campaign, round),
        requirement,
        period,
        office,
        state: 'expected' as const,
        original_due: due,
        due,
        chase_due: due,
        arm: 0,
        armed_at: now,
        first_received_at: null,
        first_valid_at: null,
        accepted_version_at: null,
        accepted_submission: null,
        merged_submission: null,
        version: 0,
      })),
    )
    .execute();
}
