import type { Instant } from '@duban/base';
import { type CampaignDefinition, obligationId, type RoundPlan } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import type { LaunchPlan } from './launch-plan.js';

/** The offices and their people. */
export async function insertDirectory(tx: Tx, definition: CampaignDefinition): Promise<void> {
  const campaign = definition.id;
  await tx
    .insertInto('office')
    .values(
      definition.offices.map((o, position) => ({
        campaign,
        id: o.id,
        position,
        name: o.name,
        short_name: o.shortName,
        code: o.code,
        standing: o.standing,
      })),
    )
    .execute();
  await tx
    .insertInto('contact')
    .values(definition.contacts.map((c) => ({ campaign, id: c.id, title: c.title, email: c.email, phone: c.phone })))
    .execute();
  await tx
    .insertInto('contact_office')
    .values(
      definition.contacts.flatMap((c) =>
        c.serves.map((s) => ({ campaign, contact: c.id, office: s.office, role: s.role })),
      ),
    )
    .execute();
}

/** The rounds and, per office, what it owes; returns how many obligations there are. */
export async function insertRounds(tx: Tx, plan: LaunchPlan, now: Instant): Promise<number> {
  const campaign = plan.definition.id;
  let count = 0;
  for (const round of plan.rounds) {
    const id = `${campaign}/${round.requirement}/${round.period}`;
    const { requirement, period } = round;
    await tx
      .insertInto('round')
      .values({
        id,
        campaign,
        requirement,
        period,
        period_label: round.periodLabel,
        start: round.start,
        as_of: round.asOf,
        due: round.due,
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
        round: `${campaign}/${requirement}/${period}`,
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
