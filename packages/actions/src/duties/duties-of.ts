import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Context } from '../context.js';
import { letterOf } from '../report/letter-chain.js';
import { selectNewestReport } from '../report/newest-report.js';
import { selectFactChecks } from './ask-for-facts.js';
import { circularDuties } from './circular-duties.js';
import { clueDuties, selectWaitingClues } from './clue-duties.js';
import { type Duty, type KnownTasks, selectDutyTasks } from './duty.js';
import { majorDuties, selectMajors } from './major-duties.js';
import { partDuties } from './part-duties.js';
import { upwardDuties } from './upward-duties.js';

interface AboutDuties {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
}

export interface Duties {
  /** What became of their tasks so far. */
  readonly known: KnownTasks;
  /** How their open tasks are worded. */
  readonly titles: ReadonlyMap<string, string>;
  readonly all: readonly Duty[];
  /** Those that nobody has ticked off. One that was withdrawn and is there again (a clue that was sent back) runs again. */
  readonly running: readonly Duty[];
}

/**
 * The duties of a campaign, what became of their tasks, and which still run: everything the bureau itself has to do by a time, reports
 * upward, other departments' parts, clues' clocks, major cases, a 通报.
 */
export async function campaignDuties(db: Db, { ctx, definition }: AboutDuties, now: Instant): Promise<Duties> {
  const { calendar } = ctx;
  const { answers, launchedAt, tasks, clues, majors, checks, report } = await dutyFacts(db, definition.id);
  const known = new Map(tasks.map(({ id, state }) => [id, state]));
  const settled = { definition, answers, calendar };
  const reported = report[0]?.stage === 'issued';
  const all = [
    ...upwardDuties(settled),
    ...(await partDuties(db, { ...settled, known })),
    ...clueDuties(clues, definition, calendar),
    ...majorDuties(majors, definition),
    ...(await circularDuties(db, { definition, calendar, known, launchedAt, checks, reported }, now)),
  ];
  const titles = new Map(tasks.flatMap(({ id, state, title }) => (state === 'open' ? [[id, title] as const] : [])));
  // A letter that went on to its next stage, or back to its drafter, is not put up anew.
  const wentOn = new Set([...known.keys()].flatMap((id) => (letterOf({ id }) === id ? [] : [letterOf({ id })])));
  return { known, titles, all, running: all.filter(({ id }) => known.get(id) !== 'done' && !wentOn.has(id)) };
}

/** What of them runs on while the campaign is paused. */
export function duringPause(duties: Duties): Duties {
  return { ...duties, running: duties.running.filter(({ urgent }) => urgent) };
}

/** What duties come from, in one statement: a campaign is looked at several times a day, and mostly there is nothing. */
function dutyFacts(db: Db, campaign: string) {
  return db
    .selectFrom('campaign')
    .select([
      'answers',
      'launched_at as launchedAt',
      jsonArrayFrom(selectDutyTasks(db, campaign)).as('tasks'),
      jsonArrayFrom(selectWaitingClues(db, campaign)).as('clues'),
      jsonArrayFrom(selectMajors(db, campaign)).as('majors'),
      jsonArrayFrom(selectFactChecks(db, campaign)).as('checks'),
      jsonArrayFrom(selectNewestReport(db, campaign)).as('report'),
    ])
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
}
