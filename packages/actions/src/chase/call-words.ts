import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type CampaignDefinition, isHourStep, lateFrom } from '@duban/campaign';
import type { CallFacts, CallSaid } from '@duban/notify';
import { ladderOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { shortDueText } from '../facts/days.js';

/** Something owed that a call is about. */
export interface CalledFor {
  readonly requirement: string;
  readonly periodLabel: string;
  readonly due: LocalDate;
  readonly dueTime: LocalTime | null;
  /** The step of the ladder that asks for the call. */
  readonly step: string;
  /** It came and was sent back, and has not come again. */
  readonly returned: boolean;
}

export interface Called {
  readonly definition: CampaignDefinition;
  /** Its id. */
  readonly office: string;
  /** As the ladder names it. */
  readonly script: string;
  readonly slot: Instant;
  /** The most urgent first. */
  readonly debts: readonly CalledFor[];
}

export interface CallWords {
  readonly what: string;
  readonly due: string;
  /** The script, and what it is filled with. */
  readonly says: CallSaid;
}

/** What a call is about, and what is said in it at this moment. */
export function callWords(call: Called, at: Instant): CallWords {
  const { definition, office, debts } = call;
  const { what, due } = naming(definition, debts);
  const { key, partly } = scriptAt(call, at);
  const { name, section } = definition.bureau;
  const shortName = definition.offices.find(({ id }) => id === office)?.shortName ?? office;
  const facts = { bureau: `${name}${section}`, office: shortName, what, due, partly, ...sentBack(call) };
  return { what, due, says: { key, facts } };
}

/** An urgent request is among it: it is called for in its minute. */
export function isUrgentCall({ definition, office, debts }: Pick<Called, 'definition' | 'office' | 'debts'>): boolean {
  return debts.some(({ requirement }) => ladderOf(definition, { office, requirement }).some(isHourStep));
}

function naming(definition: CampaignDefinition, debts: readonly CalledFor[]): { what: string; due: string } {
  return {
    what: debts.map((d) => whatIsOwed(requirementOf(definition, d.requirement), d.periodLabel)).join('、'),
    due: [...new Set(debts.map((d) => shortDueText(d.due, d.dueTime)))].join('、'),
  };
}

/** “还没有收到” would puzzle a clerk who has a receipt: what came and was sent back is to come again. */
function sentBack({ definition, debts }: Called): Pick<CallFacts, 'returned' | 'returnedWhat' | 'returnedDue'> {
  const back = debts.filter(({ returned }) => returned);
  const { what, due } = naming(definition, back);
  const returned = back.length === 0 ? 'none' : back.length < debts.length ? 'some' : 'all';
  return { returned, returnedWhat: what, returnedDue: due };
}

/** Those that say how long there is left. */
const BEFORE_DUE: ReadonlySet<string> = new Set(['due-tomorrow', 'due-today']);

/**
 * A step counts working days and has one hour for every due; a call may stay on the list for a day. Only the moment of the call says
 * whether a due is over (a noon at 16:00), falls to today, or lies on the rest days behind its last working day.
 */
function scriptAt({ definition, office, script, slot, debts }: Called, at: Instant): { key: string; partly: boolean } {
  if (script === 'courtesy') return { key: courtesyAt({ definition, office, debts }, at), partly: false };
  if (!BEFORE_DUE.has(script)) return { key: script, partly: false };
  const partOf = (key: string, some: readonly CalledFor[]) => ({ key, partly: some.length < debts.length });
  const over = debts.filter((d) => at >= lateFrom(d.due, d.dueTime));
  if (over.length > 0) return partOf('overdue', over);
  const today = debts.filter((d) => d.due === dateOf(at));
  if (today.length > 0) return partOf('due-today', today);
  const lastDay = dateOf(slot) !== dateOf(at) ? [] : debts.filter((d) => isCountedAsDue(definition, { office, ...d }));
  return lastDay.length > 0 ? partOf('last-workday', lastDay) : { key: 'due-tomorrow', partly: false };
}

/** Who was asked for something by the hour is not asked for a day, nor to keep an hour that is over. */
function courtesyAt(
  { definition, office, debts }: Pick<Called, 'definition' | 'office' | 'debts'>,
  at: Instant,
): string {
  const hourly = (debt: CalledFor) =>
    ladderOf(definition, { office, ...debt }).some(({ anchor }) => anchor === 'due-time');
  if (debts.length === 0 || !debts.every(hourly)) return 'courtesy';
  return debts.every((d) => at >= lateFrom(d.due, d.dueTime)) ? 'courtesy-over' : 'courtesy-urgent';
}

/** The step's day is the due itself, moved back to a working day (practice.md: T). */
function isCountedAsDue(definition: CampaignDefinition, debt: CalledFor & { readonly office: string }): boolean {
  const rung = ladderOf(definition, debt).find(({ key }) => key === debt.step);
  return rung?.anchor === 'due' && rung.offset === 0;
}
