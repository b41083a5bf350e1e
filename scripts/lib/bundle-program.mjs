import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';

/** What stays a package of its own: native add-ons, and what is loaded only by whoever asks for it. */
const KEPT_APART = [/^@temporalio\/core-bridge$/, /^@node-rs\//, /^pg-native$/, /^webpack$/, /^@opentelemetry\//];

/**
 * Builds the bundled form of a program of a room, `<name>.bundle/` beside its built module: a start reads one file instead of a thousand,
 * and what the program imports only when it needs it lies in files of its own. `packages/base`'s `programOf` chooses it, by the list of
 * its parts that is written with it.
 * @param {string} module the path of the built module
 * @param {{ threads?: string[] }} [options] modules of libraries that these start as threads: bundled with the program
 */
export async function bundleProgram(module, { threads = [] } = {}) {
  const folder = module.replace(/\.js$/, '.bundle');
  const read = new Set();
  const build = await rolldown({
    input: [module, ...threads],
    platform: 'node',
    external: KEPT_APART,
    plugins: [keepPlaces({ folder, threads, read })],
    onwarn: () => undefined,
  });
  await rm(folder, { recursive: true, force: true });
  await build.write({
    dir: folder,
    format: 'esm',
    // A program that still runs an earlier form must not find parts of this one under the same names.
    chunkFileNames: '[name]-[hash].js',
    intro: 'const bundlePlace = import.meta.url;',
  });
  const ours = [...read].filter((id) => !id.includes('node_modules'));
  const parts = ours.map((id) => [
    placeFrom(folder, id),
    createHash('sha256').update(readFileSync(id)).digest('base64url'),
  ]);
  await writeFile(path.join(folder, 'parts.json'), `${JSON.stringify(Object.fromEntries(parts))}\n`);
}

/** Modules find templates and programs beside themselves: what was written as their own place still means it. Notes what was read. */
function keepPlaces({ folder, threads, read }) {
  const urlOf = (id) => `new URL(${JSON.stringify(placeFrom(folder, id))}, bundlePlace).href`;
  const pathOf = (id) => `require("node:url").fileURLToPath(${urlOf(id)})`;
  const found = (id, name) => {
    const file = path.resolve(path.dirname(id), name);
    return threads.includes(`${file}.js`) ? path.join(folder, path.basename(file)) : file;
  };
  return {
    name: 'keep-places',
    transform(code, id) {
      // Not a file, but a helper of the bundler's own.
      if (!path.isAbsolute(id)) return null;
      read.add(id);
      return code
        .replaceAll('import.meta.url', urlOf(id))
        .replace(/\b__dirname\b/g, () => pathOf(path.dirname(id)))
        .replace(/\brequire\.resolve\('(\.[^']*)'\)/g, (_, name) => `require.resolve(${pathOf(found(id, name))})`);
    },
  };
}

const placeFrom = (folder, id) => path.relative(folder, id).split(path.sep).join('/');
