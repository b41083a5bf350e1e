import { expand, settle } from '@duban/campaign';
import type { Directory } from './folder/types.js';
import { campaignFolders, loadSeed, type Seed } from './load-seed.js';

/** The directory of every campaign under `seeds`; `definition-invalid` names a seed that cannot be read. */
export async function loadDirectories(seeds: string): Promise<readonly Directory[]> {
  const names = await campaignFolders(seeds);
  return Promise.all(names.map((name) => loadDirectory(seeds, name)));
}

/** The directory of one campaign. Throws DubanError `seed-unknown`. */
export async function loadDirectory(seeds: string, name: string): Promise<Directory> {
  return directoryOf(name, await loadSeed(seeds, name));
}

function directoryOf(name: string, { definition, answers }: Seed): Directory {
  const { rounds } = expand(settle(definition, answers), answers);
  return {
    title: `${name}（${definition.title}）`,
    offices: definition.offices,
    campaign: {
      id: definition.id,
      title: definition.title,
      forms: definition.requirements.flatMap(({ id, form, offices, frequency }) =>
        form.kind === 'table'
          ? [
              {
                table: form.table,
                requirement: id,
                offices: offices === 'all' ? definition.offices.map((office) => office.id) : offices,
                frequency,
                rounds: rounds
                  .filter((round) => round.requirement === id)
                  .map(({ period, asOf, due }) => ({ period, asOf, due })),
              },
            ]
          : [],
      ),
    },
  };
}
