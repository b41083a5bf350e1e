import { type Instant, MINUTE, plus } from '@duban/base';
import { at, dateOf } from '@duban/base/time';
import { type CampaignDefinition, chaseRules, lateFrom, type PlannedStep, planChase } from '@duban/campaign';
import type { ChaseFact, Db } from '@duban/ledger';
import { type Calling, callingFor, callsOf } from '../call-list.js';
import type { Context } from '../context.js';
import { officeOf } from '../facts/campaign-facts.js';
import { type CalledFor, callWords } from './call-words.js';
import { jointWords, slotOfCall, type ToSay, together } from './one-call.js';
import { whoIsCalled } from './person-to-call.js';
import { scriptBesides, waitsForLeader } from './said.js';

/** A call as the digest prints it. */
type Line = Readonly<Record<'office' | 'name' | 'phone' | 'about', string>> & { readonly script: string | null };

/**
 * The calls of this day: those still open, and those that will become due by the close of business unless the sheet comes in before. One of
 * each person, officer and slot.
 */
export async function callsToday(
  db: Db,
  { ctx, definition, owed }: { ctx: Context; definition: CampaignDefinition; owed: readonly ChaseFact[] },
  now: Instant,
): Promise<Line[]> {
  const calling = await callingFor(db, definition, now);
  const open = await callsOf(db, { ...calling, openOnly: true }, now);
  const rules = chaseRules(definition, ctx.calendar);
  const closing = plus(at(dateOf(now), rules.hours.close), -MINUTE);
  // Who has a call open already is called once: the new step takes the open one's place.
  const waiting = new Set(open.map((call) => call.office));
  const coming = definition.offices
    .filter((o) => !waiting.has(o.shortName))
    .flatMap((office) => {
      const mine = owed.filter((f) => f.office === office.id);
      const steps = planChase(mine, office.id, rules, closing).now.filter((s) => s.slot > now && isCall(s));
      const about = steps.flatMap((step) => {
        const fact = mine.find((f) => f.id === step.obligation);
        return fact ? [{ ...fact, step: step.step, returned: fact.state === 'returned' }] : [];
      });
      return comingCall(calling, { office: office.id, steps, about });
    });
  return together<ToSay>([...open, ...coming], slotOfCall).map((calls) => lineOf(calls, definition));
}

function lineOf(calls: readonly [ToSay, ...ToSay[]], { bureau }: CampaignDefinition): Line {
  const [{ person, by }] = calls;
  const { office, about, script } = jointWords(calls);
  const caller = bureau.officers.find((o) => o.role === by)?.title ?? by;
  return {
    office,
    name: person?.title ?? '',
    phone: person?.phone ?? '',
    about: `${about}（${caller}）`,
    script: script || null,
  };
}

function isCall({ action }: PlannedStep): boolean {
  return 'task' in action && action.task === 'call';
}

interface Coming {
  readonly office: string;
  readonly steps: readonly PlannedStep[];
  /** What the steps are about. */
  readonly about: readonly (ChaseFact & CalledFor)[];
}

function comingCall({ definition, directory, said }: Calling, { office, steps, about }: Coming): ToSay[] {
  const ids = about.map(({ id }) => id);
  const [first] = steps;
  if (!first || !('task' in first.action)) return [];
  const { by, script } = first.action;
  const { slot, urgent } = first;
  const { person, leads } = whoIsCalled(directory, { office, by, leader: waitsForLeader(said, ids) });
  const debts = about.toSorted((a, b) => lateFrom(a.due, a.dueTime) - lateFrom(b.due, b.dueTime));
  return [
    {
      // What is to be said at its hour, not in the morning.
      ...callWords({ definition, office, script, slot, debts }, slot),
      ...{ by, slot, within: urgent ? ('minute' as const) : ('day' as const) },
      office: officeOf(definition, office).shortName,
      person,
      besides: scriptBesides(said, ids, leads),
    },
  ];
}
