import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Builds the one-file form of a program of a room, `<name>.bundle.js` beside its built module: a start reads one file instead of a thousand.
 * `packages/runtime`'s `programOf` chooses it, by the list of its parts that is written with it.
 * @param {string} module the path of the built module
 * @param {{ external: RegExp[] }} options what stays a package of its own: native add-ons, what finds its parts by its own place
 */
export async function bundleProgram(module, { external }) {
  const file = module.replace(/\.js$/, '.bundle.js');
  const read = new Set();
  const build = await rolldown({
    input: module,
    platform: 'node',
    external,
    plugins: [keepPlaces(file, read)],
    onwarn: () => undefined,
  });
  await build.write({ file, format: 'esm', codeSplitting: false });
  const ours = [...read].filter((id) => !id.includes('node_modules'));
  await writeFile(`${file}.json`, `${JSON.stringify(ours.map((id) => placeFrom(file, id)))}\n`);
}

/** Modules find templates and programs beside themselves: what was written as their own place still means it. Notes what was read. */
function keepPlaces(file, read) {
  return {
    name: 'keep-places',
    transform(code, id) {
      // Not a file, but a helper of the bundler's own.
      if (!path.isAbsolute(id)) return null;
      read.add(id);
      if (!code.includes('import.meta.url')) return null;
      return code.replaceAll(
        'import.meta.url',
        `new URL(${JSON.stringify(placeFrom(file, id))}, import.meta.url).href`,
      );
    },
  };
}

const placeFrom = (file, id) => path.relative(path.dirname(file), id).split(path.sep).join('/');
