import { type Instant, MINUTE, plus } from '@duban/base';
import { at, dateOf } from '@duban/base/time';
import { type CampaignDefinition, chaseRules, type PlannedStep, planChase } from '@duban/campaign';
import { chaseFacts, type Db } from '@duban/ledger';
import { callScript } from '@duban/notify';
import { type CallDirectory, callDirectory, callList, personToCall } from '../call-list.js';
import type { Context } from '../context.js';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { shortDueText } from '../facts/days.js';
import { type AllSaid, saidIn, scriptBesides, waitsForLeader } from './said.js';

/** A call as the digest prints it. */
type Line = Readonly<Record<'office' | 'name' | 'phone' | 'about', string>> & { readonly script: string | null };

/** The calls of this day: those still open, and those that will become due by the close of business unless the sheet comes in before. */
export async function callsToday(
  db: Db,
  { ctx, definition }: { ctx: Context; definition: CampaignDefinition },
  now: Instant,
): Promise<Line[]> {
  const open = (await callList(db, definition.id, now)).filter((call) => call.state === 'open');
  const listed = open.map((call) => ({
    office: call.office,
    name: call.person?.title ?? '',
    phone: call.person?.phone ?? '',
    about: `${call.what}，时限${call.due}（${call.by}）`,
    script: call.script || null,
  }));
  const rules = chaseRules(definition, ctx.calendar);
  const closing = plus(at(dateOf(now), rules.hours.close), -MINUTE);
  const facts = await chaseFacts(
    db,
    definition.id,
    definition.offices.map((o) => o.id),
  );
  const rounds = await db
    .selectFrom('round')
    .select(['requirement', 'period', 'period_label'])
    .where('campaign', '=', definition.id)
    .execute();
  const labels = new Map(rounds.map((r) => [`${r.requirement}/${r.period}`, r.period_label]));
  const directory = await callDirectory(db, definition.id, dateOf(now));
  const said = await saidIn(db, definition.id);
  // Who has a call open already is called once: the new step takes the open one's place.
  const waiting = new Set(open.map((call) => call.office));
  const coming = definition.offices
    .filter((o) => !waiting.has(o.shortName))
    .flatMap((office) => {
      const mine = facts.filter((f) => f.office === office.id);
      const steps = planChase(mine, office.id, rules, closing).now.filter((s) => s.slot > now && isCall(s));
      if (steps.length === 0) return [];
      const about = mine.find((f) => f.id === steps[0]?.obligation);
      return [
        lineOf(definition, {
          office: office.id,
          steps,
          due: shortDueText(about?.due ?? dateOf(now), about?.dueTime),
          labels,
          directory,
          said,
        }),
      ];
    });
  return [...listed, ...coming];
}

function isCall({ action }: PlannedStep): boolean {
  return 'task' in action && action.task === 'call';
}

interface Coming {
  readonly office: string;
  readonly steps: readonly PlannedStep[];
  readonly due: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly directory: CallDirectory;
  readonly said: AllSaid;
}

function lineOf(definition: CampaignDefinition, { office, steps, due, labels, directory, said }: Coming): Line {
  const about = steps.map((step) => step.obligation);
  const [first] = steps;
  const call = first && 'task' in first.action ? first.action : { by: 'operator', script: '' };
  const { bureau } = definition;
  const person = personToCall(directory, { office, by: call.by, leader: waitsForLeader(said, about) });
  const what = steps
    .map((step) => {
      const [, requirement = '', period = ''] = step.obligation.split('/');
      return whatIsOwed(requirementOf(definition, requirement), labels.get(`${requirement}/${period}`) ?? period);
    })
    .join('、');
  const name = officeOf(definition, office).shortName;
  const by = bureau.officers.find((o) => o.role === call.by)?.title ?? call.by;
  return {
    office: name,
    name: person?.title ?? '',
    phone: person?.phone ?? '',
    about: `${what}，时限${due}（${by}）`,
    script: withBesides(
      callScript(call.script, { bureau: `${bureau.name}${bureau.section}`, office: name, what, due }),
      scriptBesides(said, about),
    ),
  };
}

function withBesides(script: string | null, besides: string): string | null {
  return script === null ? besides || null : `${script}${besides}`;
}
