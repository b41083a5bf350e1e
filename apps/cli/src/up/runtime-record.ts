import { systemClock } from '@duban/base/clock';
import { markOf, type ProcessMark, type RuntimeFile, writeRuntime } from '@duban/runtime';
import type { Installation } from './installation.js';

/** Keeps `runtime.json` up to date. Writes one after the other; the latest state wins. */
export class RuntimeRecord {
  readonly #installation: Installation;
  readonly #pids: () => Readonly<Record<string, number>>;
  readonly #started = systemClock.now();
  #last: Promise<void> = Promise.resolve();

  constructor(installation: Installation, pids: () => Readonly<Record<string, number>>) {
    this.#installation = installation;
    this.#pids = pids;
  }

  write(state: RuntimeFile['state']): Promise<void> {
    this.#last = this.#last.then(() => this.#write(state));
    return this.#last;
  }

  async #write(state: RuntimeFile['state']): Promise<void> {
    const { settings, ports, databaseUrl, temporal, address } = this.#installation;
    const self = (await markOf(process.pid)) ?? { pid: process.pid, identity: null };
    await writeRuntime(settings.folder, {
      state,
      ...self,
      started: this.#started,
      address: address.known,
      ports: ports.all(),
      services: await marksOf(this.#pids()),
      databaseUrl: databaseUrl.known,
      temporal: temporal.known,
    });
  }
}

async function marksOf(pids: Readonly<Record<string, number>>) {
  const marks = await Promise.all(
    Object.entries(pids).map(async ([id, pid]): Promise<[string, ProcessMark][]> => {
      const mark = await markOf(pid);
      return mark === null ? [] : [[id, mark]];
    }),
  );
  return Object.fromEntries(marks.flat());
}
