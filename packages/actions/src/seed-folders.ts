import { existsSync } from 'node:fs';
import path from 'node:path';
import { DubanError } from '@duban/base';
import type { WorkCalendar } from '@duban/calendar';
import { campaignFolders, loadSeed, type Seed } from './load-seed.js';

/** The folders whose campaigns can be launched. */
export interface SeedFolders {
  /** The notices that come with the program. They are years old: a launch moves them to today, and marks it. */
  readonly folder: string;
  /** The bureau's own campaigns: they are meant as they are dated. One that is named like a notice of the program stands in its place. */
  readonly own?: string | null;
}

/** Where the files of a campaign are. */
export interface SeedPlace {
  readonly folder: string;
  /** The folder of its forms. */
  readonly tables: string;
  /** Whether a launch moves it to today. */
  readonly moves: boolean;
}

export interface SeedPlaces {
  /** Every campaign that can be launched, by name: the bureau's own first. */
  readonly places: ReadonlyMap<string, SeedPlace>;
  /** Why the bureau's own are not among them; null where they are, or where it has none. */
  readonly problem: DubanError | null;
}

/** Where all campaigns are that can be launched. @throws DubanError `seeds-missing` for the folder of the program. */
export async function seedPlaces({ folder, own = null }: SeedFolders): Promise<SeedPlaces> {
  const places = new Map<string, SeedPlace>();
  const add = async (place: SeedPlace): Promise<void> => {
    for (const name of await campaignFolders(place.folder)) if (!places.has(name)) places.set(name, place);
  };
  const problem =
    own === null ? null : await missing(add({ folder: own, tables: tablesFor(own, folder), moves: false }));
  await add({ folder, tables: tablesFor(folder, folder), moves: true });
  return { places, problem };
}

/** A folder that is away (a share, a stick) does not take the others with it. */
async function missing(reading: Promise<void>): Promise<DubanError | null> {
  try {
    await reading;
    return null;
  } catch (error) {
    if (error instanceof DubanError && error.code === 'seeds-missing') return error;
    throw error;
  }
}

/** The folder of the forms for the campaigns in `seeds`: its own `tables`, else that of `shipped`. */
export function tablesFor(seeds: string, shipped: string): string {
  const tables = path.join(seeds, 'tables');
  return existsSync(tables) ? tables : path.join(shipped, 'tables');
}

/** Where the campaign `name` is. @throws DubanError `seed-unknown` with those there are; as `seedPlaces`. */
export async function seedPlace(folders: SeedFolders, name: string): Promise<SeedPlace> {
  const { places } = await seedPlaces(folders);
  const place = places.get(name);
  if (place !== undefined) return place;
  throw new DubanError('seed-unknown', { name, known: [...places.keys()].join('、') || '（没有）' });
}

/** The campaign `name`, and whether a launch moves it. @throws DubanError as `seedPlace` and `loadSeed`. */
export async function loadPlaced(
  folders: SeedFolders,
  name: string,
  reading: { readonly calendar?: WorkCalendar } = {},
): Promise<{ readonly seed: Seed; readonly moves: boolean }> {
  const { folder, tables, moves } = await seedPlace(folders, name);
  return { seed: await loadSeed(folder, name, { ...reading, tables }), moves };
}
