import { DubanError } from '@duban/base';
import type { TemporalReach } from '@duban/worker';
import { installationKey } from '@duban/worker/payload-keys';
import { readingSecret } from './merge/signing-secret.js';
import { runningOn } from './running-on.js';
import { readSettings } from './up/settings.js';

export interface WhereItRuns {
  readonly databaseUrl: string;
  readonly temporal: TemporalReach;
  /** The data folder; it need not be there where API and workers run elsewhere. */
  readonly folder: string;
}

/**
 * Database and Temporal of the installation on the data folder; else what the environment names, where API and workers run elsewhere.
 * @throws DubanError `not-running`, `setting-invalid`
 */
export async function whereItRuns(options: { readonly data?: string }): Promise<WhereItRuns> {
  const { folder, databaseUrl, temporal, temporalAccess, payloadKeys } = readSettings(options, process.env);
  const runtime = await runningOn(folder);
  const url = runtime?.databaseUrl ?? databaseUrl;
  const address = (runtime?.temporal ?? temporal)?.address;
  if (url === null || address === undefined) throw new DubanError('not-running', { folder });
  const secret = await readingSecret(options);
  const keys = [...payloadKeys, ...(secret === null ? [] : [installationKey(secret)])];
  // Without one, whatever is started from here would lie in Temporal in clear.
  if (keys.length === 0)
    throw new DubanError('setting-invalid', {
      name: 'DUBAN_SECRET',
      problem: `数据目录 ${folder} 里没有 secret 文件，须写明`,
    });
  return { databaseUrl: url, temporal: { ...temporalAccess, temporalAddress: address, payloadKeys: keys }, folder };
}
