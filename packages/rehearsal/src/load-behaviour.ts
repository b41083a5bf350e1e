import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { readShaped } from '@duban/campaign/schema';
import { z } from 'zod';
import { type Behaviour, blunders } from './profiles.js';

const FOLDER = new URL('../profiles/', import.meta.url);
/** Further than this from the due, nobody plans. */
const DAYS = z.int().min(-60).max(60);

const profile = z.strictObject(
  {
    id: z.string().regex(/^[a-z][a-z0-9-]*$/, '应为小写字母、数字和连字符，以字母开头'),
    label: z.string().min(1),
    weight: z.int().min(0).max(100),
    files: z
      .strictObject({ earliest: DAYS, latest: DAYS }, '应为 earliest、latest 两项')
      .refine(({ earliest, latest }) => earliest <= latest, { path: ['latest'], message: '不能早于 earliest' })
      .nullable(),
    promises: z
      .strictObject({ days: z.int().min(0).max(30), keeps: z.int().min(0).max(100) }, '应为 days、keeps 两项')
      .nullable(),
    blunders: z.array(z.enum(blunders)).default([]),
  },
  '只能有 id、label、weight、files、promises、blunders',
);

const behaviourFile = z
  .strictObject(
    { profiles: z.array(profile).min(1), cast: z.record(z.string(), z.string()).default({}) },
    '只能有 profiles、cast',
  )
  .superRefine(({ profiles, cast }, ctx) => {
    const ids = profiles.map(({ id }) => id);
    for (const [i, id] of ids.entries())
      if (ids.indexOf(id) < i)
        ctx.addIssue({ code: 'custom', path: ['profiles', i, 'id'], message: '每个编号只能写一次' });
    for (const [office, id] of Object.entries(cast))
      if (!ids.includes(id))
        ctx.addIssue({ code: 'custom', path: ['cast', office], message: `应为 ${ids.join('、')} 之一` });
    if (profiles.every(({ weight }) => weight === 0))
      ctx.addIssue({ code: 'custom', path: ['profiles'], message: '至少一个的 weight 大于 0' });
  });

/** The profiles in `text` (YAML). Throws DubanError `definition-invalid` with every problem, its line and column. */
export function parseBehaviour(text: string, fileName: string): Behaviour {
  return readShaped(behaviourFile, { text, fileName });
}

/** Named ones that come with the program: `usual`, `smooth`, `hard`. */
export function namedBehaviours(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.basename(file, '.yaml'))
    .sort();
}

/** What offices do unless another file is given. */
export function usualBehaviour(): Behaviour {
  return parseBehaviour(readFileSync(new URL('usual.yaml', FOLDER), 'utf8'), 'usual.yaml');
}

/** A named one, or a file. @throws DubanError `profile-unknown` when there is neither; `definition-invalid`. */
export async function loadBehaviour(nameOrFile: string): Promise<Behaviour> {
  const known = namedBehaviours();
  const file = known.includes(nameOrFile) ? new URL(`${nameOrFile}.yaml`, FOLDER) : path.resolve(nameOrFile);
  try {
    return parseBehaviour(await readFile(file, 'utf8'), path.basename(nameOrFile));
  } catch (error) {
    if (!['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new DubanError('profile-unknown', { name: nameOrFile, known: known.join('、') });
  }
}
