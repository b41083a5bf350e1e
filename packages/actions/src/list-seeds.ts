import type { LocalDate } from '@duban/base';
import { redate } from '@duban/campaign';
import type { Context } from './context.js';
import { campaignFolders, loadSeed } from './load-seed.js';

/** A notice that can be launched. */
export interface SeedListed {
  readonly name: string;
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

/** The seeds in `folder`. Throws `definition-invalid` when one of them cannot be read: it is named. */
export async function listSeeds(
  ctx: Pick<Context, 'ledger'>,
  { folder, today }: { folder: string; today: LocalDate },
): Promise<SeedListed[]> {
  const listed: SeedListed[] = [];
  for (const name of await campaignFolders(folder)) {
    const seed = await loadSeed(folder, name);
    const { title, notice, offices, requirements } = seed.definition;
    const { definition, quarters } = redate(seed, today);
    const running = await ctx.ledger.db
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', definition.id)
      .executeTakeFirst();
    listed.push({
      name,
      title,
      number: notice.number,
      issued: notice.date,
      offices: offices.length,
      requirements: requirements.length,
      redated: { campaign: definition.id, issued: definition.notice.date, quarters },
      running: running !== undefined,
    });
  }
  return listed;
}
