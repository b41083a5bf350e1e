import path from 'node:path';
import { coverSeed } from '@duban/actions/cover-seed';
import { campaignFolders } from '@duban/actions/load-seed';
import { repoRoot } from '@duban/runtime';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';

/** `duban coverage [seed]`: where every item of a notice lives; exit code 1 when one lives nowhere. */
export async function coverageCommand(name: string | undefined, options: { readonly json?: boolean }): Promise<number> {
  try {
    const seeds = path.join(repoRoot(import.meta.url), 'seeds');
    const names = name === undefined ? await campaignFolders(seeds) : [name];
    const all = await Promise.all(names.map(async (seed) => ({ seed, items: await coverSeed(seeds, seed) })));
    if (options.json) console.log(JSON.stringify(all, null, 1));
    else for (const { seed, items } of all) console.log(coverageText(seed, items));
    return all.some(({ items }) => items.some((item) => item.places.length === 0)) ? EXIT.findings : EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}

function coverageText(seed: string, items: Awaited<ReturnType<typeof coverSeed>>): string {
  const missing = items.filter((item) => item.places.length === 0);
  const dataOnly = items.filter((item) => item.places.length > 0 && item.places.every((place) => place.dataOnly));
  return [
    pc.bold(`${seed}：${items.length} 条，缺 ${missing.length} 条，只作数据保存、程序尚未执行的 ${dataOnly.length} 条`),
    ...items.map(({ item, places }) => {
      const where = [...new Set(places.map((place) => `${place.kind} ${place.name}`))].join('；');
      const mark = dataOnly.some((other) => other.item === item) ? pc.dim('（只作数据）') : '';
      return places.length === 0 ? `  ${pc.red('✘')} ${item}　没有着落` : `  ${pc.green('✔')} ${item}　${where}${mark}`;
    }),
  ].join('\n');
}
