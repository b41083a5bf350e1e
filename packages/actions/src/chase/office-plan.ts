import type { Instant } from '@duban/base';
import { addDays, at, dateOf } from '@duban/base/time';
import { onOrAfter } from '@duban/calendar';
import {
  type ChaseObligation,
  type ChaseRules,
  isOwed,
  type LookRules,
  type PlannedStep,
  planChase,
} from '@duban/campaign';

/** An office with all that `planChase` must know: its own obligations and those of its circle. */
export interface OfficeFacts {
  readonly office: string;
  readonly circle: readonly ChaseObligation[];
}

/** Steps of one office at one moment; `at` is in the past for what is due and not yet carried out. */
export interface ComingSteps {
  readonly at: Instant;
  readonly steps: () => readonly PlannedStep[];
}

/** Whether a message to the office's people in these roles can still leave today: `blocked` until tomorrow. With nobody to write to it is a call. */
export type MailToday = (step: PlannedStep) => 'open' | 'blocked';

/** What the chaser of one office is about to do, and what it will do after that: the moments its workflow waits for. */
export function comingSteps(
  about: OfficeFacts,
  { rules, mail }: { rules: LookRules; mail: MailToday },
  now: Instant,
): ComingSteps[] {
  const { office, circle } = about;
  if (!circle.some((o) => o.office === office && isOwed(o.state) && !o.closed)) return [];
  const plan = planChase(circle, office, rules, now);
  const due = plan.now.map((step): ComingSteps => {
    const way = 'message' in step.action ? mail(step) : 'open';
    return { at: way === 'open' ? step.slot : tomorrow(rules, now), steps: () => [step] };
  });
  const { wakeAt, next } = plan;
  if (wakeAt === null) return due;
  const fallback = next ? [next] : [];
  return [...due, { at: wakeAt, steps: () => carriedAt(about, { rules, at: wakeAt, after: now }) ?? fallback }];
}

/** The first steps about the debts of the office of which {@link comingSteps} does not speak: an urgent request must not hide a quarter. */
export function laterSteps(
  { office, circle }: OfficeFacts,
  { rules, after }: { rules: LookRules; after: readonly ComingSteps[] },
  now: Instant,
): ComingSteps[] {
  const spoken = new Set(after.flatMap(({ steps }) => steps().map(({ obligation }) => obligation)));
  const owed = circle.filter((o) => o.office === office && isOwed(o.state) && !o.closed && !spoken.has(o.id));
  const open = new Set(owed.map(({ id }) => id));
  const found: ComingSteps[] = [];
  let then = open.size === 0 ? null : planChase(circle, office, rules, now).wakeAt;
  while (then !== null && open.size > 0) {
    const plan = planChase(circle, office, rules, then);
    const steps = plan.now.filter(({ obligation }) => open.has(obligation));
    if (steps.length > 0) found.push({ at: then, steps: () => steps });
    for (const { obligation } of steps) open.delete(obligation);
    then = plan.wakeAt;
  }
  return found;
}

/** The next step about one obligation of the office, and when; null when nothing is left. */
export function nextAbout(
  about: OfficeFacts,
  { rules, obligation }: { rules: LookRules; obligation: string },
  now: Instant,
): { at: Instant; step: PlannedStep } | null {
  let then: Instant | null = now;
  // Slot by slot: what comes before it belongs to other debts of the office.
  while (then !== null) {
    const plan = planChase(about.circle, about.office, rules, then);
    const step = plan.now.find((s) => s.obligation === obligation);
    if (step) return { at: then === now ? step.slot : then, step };
    then = plan.wakeAt;
  }
  return null;
}

function carriedAt(
  { office, circle }: OfficeFacts,
  { rules, at: then, after }: { rules: LookRules; at: Instant; after: Instant },
): readonly PlannedStep[] | null {
  const { now: steps } = planChase(circle, office, rules, then);
  const fresh = steps.filter((step) => step.slot > after);
  if (fresh.length > 0) return fresh;
  return steps.length > 0 ? steps : null;
}

/** When a line that found the day's message gone is looked at again (see `chaseTick`). */
function tomorrow({ calendar, hours }: ChaseRules, now: Instant): Instant {
  return at(onOrAfter(calendar, addDays(dateOf(now), 1)), hours.open);
}
