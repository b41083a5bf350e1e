import type { Instant } from '@duban/base';
import { chineseDate, chineseWeekday } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { callScript } from '@duban/notify';
import { saidIn, scriptBesides, waitsForLeader } from './chase/said.js';
import { campaignFacts, officeOf, requirementOf, whatIsOwed } from './facts/campaign-facts.js';

/** One call: whom, why, what to say, and what came of it. */
export interface CallItem {
  readonly task: string;
  readonly office: string;
  /** By function, with the number to dial; null when the directory names nobody. */
  readonly person: { readonly title: string; readonly phone: string } | null;
  readonly what: string;
  readonly due: string;
  readonly script: string;
  /** The title of the officer who calls. */
  readonly by: string;
  readonly slot: Instant;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly call: {
    readonly at: Instant;
    readonly answeredBy: string | null;
    readonly promiseUntil: Instant | null;
    readonly note: string;
  } | null;
}

/** All calls of a campaign in the order in which they became due, offices in directory order. */
export async function callList(db: Db, campaign: string): Promise<CallItem[]> {
  const { definition } = await campaignFacts(db, campaign);
  const tasks = await db
    .selectFrom('task as t')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 't.campaign').onRef('f.id', '=', 't.office'))
    .leftJoin('call as c', 'c.task', 't.id')
    .select([
      't.id',
      'f.id as office',
      't.assigned_to',
      't.script',
      't.slot',
      't.state',
      'c.at',
      'c.answered_by',
      'c.promise_until',
      'c.note',
    ])
    .where('t.campaign', '=', campaign)
    .where('t.kind', '=', 'call')
    .orderBy('t.slot')
    .orderBy('f.position')
    .orderBy('t.id')
    .execute();
  const lines = await db
    .selectFrom('task_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['l.task', 'l.obligation', 'o.requirement', 'o.chase_due', 'r.period_label'])
    .where('o.campaign', '=', campaign)
    .orderBy('o.chase_due')
    .orderBy('o.id')
    .execute();
  const said = await saidIn(db, campaign);
  return tasks.map((t) => {
    const mine = lines.filter((l) => l.task === t.id);
    const about = mine.map((l) => l.obligation);
    const what = mine.map((l) => whatIsOwed(requirementOf(definition, l.requirement), l.period_label)).join('、');
    const due = mine[0] ? `${chineseDate(mine[0].chase_due)}（${chineseWeekday(mine[0].chase_due)}）` : '';
    const office = officeOf(definition, t.office).shortName;
    const { bureau } = definition;
    return {
      task: t.id,
      office,
      person: personToCall(definition, { office: t.office, by: t.assigned_to, leader: waitsForLeader(said, about) }),
      what,
      due,
      script: `${callScript(t.script, { bureau: `${bureau.name}${bureau.section}`, office, what, due }) ?? ''}${scriptBesides(said, about)}`,
      by: bureau.officers.find((o) => o.role === t.assigned_to)?.title ?? t.assigned_to,
      slot: t.slot,
      state: t.state,
      call:
        t.at === null
          ? null
          : { at: t.at, answeredBy: t.answered_by, promiseUntil: t.promise_until, note: t.note ?? '' },
    };
  });
}

/**
 * The clerk calls the clerk, or whoever works for the leaders where the sheet waits for them; the section chief and the deputy director
 * call whoever leads the office's work (practice.md 1, ladder).
 */
export function personToCall(
  definition: CampaignDefinition,
  call: { readonly office: string; readonly by: string; readonly leader?: boolean },
): { readonly title: string; readonly phone: string } | null {
  const role = call.by === 'operator' && !call.leader ? 'A' : 'leader';
  const serving = (wanted: string) =>
    definition.contacts.find((c) => c.serves.some((s) => s.office === call.office && s.role === wanted));
  const person = serving(role) ?? serving('A');
  return person ? { title: person.title, phone: person.phone } : null;
}
