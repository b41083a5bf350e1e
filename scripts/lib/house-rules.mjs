import { dirname, join, relative, resolve, sep } from 'node:path';
import { factsOf } from './source-file.mjs';
import { filesBelow, workspacesOf } from './workspaces.mjs';

/**
 * A broken rule, with the place.
 * @typedef {{ file: string, line: number, rule: string, message: string }} Problem
 */

/** Files that may read the machine's clock, each with its reason. */
const MAY_READ_CLOCK = [
  // The one clock module.
  (file) => file === 'packages/base/src/clock.ts',
  // Inside a workflow Date.now() is workflow time: Temporal replaces it by a deterministic one.
  (file, what) => file === 'workflows/src/clock.ts' && what === 'Date.now()',
];

/**
 * Checks every source file and package.json of a checkout against the arrows.
 * @returns {Problem[]}
 */
export function checkHouse(root, arrows) {
  const rooms = new Map(workspacesOf(root).map((room) => [room.manifest.name, room]));
  const problems = [];
  for (const room of rooms.values()) {
    const rule = arrows.rooms[room.folder];
    if (rule === undefined) {
      problems.push({
        file: `${room.folder}/package.json`,
        line: 1,
        rule: 'unknown-room',
        message: `${room.folder} is not in scripts/arrows.json`,
      });
      continue;
    }
    problems.push(...checkManifest({ root, room, rooms, arrows }));
    for (const file of sourcesOf(root, room.folder)) problems.push(...checkFile({ root, file, room, rooms, arrows }));
  }
  return problems;
}

function sourcesOf(root, folder) {
  return ['src', 'bin']
    .flatMap((part) => filesBelow(join(root, folder, part)))
    .filter((file) => /\.(ts|tsx|mts|js|mjs)$/.test(file) && !file.endsWith('.d.ts'));
}

/** What a room may import at all, and what with values. */
function allowed(arrows, folder) {
  const { values, types = [], wiring } = arrows.rooms[folder];
  const byValue = new Set([...values, ...(wiring?.rooms ?? [])]);
  return { byValue, any: new Set([...byValue, ...types]) };
}

function checkManifest({ room, rooms, arrows }) {
  const file = `${room.folder}/package.json`;
  const { any } = allowed(arrows, room.folder);
  const bad = (name, group) => {
    const target = rooms.get(name)?.folder;
    return (
      target !== undefined && !any.has(target) && !(group === 'devDependencies' && arrows.testOnly.includes(target))
    );
  };
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((group) =>
    Object.keys(room.manifest[group] ?? {})
      .filter((name) => bad(name, group))
      .map((name) => ({
        file,
        line: 1,
        rule: 'arrow',
        message: `${room.folder} may not depend on ${name} (${group})`,
      })),
  );
}

function checkFile({ root, file, room, rooms, arrows }) {
  const path = relative(root, file).split(sep).join('/');
  const facts = factsOf(file);
  const at = (line, rule, message) => ({ file: path, line, rule, message });
  const imports = facts.references.flatMap(({ from, typeOnly, line }) => {
    const broken = from.startsWith('.')
      ? checkRelative({ root, file, folder: room.folder, from })
      : checkRoomImport({ from, typeOnly, room, rooms, arrows });
    return broken === null ? [] : [at(line, broken.rule, broken.message)];
  });
  const clocks = facts.clockReads
    .filter(({ what }) => !MAY_READ_CLOCK.some((may) => may(path, what)))
    .map(({ what, line }) =>
      at(
        line,
        'clock',
        `${what}: only packages/base/src/clock.ts reads the machine's clock, and workflows/src/clock.ts workflow time`,
      ),
    );
  const all = facts.exportAll.map((line) => at(line, 'export-all', 'export *: name what you export'));
  return [...imports, ...clocks, ...all];
}

function checkRelative({ root, file, folder, from }) {
  const inside = relative(join(root, folder), resolve(dirname(file), from));
  return inside.startsWith('..')
    ? { rule: 'leaves-package', message: `${from} leaves ${folder}: import the package by its name` }
    : null;
}

function checkRoomImport({ from, typeOnly, room, rooms, arrows }) {
  const [, name, rest = ''] = /^(@[^/]+\/[^/]+|[^/]+)(\/.*)?$/.exec(from) ?? [];
  const target = rooms.get(name);
  if (target === undefined || target === room) return null;
  const { byValue, any } = allowed(arrows, room.folder);
  if (!any.has(target.folder)) return { rule: 'arrow', message: `${room.folder} may not import ${target.folder}` };
  if (!typeOnly && !byValue.has(target.folder)) {
    return { rule: 'types-only', message: `${room.folder} may import only types of ${target.folder} (import type)` };
  }
  if (!isExported(target.manifest.exports ?? {}, `.${rest}`)) {
    return { rule: 'deep-import', message: `${from} goes past the exports of ${target.folder}/package.json` };
  }
  const { dependencies = {}, devDependencies = {}, peerDependencies = {} } = room.manifest;
  // Hoisting hides it, but turbo builds in the order of the declared dependencies.
  const declared = name in dependencies || name in peerDependencies || (typeOnly && name in devDependencies);
  return declared
    ? null
    : { rule: 'undeclared', message: `${name} is missing from the dependencies of ${room.folder}/package.json` };
}

function isExported(exported, subpath) {
  return Object.keys(exported).some((key) => {
    if (!key.includes('*')) return key === subpath;
    const [head, tail] = key.split('*');
    return subpath.length > head.length + tail.length && subpath.startsWith(head) && subpath.endsWith(tail);
  });
}
