import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ThrowawayFolder {
  readonly path: string;
  /** Removes it with all it holds; safe to repeat. */
  remove(): void;
}

const alive = new Set<string>();
let watching = false;

/** A new folder under the temporary folder (or `parent`), removed by `remove()` or at the latest when this process exits (not after kill -9). */
export function throwawayFolder(name: string, parent: string = tmpdir()): ThrowawayFolder {
  if (!watching) {
    watching = true;
    process.on('exit', () => {
      for (const path of alive) rmSync(path, { recursive: true, force: true });
    });
  }
  const path = mkdtempSync(join(parent, `duban-${name}-`));
  alive.add(path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      alive.delete(path);
    },
  };
}
