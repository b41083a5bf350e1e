import type { Instant } from '@duban/base';
import { chineseDate, chineseWeekday, endOfDay } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import type { MessageStep } from '@duban/campaign';
import type { AttachmentRef, Tx } from '@duban/ledger';
import { type CampaignFacts, officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';
import { HAND_IN } from './launch-campaign.js';

/** notify's word for each step of the ladder. */
const WORDING: Readonly<Record<MessageStep, string>> = {
  'before-period-end': 'before-period-end',
  'period-start': 'period-start',
  reminder: 'T-3',
  'due-tomorrow': 'T-1',
  'due-today': 'T',
};

/** Steps that bring the template along: whoever has not begun by then needs it at hand, not in a mail of six weeks ago. */
const BRINGS_TEMPLATE: ReadonlySet<MessageStep> = new Set<MessageStep>(['before-period-end', 'period-start', 'reminder']);

/** The chase of one person: what each of the person's offices still owes, with the template where filling begins. */
export async function chaseContent(
  tx: Tx,
  chase: { facts: CampaignFacts; message: string; recipient: string },
  now: Instant,
): Promise<{ content: Readonly<Record<string, unknown>>; attachments: readonly AttachmentRef[] }> {
  const { definition } = chase.facts;
  const lines = await tx
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['o.id', 'o.office', 'o.requirement', 'o.chase_due', 'o.arm', 'r.period_label', 'r.as_of', 'l.step'])
    .where('l.message', '=', chase.message)
    .where('l.dropped', '=', false)
    .orderBy('f.position')
    .orderBy('r.due')
    .orderBy('o.id')
    .execute();
  const person = await tx.selectFrom('contact').select('title').where('campaign', '=', definition.id).where('id', '=', chase.recipient).executeTakeFirstOrThrow();
  const offices = [...new Set(lines.map((l) => l.office))].map((id) => {
    const office = officeOf(definition, id);
    const debts = lines
      .filter((l) => l.office === id)
      .map((l) => ({
        what: whatIsOwed(requirementOf(definition, l.requirement), l.period_label),
        due: `${chineseDate(l.chase_due, true)}（${chineseWeekday(l.chase_due)}）`,
        asOf: l.as_of && `数据截至${chineseDate(l.as_of, true)}`,
        note: null,
        step: now >= endOfDay(l.chase_due) ? 'overdue' : l.arm > 0 ? 'returned' : WORDING[wordOf(chase.facts, l.office, l.step)],
        dueOnRestDay: !stateCouncilCalendar.isWorkday(l.chase_due),
      }));
    return { name: office.name, standing: office.standing, debts };
  });
  const begin = lines.filter((l) => l.arm === 0 && BRINGS_TEMPLATE.has(wordOf(chase.facts, l.office, l.step)) && requirementOf(definition, l.requirement).form.kind === 'table');
  const attachments = begin.map((l): AttachmentRef => ({ kind: 'template', obligation: l.id }));
  return { content: { to: person.title, offices, handIn: HAND_IN }, attachments };
}

function wordOf(facts: CampaignFacts, office: string, step: string): MessageStep {
  const rung = facts.definition.ladder[officeOf(facts.definition, office).standing].find((r) => r.key === step);
  return rung && 'message' in rung.action ? rung.action.message : 'reminder';
}
