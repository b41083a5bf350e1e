import path from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { repoRoot } from '@duban/runtime';
import { describe, expect, it } from 'vitest';
import { castOffices, DEFAULT_SEED } from '../src/cast.js';
import { usualBehaviour } from '../src/load-behaviour.js';

const seed = await loadSeed(path.join(repoRoot(import.meta.url), 'seeds'), 'jining-2023');

describe('the cast', () => {
  it('has all four profiles under the default seed', () => {
    const drawn = new Set(castOffices(seed.definition, DEFAULT_SEED, usualBehaviour()).map((r) => r.profile.id));
    expect([...drawn].sort()).toEqual(['careless', 'late', 'punctual', 'silent']);
  });

  it('does not change for one office when another office is added', () => {
    const all = castOffices(seed.definition, 99, usualBehaviour());
    const fewer = castOffices({ ...seed.definition, offices: seed.definition.offices.slice(3) }, 99, usualBehaviour());
    expect(fewer.map((r) => r.profile.id)).toEqual(all.slice(3).map((r) => r.profile.id));
  });
});
