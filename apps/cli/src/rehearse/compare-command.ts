import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadSeed, type Seed } from '@duban/actions/load-seed';
import { compare, loadBehaviour } from '@duban/rehearsal';
import { EXIT } from '../exit-codes.js';
import type { SeedsFolder } from '../seeds-folder.js';
import { compareText } from './compare-text.js';
import { dayOf, numberOf, type Options, WrongUse } from './options.js';

/** `duban rehearse <seed> --compare <seed|folder>`: what a change does to whom; nothing is started. */
export async function compareCommand(name: string, options: Options, { seeds, tables }: SeedsFolder): Promise<number> {
  refusePlaying(options);
  const running = await loadSeed(seeds, name, { tables });
  const changed = await changedSeed(options.compare ?? '', { seeds, tables });
  const comparison = compare({
    running,
    changed,
    effective: dayOf('--from', options.from),
    number: numberOf(options),
    behaviour: await loadBehaviour(options.profile ?? 'usual'),
  });
  console.log(options.json ? JSON.stringify(comparison, null, 1) : compareText(comparison));
  return EXIT.ok;
}

/** What only a rehearsal does would be ignored in silence. */
function refusePlaying({ year, launch, speed, step, out }: Options): void {
  const said = Object.entries({ year, launch, speed, step, out }).find(([, value]) => value !== undefined);
  if (said) throw new WrongUse(`--${said[0]} 不能与 --compare 同用：比较按通知自己的日期，不演也不写文件。`);
}

/** A campaign among the seeds, or a folder anywhere: an edited copy. */
async function changedSeed(nameOrFolder: string, { seeds, tables }: SeedsFolder): Promise<Seed> {
  const folder = path.resolve(nameOrFolder);
  if (!existsSync(path.join(seeds, nameOrFolder)) && existsSync(path.join(folder, 'campaign.yaml')))
    return loadSeed(path.dirname(folder), path.basename(folder), { tables });
  return loadSeed(seeds, nameOrFolder, { tables });
}
