import { backOff } from './back-off.js';
import { endOf } from './end-of.js';
import type { Change, Running, Service } from './service.js';
import { realTiming, type Timing } from './timing.js';

export interface SupervisorOptions {
  /** Told of every change as it happens; must not throw. */
  readonly onChange?: (change: Change) => void;
  readonly timing?: Timing;
}

interface Slot {
  readonly service: Service;
  running: Running | null;
  /** Resolves when nobody will start the service any more. */
  settled: Promise<unknown>;
}

/** Keeps services running until it is stopped: one that ends is started again, after a growing pause. */
export class Supervisor {
  readonly #slots: Slot[] = [];
  readonly #ending = new AbortController();
  readonly #tell: (change: Change) => void;
  readonly #timing: Timing;
  #stopped: Promise<void> | undefined;

  constructor({ onChange = () => undefined, timing = realTiming }: SupervisorOptions = {}) {
    this.#tell = onChange;
    this.#timing = timing;
  }

  /**
   * Starts a service for the first time; stopping goes backwards through these calls.
   * @throws what the service throws when this first start fails: nobody tries again then, and the others go on. Throws when stopping.
   */
  async start(service: Service): Promise<Running> {
    if (this.#ending.signal.aborted) throw new Error(`${service.id} is not started: the supervisor is being stopped`);
    const slot: Slot = { service, running: null, settled: Promise.resolve() };
    this.#slots.push(slot);
    this.#tell({ kind: 'starting', service });
    const first = this.#begin(slot, 'started');
    slot.settled = first.then(
      (running) => this.#keep(slot, running),
      () => undefined,
    );
    return first;
  }

  /** Process ids of the services that run now. */
  pids(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.#slots.flatMap(({ service, running }) => (running === null ? [] : [[service.id, running.pid]])),
    );
  }

  /** Stops all, the last started first, each only when the one after it is gone. Safe to repeat. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  /** Kills all at once. */
  async kill(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#slots.map(({ running }) => running?.kill()));
  }

  async #stopAll(): Promise<void> {
    this.#ending.abort();
    for (const slot of this.#slots.toReversed()) {
      // It may be starting at this moment.
      await slot.settled;
      const { service, running } = slot;
      if (running === null) continue;
      this.#tell({ kind: 'stopping', service, pid: running.pid });
      await running.stop();
      this.#tell({ kind: 'stopped', service, pid: running.pid });
    }
  }

  async #begin(slot: Slot, kind: 'started' | 'restarted'): Promise<Running> {
    const { service } = slot;
    const took = this.#timing.stopwatch();
    const running = await service.start();
    slot.running = running;
    this.#tell({ kind, service, pid: running.pid, tookMs: took() });
    return running;
  }

  async #keep(slot: Slot, first: Running): Promise<void> {
    const ending = this.#ending.signal;
    let failures = 0;
    for (let running: Running | null = first; running !== null; ) {
      const up = this.#timing.stopwatch();
      const reason: string | null = await endOf(running, slot.service, { timing: this.#timing, ending });
      if (reason === null) return;
      slot.running = null;
      let failed: Failed = { pid: running.pid, reason, upMs: up() };
      for (running = null; running === null; ) {
        const { delayMs, ...next } = backOff(failures, failed.upMs);
        failures = next.failures;
        this.#tell({ kind: 'crashed', service: slot.service, pid: failed.pid, reason: failed.reason, delayMs });
        await this.#timing.wait(delayMs, ending);
        if (ending.aborted) return;
        running = await this.#begin(slot, 'restarted').catch((error: unknown) => {
          failed = { pid: null, reason: error instanceof Error ? error.message : String(error), upMs: 0 };
          return null;
        });
      }
    }
  }
}

interface Failed {
  readonly pid: number | null;
  readonly reason: string;
  readonly upMs: number;
}
