import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadSeed, type Seed } from '@duban/actions/load-seed';
import { compare, loadBehaviour, usualBehaviour } from '@duban/rehearsal';
import { EXIT } from '../exit-codes.js';
import type { SeedsFolder } from '../seeds-folder.js';
import { compareText } from './compare-text.js';
import { dayOf, numberOf, type Options } from './options.js';

/** `duban rehearse <seed> --compare <seed|folder>`: what a change does to whom; nothing is started. */
export async function compareCommand(name: string, options: Options, { seeds, tables }: SeedsFolder): Promise<number> {
  const running = await loadSeed(seeds, name, { tables });
  const changed = await changedSeed(options.compare ?? '', { seeds, tables });
  const comparison = compare({
    running,
    changed,
    effective: dayOf('--from', options.from),
    number: numberOf(options),
    behaviour: options.profile === undefined ? usualBehaviour() : await loadBehaviour(options.profile),
  });
  console.log(options.json ? JSON.stringify(comparison, null, 1) : compareText(comparison));
  return EXIT.ok;
}

/** A campaign among the seeds, or a folder anywhere: an edited copy. */
async function changedSeed(nameOrFolder: string, { seeds, tables }: SeedsFolder): Promise<Seed> {
  const folder = path.resolve(nameOrFolder);
  if (!existsSync(path.join(seeds, nameOrFolder)) && existsSync(path.join(folder, 'campaign.yaml')))
    return loadSeed(path.dirname(folder), path.basename(folder), { tables });
  return loadSeed(seeds, nameOrFolder, { tables });
}
