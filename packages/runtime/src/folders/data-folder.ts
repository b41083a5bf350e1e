import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repoRoot } from './repo-root.js';

/** The folder of everything an installation keeps: `DUBAN_DATA`, else `.duban` in the checkout. Made on demand, for its owner only. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const asked = env.DUBAN_DATA;
  const folder = asked === undefined || asked === '' ? join(repoRoot(), '.duban') : resolve(asked);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
