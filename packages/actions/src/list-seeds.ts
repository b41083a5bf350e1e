import { DubanError, type LocalDate } from '@duban/base';
import { redate } from '@duban/campaign';
import type { Context } from './context.js';
import { campaignFolders, loadSeed } from './load-seed.js';

/** A notice that can be launched. */
export interface SeedReady {
  readonly name: string;
  readonly problem: null;
  readonly title: string;
  readonly number: string;
  readonly issued: LocalDate | null;
  readonly offices: number;
  readonly requirements: number;
  /** What a launch today would make of it: moved by whole quarters. */
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

/** The seeds in `folder`, by name. */
export async function listSeeds(
  ctx: Pick<Context, 'ledger'>,
  { folder, today }: { folder: string; today: LocalDate },
): Promise<SeedListed[]> {
  const listed: SeedListed[] = [];
  for (const name of await campaignFolders(folder)) listed.push(await listedSeed(ctx, { folder, name }, today));
  return listed;
}

async function listedSeed(
  ctx: Pick<Context, 'ledger'>,
  { folder, name }: { folder: string; name: string },
  today: LocalDate,
): Promise<SeedListed> {
  try {
    const seed = await loadSeed(folder, name);
    const { title, notice, offices, requirements } = seed.definition;
    const { definition, quarters } = redate(seed, today);
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
