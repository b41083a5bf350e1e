import { chineseDate } from '@duban/base/time';
import type { PlannedStep } from '@duban/campaign';
import { putBlob, recordEvent, type Tx } from '@duban/ledger';
import { SYSTEM } from '../context.js';
import { type CampaignFacts, officeOf } from '../facts/campaign-facts.js';
import type { OfficeAt } from '../people/office-at.js';
import { recordDraft } from '../report/letter-chain.js';
import { draftLetter } from './draft-letter.js';
import { letterHeading } from './letter-heading.js';
import { type OwedItem, owedItems } from './owed-items.js';

/** Writes one task for steps that share person, kind and moment; a letter to be signed comes with its draft. */
export async function planTask(
  tx: Tx,
  work: { facts: CampaignFacts; steps: readonly PlannedStep[] },
  where: OfficeAt,
): Promise<void> {
  const [first] = work.steps;
  if (!first || !('task' in first.action)) return;
  const { task: kind, by, script } = first.action;
  const id = `${where.campaign}/task/${where.office}/${kind}/${by}/${script}/${first.slot}`;
  const office = officeOf(work.facts.definition, where.office);
  const obligations = work.steps.map((step) => step.obligation);
  const items = await owedItems(tx, work.facts, obligations);
  const letter =
    kind === 'sign' ? await draftLetter(tx, { facts: work.facts, office, items, obligations }, where) : null;
  const blob = letter && (await putBlob(tx, letter, where.now));
  const heading = kind === 'sign' ? await letterHeading(tx, { office, steps: work.steps }, where) : first.label;
  const inserted = await tx
    .insertInto('task')
    .values({
      id,
      campaign: where.campaign,
      office: where.office,
      kind,
      assigned_to: by,
      script,
      title: `${heading}：${office.shortName}，${items.map(withDue).join('、')}`,
      slot: first.slot,
      state: 'open',
      created_at: where.now,
      done_at: null,
      blob,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  const joined = await tx
    .insertInto('task_line')
    .values(work.steps.map(({ obligation, arm, step, slot }) => ({ task: id, obligation, arm, step, slot })))
    .onConflict((c) => c.doNothing())
    .returning('task')
    .execute();
  const told = { campaign: where.campaign, at: where.now, actor: SYSTEM.name, subject: id };
  if (!inserted) {
    if (joined.length > 0) await recordEvent(tx, { ...told, kind: 'task-joined', data: { obligations } });
    return;
  }
  if (letter) await recordDraft(tx, { id, campaign: where.campaign }, where.now);
  if (kind === 'call') await supersedeCalls(tx, { id, obligations }, where);
  await recordEvent(tx, {
    ...told,
    kind: 'task-created',
    data: { label: first.label, office: office.id, blob },
  });
}

/** A call that nobody made before the next step came is made once, as the new step: the older one leaves the list. */
async function supersedeCalls(
  tx: Tx,
  by: { id: string; obligations: readonly string[] },
  where: OfficeAt,
): Promise<void> {
  await tx
    .updateTable('task')
    .set({ state: 'cancelled', done_at: where.now })
    .where('campaign', '=', where.campaign)
    .where('office', '=', where.office)
    .where('kind', '=', 'call')
    .where('state', '=', 'open')
    .where('id', '!=', by.id)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('task_line as l')
            .select('l.task')
            .whereRef('l.task', '=', 'task.id')
            .where('l.obligation', 'not in', [...by.obligations]),
        ),
      ),
    )
    .execute();
}

function withDue(item: OwedItem): string {
  const back = item.state === 'returned' ? '已退回修改，' : '';
  return `${item.what}（${back}${chineseDate(item.chaseDue)}${item.dueTime ?? ''}到期）`;
}
