import type { Timing } from '../../src/supervision/timing.js';

/** Time that passes when the test says so. */
export class ManualTiming implements Timing {
  #now = 0;
  #waits: { readonly at: number; readonly done: () => void }[] = [];

  stopwatch(): () => number {
    const start = this.#now;
    return () => this.#now - start;
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.#waits = this.#waits.filter((each) => each.done !== done);
        resolve();
      };
      this.#waits.push({ at: this.#now + ms, done });
      signal.addEventListener('abort', done);
    });
  }

  /** How many wait now. */
  get waiting(): number {
    return this.#waits.length;
  }

  pass(ms: number): void {
    this.#now += ms;
    for (const { done } of this.#waits.filter(({ at }) => at <= this.#now)) done();
  }
}
