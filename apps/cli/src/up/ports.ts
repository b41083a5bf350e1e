import { withLastingPort } from '@duban/runtime';

/**
 * The ports of an installation's services. Links and bookmarks name them, so a service gets the one it had last time unless a stranger
 * has it, and keeps it as long as we run: a restarted service is where it was.
 */
export class Ports {
  readonly #remembered: Readonly<Record<string, number>>;
  readonly #settled: Record<string, number>;

  /** @param fixed ports that must be these and no others */
  constructor(remembered: Readonly<Record<string, number>>, fixed: Readonly<Record<string, number>> = {}) {
    this.#remembered = remembered;
    this.#settled = { ...fixed };
  }

  /** Starts something on its port; the first success settles it. */
  async use<T>(name: string, start: (port: number) => Promise<T>): Promise<T> {
    const settled = this.#settled[name];
    if (settled !== undefined) return start(settled);
    return withLastingPort(async (port) => {
      const started = await start(port);
      this.#settled[name] = port;
      return started;
    }, this.#remembered[name]);
  }

  /** What is settled, to be remembered; ports of services that did not run this time stay reserved for them. */
  all(): Readonly<Record<string, number>> {
    return { ...this.#remembered, ...this.#settled };
  }
}
