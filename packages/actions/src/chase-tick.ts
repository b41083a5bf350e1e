import type { Instant } from '@duban/base';
import { addDays, at, chineseDate, dateOf, timeOf } from '@duban/base/time';
import { onOrAfter } from '@duban/calendar';
import { type CampaignDefinition, chaseRules, isSettled, type PlannedStep, planChase } from '@duban/campaign';
import { type CampaignStatus, type ChaseFact, chaseFacts, keepOfficeNext, recordEvent, type Tx } from '@duban/ledger';
import { cancelSettledTasks } from './chase/cancel-settled-tasks.js';
import { carryMessages } from './chase/carry-messages.js';
import { carryTasks } from './chase/carry-tasks.js';
import { officeStanding } from './chase/office-standing.js';
import { amongOthers, holdTogether } from './chase/same-people.js';
import { type Context, SYSTEM } from './context.js';
import { officeOf, requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { mayLeave, statusLabels } from './facts/campaign-status.js';
import { nextAttempt, type OpenMessage, openMessages } from './messages/open-messages.js';
import type { OfficeAt } from './people/office-at.js';
import { lapseExtensions } from './sheets/extension-requests.js';

export type { OfficeAt } from './people/office-at.js';

/** The chaser's answer to one look at the ledger. */
export interface ChaseTick {
  /** When to look again, counted from `now`; null: only when poked. Always positive. */
  readonly waitMs: number | null;
  /** Messages that may leave now. */
  readonly deliver: readonly string[];
  /** What leaves when the wait is over and nothing else is to be done then. */
  readonly leaving?: Leaving;
  /** One line for the Temporal UI: what comes next. No personal data. */
  readonly summary: string;
  /** Nothing is owed, nothing waits to be sent: the workflow may end; a later poke starts it again. */
  readonly done: boolean;
}

/** Messages that need no look before they leave: the claim of each reads the facts again. */
export interface Leaving {
  readonly messages: readonly string[];
  /** When to look after that, counted from the end of the wait; null: only when poked. Always positive. */
  readonly restMs: number | null;
}

/** Carries out what is due for one office, in one transaction: message lines and tasks are written, nothing is sent yet. */
export async function chaseTick(ctx: Context, where: OfficeAt): Promise<ChaseTick> {
  const { campaign, office, now } = where;
  return ctx.ledger.transaction(async (tx) => {
    const { status, facts, others } = await amongOthers(tx, campaign, now);
    if (status !== 'running') return atRest(tx, status, where);
    const looking = { campaign, office, calendar: ctx.calendar };
    const { circle, beside } = await holdTogether(tx, looking, { others, now });
    const owed = await chaseFacts(tx, campaign, circle);
    const mine = owed.filter((o) => o.office === office);
    const lapses = mine.flatMap(({ requestLapses }) => requestLapses ?? []);
    if (lapses.some((lapse) => lapse <= now)) await lapseExtensions(tx, { ctx, campaign, office }, now);
    const rules = chaseRules(facts.definition, ctx.calendar);
    const plan = planChase(owed, office, { ...rules, beside }, now);
    const work = { ctx, steps: plan.now, owed, others: others.map(({ id }) => id) };
    const { blocked, calls } = await carryMessages(tx, work, where);
    // Before the ladder's own: a call of the same moment takes this one's place.
    await carryTasks(tx, { facts, steps: calls }, where);
    await carryTasks(tx, { facts, steps: plan.now }, where);
    const { mail, tasks, next } = await officeStanding(tx, where);
    // A sheet that came in while an earlier look was writing its call: the poke of that sheet brings us here.
    const cancelled = tasks ? await cancelSettledTasks(tx, { campaign, offices: [office] }, now) : [];
    if (cancelled.length > 0) await tellCancelled(tx, cancelled, where);
    const tomorrow = blocked ? at(onOrAfter(ctx.calendar, addDays(dateOf(now), 1)), rules.hours.open) : null;
    // For boards: whose turn comes first.
    const acts = earliest([plan.wakeAt, tomorrow]);
    if (acts !== next) await keepOfficeNext(tx, { campaign, office, at: acts });
    const steps = [plan.wakeAt, tomorrow, ...lapses];
    const leaving = leavingOf(mail, waitUntilFirst(steps, now), now);
    return {
      waitMs: waitUntilFirst([...steps, ...mail.map(nextAttempt)], now),
      ...(leaving === null ? {} : { leaving }),
      deliver: mail.filter((message) => nextAttempt(message) <= now).map((message) => message.id),
      summary: plan.next ? describe(facts.definition, plan.next, owed) : '没有待办的提醒',
      done: mail.length === 0 && mine.every((o) => o.closed || isSettled(o.state)),
    };
  });
}

/** The messages that leave first, if they do so before the next step; `stepMs`: when that is to be taken, counted from `now`. */
function leavingOf(mail: readonly OpenMessage[], stepMs: number | null, now: Instant): Leaving | null {
  const ahead = mail.map((message) => ({ id: message.id, ms: nextAttempt(message) - now })).filter(({ ms }) => ms > 0);
  const first = Math.min(...ahead.map(({ ms }) => ms));
  if (ahead.length === 0 || (stepMs !== null && stepMs <= first)) return null;
  const later = [...(stepMs === null ? [] : [stepMs]), ...ahead.flatMap(({ ms }) => (ms > first ? [ms] : []))];
  return {
    messages: ahead.filter(({ ms }) => ms === first).map(({ id }) => id),
    restMs: later.length === 0 ? null : Math.min(...later) - first,
  };
}

function earliest(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);
}

/** A campaign that is paused or closed: nobody is chased, answers still go. Closed, the rest is delivered too: its claim cancels it. */
async function atRest(tx: Tx, status: CampaignStatus, { campaign, office, now }: OfficeAt): Promise<ChaseTick> {
  const open = (await openMessages(tx, campaign, office)).filter((m) => status === 'closed' || mayLeave(status, m));
  return {
    waitMs: waitUntilFirst(open.map(nextAttempt), now),
    deliver: open.filter((message) => nextAttempt(message) <= now).map((message) => message.id),
    summary: `专项${statusLabels[status]}`,
    done: status === 'closed' && open.length === 0,
  };
}

async function tellCancelled(tx: Tx, tasks: readonly string[], { campaign, office, now }: OfficeAt): Promise<void> {
  const data = { tasks };
  await recordEvent(tx, { campaign, at: now, kind: 'task-cancelled', actor: SYSTEM.name, subject: office, data });
}

/** Milliseconds until the first of these times that lies ahead; null when none does. */
function waitUntilFirst(times: readonly (Instant | null)[], now: Instant): number | null {
  const ahead = times.filter((time) => time !== null && time > now) as Instant[];
  return ahead.length === 0 ? null : Math.min(...ahead) - now;
}

function describe(definition: CampaignDefinition, step: PlannedStep, owed: readonly ChaseFact[]): string {
  const about = owed.find(({ id }) => id === step.obligation);
  const what = about ? whatIsOwed(requirementOf(definition, about.requirement), about.periodLabel) : '';
  const when = `${chineseDate(dateOf(step.slot))} ${timeOf(step.slot)}`;
  return `下一步：${when} ${step.label} ${officeOf(definition, step.office).shortName} ${what}`;
}
