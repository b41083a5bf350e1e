import { seedPlaces } from '@duban/actions/seed-folders';
import { stopwatch } from '@duban/base/clock';
import { readRuntime, Supervisor } from '@duban/runtime';
import { EXIT } from '../exit-codes.js';
import { programSeeds } from '../seeds-folder.js';
import { alreadyRunning } from './already-running.js';
import { type Endings, listenForEndings } from './endings.js';
import { type Installation, prepare } from './installation.js';
import { jsonVoice } from './json-voice.js';
import { waitForLeftovers } from './leftovers.js';
import { openBrowser } from './open-browser.js';
import { plainVoice } from './plain-voice.js';
import { RuntimeRecord } from './runtime-record.js';
import type { Settings } from './settings.js';
import { startAll, stepsOf } from './start-all.js';
import type { Ready, Voice } from './voice.js';

/**
 * Runs the live system until it is asked to end; returns the exit code.
 * @param say receives each line; with `json` each is one JSON object (json-voice.ts)
 * @throws DubanError when something cannot be started; everything else has then been stopped
 */
export async function up(
  settings: Settings,
  { json, say }: { json: boolean; say: (line: string) => void },
): Promise<number> {
  const elapsed = stopwatch();
  const voiceFor = (installation?: Installation): Voice => {
    if (json) return jsonVoice(say);
    const known = installation && { steps: stepsOf(installation), log: installation.log };
    return plainVoice(say, { steps: 0, log: String, ...known, option: settings.folderOption });
  };
  if (await alreadyRunning(settings, voiceFor())) return EXIT.ok;
  const before = await readRuntime(settings.folder);
  const endings = listenForEndings();
  let forced = false;
  try {
    voiceFor().progress(`督办正在启动，数据在 ${settings.folder}`);
    await waitForLeftovers(before);
    const installation = await prepare(settings, before, (line) => voice.progress(line));
    const voice = voiceFor(installation);
    const code = await run(installation, { voice, endings, elapsed });
    forced = code === EXIT.interrupted;
    return code;
  } finally {
    // Forced, we are about to exit: one more Ctrl-C must not turn the exit code into a signal.
    if (!forced) endings.release();
  }
}

interface Run {
  readonly voice: Voice;
  readonly endings: Endings;
  readonly elapsed: () => number;
}

async function run(installation: Installation, { voice, endings, elapsed }: Run): Promise<number> {
  const { settings } = installation;
  let state: 'starting' | 'running' | 'stopping' = 'starting';
  const supervisor = new Supervisor({
    onChange: (change) => {
      voice.change(change);
      if (change.kind !== 'starting' && change.kind !== 'stopping') void record.write(state);
    },
  });
  const record = new RuntimeRecord(installation, () => supervisor.pids());
  await record.write(state);
  const end = async (): Promise<void> => {
    state = 'stopping';
    await record.write(state);
    await supervisor.stop();
    await record.write('stopped');
  };

  const ended = endings.first.then((why) => ({ why }));
  const starting = startAll(installation, supervisor, voice);
  try {
    const first = await Promise.race([starting, ended]);
    if (first === null || !('why' in first)) {
      state = 'running';
      await record.write(state);
      const code = { code: first?.code ?? null, codeExpiresAt: first?.expiresAt ?? null };
      const ready = { ...code, pids: supervisor.pids(), tookMs: elapsed() };
      tellReady(installation, voice, ready);
      await tellWhatIsAway(settings, voice);
    }
    const { why } = await ended;
    voice.stopping(why);
  } catch (error) {
    await end();
    throw error;
  }
  // Steps of a start that was broken off fail one after the other.
  starting.catch(() => undefined);
  const forced = endings.again.then(() => 'forced' as const);
  if ((await Promise.race([end(), forced])) === 'forced') {
    await supervisor.kill();
    return EXIT.interrupted;
  }
  voice.ended();
  return EXIT.ok;
}

/** Campaigns that run need no folder: that one cannot be read holds up no reminder. */
async function tellWhatIsAway({ seeds }: Settings, voice: Voice): Promise<void> {
  const { problem } = await seedPlaces({ folder: programSeeds(), own: seeds });
  if (problem !== null) voice.progress(`${problem.message}系统照常运行，文件夹有了就会列在首页。`);
}

function tellReady(
  { settings, databaseUrl, temporal, address, mailFolder, logs }: Installation,
  voice: Voice,
  known: Pick<Ready, 'code' | 'codeExpiresAt' | 'pids' | 'tookMs'>,
): void {
  const { folder, mailServer, accelerated, open } = settings;
  voice.ready({
    address: address.get(),
    temporal: temporal.get(),
    databaseUrl: databaseUrl.get(),
    folder,
    logs,
    mailFolder: mailServer === null ? mailFolder : null,
    accelerated,
    ...known,
  });
  if (open) openBrowser(address.get());
}
