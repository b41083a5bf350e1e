import { launchCampaign } from '@duban/actions/launch-campaign';
import type { Seed } from '@duban/actions/load-seed';
import type { Instant } from '@duban/base';
import { expand } from '@duban/campaign';
import { nextLook, workThroughLists } from './bureau.js';
import { castOffices, type Role } from './cast.js';
import { planOffice } from './county.js';
import type { Stage } from './stage.js';
import type { Act, World } from './world.js';

export interface Played {
  readonly roles: readonly Role[];
  readonly refused: World['refused'];
  readonly end: Instant;
}

export interface Playing {
  readonly seed: Seed;
  readonly number: number;
  readonly begin: Instant;
  /** Told after each act how far campaign time has come. */
  onTime(now: Instant): void;
}

/** A rehearsal that has not come to its end this long after the last cut-off never will. */
const PATIENCE_MS = 45 * 24 * 3_600_000;

/** Plays the campaign from launch to the signed report: offices act by their profiles, the bureau works through its lists. */
export async function play(stage: Stage, { seed, number, begin, onTime }: Playing): Promise<Played> {
  const { definition, answers, tables } = seed;
  const { rounds } = expand(definition, answers);
  const roles = castOffices(definition, number);
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
  let now = begin;
  for (;;) {
    if (await issued(stage, definition.id)) break;
    const look = nextLook(world, now);
    programme.sort((a, b) => a.at - b.at || a.name.localeCompare(b.name));
    const act = programme[0];
    const next = act && act.at <= look ? act.at : look;
    await stage.passUntil(next);
    now = next;
    if (act && act.at === next) {
      programme.shift();
      await act.run();
    } else {
      await workThroughLists(world, now);
    }
    await stage.relay();
    onTime(now);
    if (now - lastCutOff(world) > PATIENCE_MS) throw new Error('the rehearsal did not come to its end');
  }
  return { roles, refused: world.refused, end: now };
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
