import { existsSync, readFileSync } from 'node:fs';
import { cp, lchown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/**
 * Copies what the runtime room needs (its own built code, its fixtures, its dependencies) into `target`: another checkout.
 * @returns the package folder inside the copy
 */
export async function copyOfRuntime(target: string): Promise<string> {
  for (const room of ['base', 'runtime']) {
    const from = join(ROOT, 'packages', room);
    const to = join(target, 'node_modules', '@duban', room);
    for (const part of ['package.json', 'dist', 'test/fixtures']) {
      if (existsSync(join(from, part))) await cp(join(from, part), join(to, part), { recursive: true });
    }
  }
  for (const name of closure(['@duban/runtime', '@duban/base'])) {
    const options = { recursive: true, verbatimSymlinks: true };
    await cp(join(ROOT, 'node_modules', name), join(target, 'node_modules', name), options);
  }
  await cp(join(ROOT, 'turbo.json'), join(target, 'turbo.json'));
  return join(target, 'node_modules', '@duban', 'runtime');
}

/** Gives a folder with all it holds to a user. */
export async function giveTo(uid: number, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, uid);
  }
  await lchown(folder, uid, uid);
}

/** All installed packages that the given ones need, without our own. */
function closure(names: readonly string[]): string[] {
  const found = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const file = join(ROOT, 'node_modules', name, 'package.json');
    if (found.has(name) || !existsSync(file)) continue;
    found.add(name);
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      string,
      object | undefined
    >;
    queue.push(...Object.keys({ ...dependencies, ...optionalDependencies }));
  }
  return [...found].filter((name) => !name.startsWith('@duban/'));
}
