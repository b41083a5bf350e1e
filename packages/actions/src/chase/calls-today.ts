import { type Instant, MINUTE, plus } from '@duban/base';
import { at, dateOf } from '@duban/base/time';
import { type CampaignDefinition, chaseRules, lateFrom, type PlannedStep, planChase } from '@duban/campaign';
import type { ChaseFact, Db } from '@duban/ledger';
import { type Calling, callingFor, callsOf, whoIsCalled } from '../call-list.js';
import type { Context } from '../context.js';
import { officeOf } from '../facts/campaign-facts.js';
import { type CalledFor, callWords } from './call-words.js';
import { scriptBesides, waitsForLeader } from './said.js';

/** A call as the digest prints it. */
type Line = Readonly<Record<'office' | 'name' | 'phone' | 'about', string>> & { readonly script: string | null };

/** The calls of this day: those still open, and those that will become due by the close of business unless the sheet comes in before. */
export async function callsToday(
  db: Db,
  { ctx, definition, owed }: { ctx: Context; definition: CampaignDefinition; owed: readonly ChaseFact[] },
  now: Instant,
): Promise<Line[]> {
  const calling = await callingFor(db, definition, now);
  const open = (await callsOf(db, calling, now)).filter((call) => call.state === 'open');
  const listed = open.map((call) => ({
    office: call.office,
    name: call.person?.title ?? '',
    phone: call.person?.phone ?? '',
    about: `${call.what}，时限${call.due}（${call.by}）`,
    script: call.script || null,
  }));
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
      return lineOf(calling, { office: office.id, steps, about });
    });
  return [...listed, ...coming];
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

function lineOf({ definition, directory, said }: Calling, { office, steps, about }: Coming): Line[] {
  const ids = about.map(({ id }) => id);
  const [first] = steps;
  if (!first || !('task' in first.action)) return [];
  const { by, script: named } = first.action;
  const { person, leads } = whoIsCalled(directory, { office, by, leader: waitsForLeader(said, ids) });
  const debts = about.toSorted((a, b) => lateFrom(a.due, a.dueTime) - lateFrom(b.due, b.dueTime));
  // What is to be said at its hour, not in the morning.
  const { what, due, script } = callWords({ definition, office, script: named, slot: first.slot, debts }, first.slot);
  const caller = definition.bureau.officers.find((o) => o.role === by)?.title ?? by;
  return [
    {
      office: officeOf(definition, office).shortName,
      name: person?.title ?? '',
      phone: person?.phone ?? '',
      about: `${what}，时限${due}（${caller}）`,
      script: withBesides(script, scriptBesides(said, ids, leads)),
    },
  ];
}

function withBesides(script: string | null, besides: string): string | null {
  return script === null ? besides || null : `${script}${besides}`;
}
