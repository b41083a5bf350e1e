import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface Seen {
  readonly pid: number;
  /** Start time in clock ticks: a pid that is used again is another process. */
  readonly started: string;
  readonly name: string;
}

/** Parent and start time of every process, from /proc. */
function processes(): (Seen & { readonly parent: number })[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (rest[0] === 'Z') return [];
        return [
          {
            pid: Number(name),
            parent: Number(rest[1]),
            started: rest[19] ?? '',
            name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
          },
        ];
      } catch {
        return [];
      }
    });
}

/** Every process below one. */
export function descendants(of: number): Seen[] {
  const all = processes();
  const found: Seen[] = [];
  const visit = (parent: number): void => {
    for (const p of all.filter((each) => each.parent === parent)) {
      found.push(p);
      visit(p.pid);
    }
  };
  visit(of);
  return found;
}

/** Waits until they are gone; returns those that are not. */
export async function goneWithin(family: readonly Seen[], ms: number): Promise<Seen[]> {
  const deadline = performance.now() + ms;
  for (;;) {
    const alive = new Set(processes().map((p) => `${p.pid} ${p.started}`));
    const left = family.filter((p) => alive.has(`${p.pid} ${p.started}`));
    if (left.length === 0 || performance.now() > deadline) return left;
    await pause(100);
  }
}
