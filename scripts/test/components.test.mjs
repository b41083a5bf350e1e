import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quietEnv, root } from '../lib/commands.mjs';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
/** `[path in node_modules, entry]` of everything that others wrote. */
const foreign = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && link !== true);

/** What may be shipped with the product, or run while it is made (docs/security/measures.md, 第三方组件). */
const LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
];
/** Their package.json does not say it in a word of SPDX. */
const SAID_OTHERWISE = {
  'node_modules/chainsaw': 'MIT/X11',
  // Below Mozilla's list of common passwords.
  'node_modules/incremental-encoder': 'MPL 2.0',
  'node_modules/unionfs': 'Unlicense, in its LICENSE',
  // Below exceljs, through unzipper; says nothing. Named in docs/security/measures.md as what is open.
  'node_modules/buffers': 'nothing',
};
const acceptable = (expression) =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => LICENCES.includes(licence.trim())));

describe('the components of others', () => {
  it('are pinned to one version each, from the registry that this installation is set to and from nowhere else', () => {
    expect(foreign.length).toBeGreaterThan(400);
    for (const [path, { version, resolved }] of foreign) {
      expect([path, version]).toEqual([path, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
      expect([path, resolved]).toEqual([path, undefined]);
    }
  });

  it('are known by their digest, but for programs of platforms that the registry did not offer', () => {
    const unknown = foreign.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''));
    expect(unknown.filter(([, { optional }]) => optional !== true).map(([path]) => path)).toEqual([]);
  });

  it('have licences that the product may live with', () => {
    const strange = foreign.filter(
      ([, { license, optional }]) => !acceptable(license ?? '') && !(license === undefined && optional),
    );
    expect(strange.map(([path]) => path).sort()).toEqual(Object.keys(SAID_OTHERWISE).sort());
  });

  it('make a CycloneDX list of parts by one command, without the network', () => {
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'];
    const text = execFileSync('npm', args, { cwd: root, env: quietEnv, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const { bomFormat, components } = JSON.parse(text);
    expect(bomFormat).toBe('CycloneDX');
    const purls = new Set(components.map(({ purl }) => purl));
    for (const name of ['fastify', 'exceljs', 'nodemailer', 'kysely', 'zod'])
      expect([...purls].some((purl) => purl.startsWith(`pkg:npm/${name}@`))).toBe(true);
  });
});
