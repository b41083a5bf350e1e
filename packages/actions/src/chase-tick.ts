import type { Instant } from '@duban/base';
import { addDays, at, chineseDate, dateOf, formatMinute } from '@duban/base/time';
import { onOrAfter } from '@duban/calendar';
import { type ChaseRules, isSettled, type PlannedStep, planChase, sendAfter } from '@duban/campaign';
import { addLine, addressees, chaseFacts, circleOf, lockSubject, planMessage, type Tx } from '@duban/ledger';
import { type CampaignFacts, campaignFacts, officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';
import type { Context } from './context.js';
import { messageIdOf } from './message-ids.js';
import { nextAttempt, openMessages } from './open-messages.js';
import { planTask } from './plan-task.js';

/** The chaser's answer to one look at the ledger. */
export interface ChaseTick {
  /** When to look again, counted from `now`; null: only when poked. */
  readonly waitMs: number | null;
  /** Messages that may leave now. */
  readonly deliver: readonly string[];
  /** One line for the Temporal UI: what comes next. No personal data. */
  readonly summary: string;
  /** Nothing is owed, nothing waits to be sent: the workflow may end; a later poke starts it again. */
  readonly done: boolean;
}

export interface OfficeAt {
  readonly campaign: string;
  readonly office: string;
  readonly now: Instant;
}

/** Carries out what is due for one office, in one transaction: message lines and tasks are written, nothing is sent yet. */
export async function chaseTick(ctx: Context, { campaign, office, now }: OfficeAt): Promise<ChaseTick> {
  return ctx.ledger.transaction(async (tx) => {
    const circle = await circleOf(tx, campaign, office);
    await lockSubject(tx, `chase:${campaign}/${circle[0] ?? office}`);
    const facts = await campaignFacts(tx, campaign);
    const rules: ChaseRules = { ladder: facts.definition.ladder, calendar: ctx.calendar, hours: facts.definition.hours };
    const obligations = await chaseFacts(tx, campaign, circle);
    const plan = planChase(obligations, office, rules, now);
    const blocked = await carryMessages(tx, { ctx, steps: plan.now.filter((s) => s.kind === 'message') }, { campaign, office, now });
    await carryTasks(tx, { facts, steps: plan.now.filter((s) => s.kind === 'task') }, { campaign, office, now });
    const open = await openMessages(tx, campaign, office);
    const tomorrow = blocked ? at(onOrAfter(ctx.calendar, addDays(dateOf(now), 1)), facts.definition.hours.open) : null;
    const times = [plan.wakeAt, tomorrow, ...open.map(nextAttempt)].filter((t) => t !== null);
    const mine = obligations.filter((o) => o.office === office);
    return {
      waitMs: times.length === 0 ? null : Math.max(0, Math.min(...times.filter((t) => t > now), Number.MAX_SAFE_INTEGER) - now),
      deliver: open.filter((message) => nextAttempt(message) <= now).map((message) => message.id),
      summary: plan.next ? describe(facts, plan.next) : '没有待办的提醒',
      done: open.length === 0 && mine.every((o) => o.closed || isSettled(o.state)),
    };
  });
}

/** One row per person and day; several debts and several offices become lines of it. Returns true when a line has to wait for another day. */
async function carryMessages(tx: Tx, work: { ctx: Context; steps: readonly PlannedStep[] }, where: OfficeAt): Promise<boolean> {
  let blocked = false;
  for (const step of work.steps) {
    if (!('message' in step.action)) continue;
    const people = await addressees(tx, where, step.action.to);
    const opened: string[] = [];
    for (const person of people) {
      const id = `${where.campaign}/chase/${person.contact}/mail/${dateOf(where.now)}`;
      const leaves = sendAfter(step.slot, where.now);
      await planMessage(tx, {
        id, campaign: where.campaign, office: null, recipient: person.contact, address: person.email, kind: 'chase',
        sendAfter: leaves, facts: {}, attachments: [], messageId: messageIdOf(work.ctx, id),
      }, where.now);
      const message = await tx.selectFrom('message').select('state').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
      if (message.state === 'cancelled') await tx.updateTable('message').set({ state: 'planned', send_after: leaves }).where('id', '=', id).execute();
      if (message.state === 'planned' || message.state === 'cancelled') opened.push(id);
    }
    // The day's message to A has left already: a second one would be a second chase on one day. The line waits for the next working day.
    if (opened.length < people.length) blocked = true;
    else for (const id of opened) await addLine(tx, id, step);
  }
  return blocked;
}

/** Steps of one kind, person and moment become one task: one call for all that an office owes. */
async function carryTasks(tx: Tx, work: { facts: CampaignFacts; steps: readonly PlannedStep[] }, where: OfficeAt): Promise<void> {
  const groups = new Map<string, PlannedStep[]>();
  for (const step of work.steps) {
    if (!('task' in step.action)) continue;
    const key = `${step.action.task}/${step.action.by}/${step.action.script}/${step.slot}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  for (const steps of groups.values()) await planTask(tx, { facts: work.facts, steps }, where);
}

function describe(facts: CampaignFacts, step: PlannedStep): string {
  const [, requirementId = '', period = ''] = step.obligation.split('/');
  const requirement = requirementOf(facts.definition, requirementId);
  const when = formatMinute(step.slot).slice(11);
  return `下一步：${chineseDate(dateOf(step.slot))} ${when} ${step.label} ${officeOf(facts.definition, step.office).shortName} ${whatIsOwed(requirement, period)}`;
}

