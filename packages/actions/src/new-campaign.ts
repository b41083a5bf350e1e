import { access, cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError, type LocalDate } from '@duban/base';
import { cloneSeed, loadCampaign } from '@duban/campaign/schema';
import { campaignTexts } from './load-seed.js';
import { seedPlace } from './seed-folders.js';

export interface NewCampaign {
  readonly name: string;
  /** The campaign that it is made from. */
  readonly from: string;
  readonly issued: LocalDate | null;
  /** The folder of the program's notices, where `seeds` is the bureau's own. */
  readonly shipped?: string;
}

/**
 * Writes the seed folder `name`: next year's campaign after `from` (in `seeds`, else in `shipped`), dates moved and contacts to be confirmed.
 * `issued` null: the notice is not out yet, and its year is the one after.
 * @throws DubanError `campaign-folder-taken`, `seed-unknown`, `definition-invalid` when the one it is made from cannot be read.
 */
export async function newCampaign(
  seeds: string,
  { name, from, issued, shipped = seeds }: NewCampaign,
): Promise<{ readonly folder: string; readonly files: readonly string[] }> {
  const source = path.join((await seedPlace({ folder: shipped, own: seeds }, from)).folder, from);
  const folder = path.join(seeds, name);
  if (await exists(folder)) throw new DubanError('campaign-folder-taken', { folder });
  const texts = await campaignTexts(source);
  const { notice, phases } = loadCampaign(texts);
  const year = notice.year ?? Number((notice.date ?? phases[0]?.end ?? '').slice(0, 4));
  const years = issued === null ? 1 : Number(issued.slice(0, 4)) - year;
  const files = cloneSeed(texts, { id: name, issued, year: year + years, years });
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  // The lists annexed to the notice, which matter.yaml names.
  const lists = path.join(source, 'lists');
  const annexed = await exists(lists);
  if (annexed) await cp(lists, path.join(folder, 'lists'), { recursive: true });
  return { folder, files: [...Object.keys(files), ...(annexed ? ['lists/'] : [])] };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
