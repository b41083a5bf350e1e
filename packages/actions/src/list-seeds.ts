import { DubanError, type LocalDate } from '@duban/base';
import type { Context } from './context.js';
import { dated } from './launch/dated.js';
import { loadSeed } from './load-seed.js';
import { type SeedFolders, type SeedPlace, seedPlaces } from './seed-folders.js';

/** A notice that can be launched. */
export interface SeedReady {
  readonly name: string;
  readonly problem: null;
  readonly title: string;
  readonly number: string;
  readonly issued: LocalDate | null;
  readonly offices: number;
  readonly requirements: number;
  /** What a launch today would make of it: a notice of the program is moved by whole quarters, the bureau's own campaign is not. */
  readonly redated: { readonly campaign: string; readonly issued: LocalDate | null; readonly quarters: number };
  /** The campaign that a launch today would make exists already. */
  readonly running: boolean;
}

/** A folder whose files cannot be read: shown with what is wrong, so that one bad file does not hide the others. */
export interface SeedBroken {
  readonly name: string;
  readonly problem: string;
}

export type SeedListed = SeedReady | SeedBroken;

/** What can be launched: the bureau's own campaigns, then the notices of the program, each by name. */
export async function listSeeds(
  ctx: Pick<Context, 'ledger'>,
  { today, ...folders }: SeedFolders & { readonly today: LocalDate },
): Promise<SeedListed[]> {
  const { places, problem } = await seedPlaces(folders);
  const listed: SeedListed[] = [];
  if (problem !== null) listed.push({ name: String(problem.details.folder), problem: problem.message });
  for (const [name, place] of places) listed.push(await listedSeed(ctx, { ...place, name }, today));
  return listed;
}

async function listedSeed(
  ctx: Pick<Context, 'ledger'>,
  { name, folder, tables, moves }: SeedPlace & { readonly name: string },
  today: LocalDate,
): Promise<SeedListed> {
  try {
    const seed = await loadSeed(folder, name, { tables });
    const { title, notice, offices, requirements } = seed.definition;
    const { definition, quarters } = dated(seed, { moves, today });
    const running = await ctx.ledger.db
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', definition.id)
      .executeTakeFirst();
    return {
      name,
      problem: null,
      title,
      number: notice.number,
      issued: notice.date,
      offices: offices.length,
      requirements: requirements.length,
      redated: { campaign: definition.id, issued: definition.notice.date, quarters },
      running: running !== undefined,
    };
  } catch (error) {
    if (!(error instanceof DubanError) || error.kind !== 'bad-input') throw error;
    return { name, problem: error.message };
  }
}
