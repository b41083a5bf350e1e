import { launchCampaign } from '@duban/actions/launch-campaign';
import type { Seed } from '@duban/actions/load-seed';
import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { atLaunch, expand, settle } from '@duban/campaign';
import { nextLook, workThroughLists } from './bureau.js';
import type { Role } from './cast.js';
import { planOffice } from './county.js';
import { diaryOf } from './diary.js';
import type { Stage } from './stage.js';
import type { TimelineEntry } from './timeline.js';
import type { Act, World } from './world.js';

export interface Played {
  readonly refused: World['refused'];
  readonly end: Instant;
}

export interface Playing {
  readonly seed: Seed;
  readonly number: number;
  readonly roles: readonly Role[];
  readonly begin: Instant;
  /** Told after each act how far campaign time has come. */
  onTime(now: Instant): void;
  readonly onDay?: Passing;
}

/** What happened on the days up to and with `day`. */
export type Passing = (day: LocalDate, happened: readonly TimelineEntry[]) => Promise<void>;

/** A rehearsal that has not come to its end this long after the last cut-off never will. */
const PATIENCE_MS = 45 * 24 * 3_600_000;

/** Plays the campaign from launch to the signed report: offices act by their profiles, the bureau works through its lists. */
export async function play(stage: Stage, { seed, number, roles, begin, onTime, onDay }: Playing): Promise<Played> {
  const { answers, tables } = seed;
  const definition = settle(seed.definition, answers);
  const { rounds } = atLaunch(expand(definition, answers), begin);
  const programme: Act[] = [];
  const world: World = {
    stage,
    seed: number,
    definition,
    tables,
    rounds,
    roles,
    refused: [],
    intentions: new Map(),
    schedule: (act) => programme.push(act),
  };
  await launchCampaign(stage.ctx, seed, {
    actor: { kind: 'bureau', role: 'operator', name: definition.bureau.section },
    now: begin,
  });
  await stage.relay();
  for (const role of roles) planOffice(world, role);
  const diary = diaryOf(stage, definition.id);
  let now = begin;
  let idle = false;
  for (;;) {
    if (!idle && (await issued(stage, definition.id))) break;
    // Whoever watches sees every day.
    const look = await nextLook(world, now, idle && onDay === undefined);
    programme.sort((a, b) => a.at - b.at || a.name.localeCompare(b.name));
    const act = programme[0];
    const next = act && act.at <= look ? act.at : look;
    if (onDay && dateOf(next) !== dateOf(now)) await onDay(dateOf(now), await diary.since());
    // Until the bureau looks again nobody accepts a sheet, so nothing that a coming one is made from changes.
    for (const coming of programme) if (coming.at <= look) coming.prepare?.();
    await stage.passUntil(next);
    now = next;
    if (act && act.at === next) {
      programme.shift();
      idle = false;
      await act.run();
    } else {
      idle = !(await workThroughLists(world, now));
    }
    await stage.relay();
    onTime(now);
    if (now - lastCutOff(world) > PATIENCE_MS) throw new Error('the rehearsal did not come to its end');
  }
  if (onDay) await onDay(dateOf(now), await diary.since());
  return { refused: world.refused, end: now };
}

function lastCutOff(world: World): number {
  return Math.max(...world.rounds.map((r) => Date.parse(`${r.cutOff}T00:00:00+08:00`)));
}

async function issued(stage: Stage, campaign: string): Promise<boolean> {
  const row = await stage.ledger.db
    .selectFrom('document')
    .select('id')
    .where('campaign', '=', campaign)
    .where('stage', '=', 'issued')
    .executeTakeFirst();
  return row !== undefined;
}
