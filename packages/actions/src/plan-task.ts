import type { LocalDate } from '@duban/base';
import { chineseDate } from '@duban/base/time';
import type { PlannedStep } from '@duban/campaign';
import { putBlob, recordEvent, type Tx } from '@duban/ledger';
import { type CampaignFacts, officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';
import type { OfficeAt } from './chase-tick.js';
import { SYSTEM } from './context.js';
import { draftLetter } from './draft-letter.js';

/** Writes one task for steps that share person, kind and moment; a letter to be signed comes with its draft. */
export async function planTask(tx: Tx, work: { facts: CampaignFacts; steps: readonly PlannedStep[] }, where: OfficeAt): Promise<void> {
  const [first] = work.steps;
  if (!first || !('task' in first.action)) return;
  const { task: kind, by, script } = first.action;
  const id = `${where.campaign}/task/${where.office}/${kind}/${by}/${script}/${first.slot}`;
  const owed = await tx.selectFrom('obligation').select(['id', 'requirement', 'period', 'chase_due', 'original_due']).where('id', 'in', work.steps.map((s) => s.obligation)).orderBy('id').execute();
  const periods = await tx.selectFrom('round').select(['requirement', 'period', 'period_label']).where('campaign', '=', where.campaign).execute();
  const office = officeOf(work.facts.definition, where.office);
  const items = owed.map((o) => ({
    what: whatIsOwed(requirementOf(work.facts.definition, o.requirement), periods.find((p) => p.requirement === o.requirement && p.period === o.period)?.period_label ?? o.period),
    due: o.chase_due,
    originalDue: o.original_due,
  }));
  const about = items.map((item) => `${item.what}（${chineseDate(item.due)}到期）`).join('、');
  const blob = kind === 'sign' ? await putBlob(tx, await draftLetter(tx, { facts: work.facts, office, items, answerBy: await answerBy(tx, work.steps) }, where), where.now) : null;
  const inserted = await tx
    .insertInto('task')
    .values({
      id, campaign: where.campaign, office: where.office, kind, assigned_to: by, script, title: `${first.label}：${office.shortName}，${about}`,
      slot: first.slot, state: 'open', created_at: where.now, done_at: null, blob,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  for (const step of work.steps) {
    await tx
      .insertInto('task_line')
      .values({ task: id, obligation: step.obligation, arm: step.arm, step: step.step, slot: step.slot })
      .onConflict((c) => c.doNothing())
      .execute();
  }
  if (inserted) await recordEvent(tx, { campaign: where.campaign, at: where.now, kind: 'task-created', actor: SYSTEM.name, subject: id, data: { label: first.label, office: office.id, blob } });
}

/** A letter asks for an answer before the round closes. */
async function answerBy(tx: Tx, steps: readonly PlannedStep[]): Promise<LocalDate> {
  const rows = await tx.selectFrom('obligation as o').innerJoin('round as r', 'r.id', 'o.round').select('r.cut_off').where('o.id', 'in', steps.map((s) => s.obligation)).orderBy('r.cut_off').execute();
  const first = rows[0];
  if (!first) throw new RangeError('a letter needs an obligation');
  return first.cut_off;
}
