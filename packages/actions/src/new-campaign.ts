import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError, type LocalDate } from '@duban/base';
import { cloneSeed, loadCampaign } from '@duban/campaign/schema';
import { campaignFolders } from './load-seed.js';

/**
 * Writes the seed folder `name`: next year's campaign after `from`, dates moved and contacts to be confirmed. `issued` null: the notice is not out
 * yet, and its year is the one after.
 * @throws DubanError `campaign-folder-taken`, `seed-unknown`.
 */
export async function newCampaign(
  seeds: string,
  { name, from, issued }: { name: string; from: string; issued: LocalDate | null },
): Promise<{ readonly folder: string; readonly files: readonly string[] }> {
  const known = await campaignFolders(seeds);
  if (!known.includes(from)) throw new DubanError('seed-unknown', { name: from, known: known.join('、') });
  const folder = path.join(seeds, name);
  if (await exists(folder)) throw new DubanError('campaign-folder-taken', { folder });
  const read = (file: string): Promise<string> => readFile(path.join(seeds, from, file), 'utf8');
  const matter = (await exists(path.join(seeds, from, 'matter.yaml'))) ? await read('matter.yaml') : null;
  const texts = {
    'campaign.yaml': await read('campaign.yaml'),
    'directory.yaml': await read('directory.yaml'),
    ...(matter === null ? {} : { 'matter.yaml': matter }),
  };
  const { notice, phases } = loadCampaign(texts);
  const year = Number((notice.date ?? phases[0]?.end ?? '').slice(0, 4));
  const years = issued === null ? 1 : Number(issued.slice(0, 4)) - year;
  const files = cloneSeed(texts, { id: name, issued, years });
  await mkdir(folder);
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  return { folder, files: Object.keys(files) };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
