import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import type { Answer, CampaignDefinition } from '@duban/campaign';
import { loadAnswers, loadCampaign } from '@duban/campaign/schema';
import type { TableDefinition } from '@duban/tables';
import { loadTable } from '@duban/tables/schema';

/** A campaign as its files describe it, ready to launch. */
export interface Seed {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
  readonly tables: readonly TableDefinition[];
}

/**
 * Reads `<seeds>/<name>/{campaign,directory,answers}.yaml` and the tables it names from `<seeds>/tables`.
 * @throws DubanError `seed-unknown` with the folders there are, `definition-invalid` with every problem at once.
 */
export async function loadSeed(seeds: string, name: string): Promise<Seed> {
  const known = await campaignFolders(seeds);
  if (!known.includes(name)) throw new DubanError('seed-unknown', { name, known: known.join('、') });
  const read = (file: string): Promise<string> => readFile(path.join(seeds, name, file), 'utf8');
  const matter = await unlessMissing(read('matter.yaml'));
  const definition = loadCampaign({
    'campaign.yaml': await read('campaign.yaml'),
    'directory.yaml': await read('directory.yaml'),
    ...(matter === null ? {} : { 'matter.yaml': matter }),
  });
  const answers = loadAnswers((await unlessMissing(read('answers.yaml'))) ?? 'answers: []', 'answers.yaml');
  const forms = new Set(definition.requirements.flatMap((r) => (r.form.kind === 'table' ? [r.form.table] : [])));
  const tables = await Promise.all(
    [...forms].map(async (id) =>
      loadTable(
        await readFile(path.join(seeds, 'tables', `${id.toLowerCase()}.yaml`), 'utf8'),
        `${id.toLowerCase()}.yaml`,
      ),
    ),
  );
  return { definition, answers, tables };
}

/** A campaign of one's own may do without what the notice says beside its schedule, and without answers. */
async function unlessMissing(text: Promise<string>): Promise<string | null> {
  try {
    return await text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The folders of campaigns under `seeds`, by name. */
export async function campaignFolders(seeds: string): Promise<string[]> {
  const entries = await readdir(seeds, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'tables')
    .map((entry) => entry.name)
    .sort();
}
