import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import type { Answer, CampaignDefinition } from '@duban/campaign';
import { type CampaignTexts, defineCampaign, loadAnswers, readCampaign } from '@duban/campaign/schema';
import type { TableDefinition } from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import { definitionText } from './folder/definition-text.js';

/** A campaign as its files describe it, ready to launch. */
export interface Seed {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
  readonly tables: readonly TableDefinition[];
}

export interface SeedReading {
  /** The folder of the forms; `<seeds>/tables` where left out. */
  readonly tables?: string;
  /** Counts the working days of dues; the State Council's where left out. */
  readonly calendar?: WorkCalendar;
}

/**
 * Reads `<seeds>/<name>/{campaign,directory,matter,answers}.yaml` and the tables it names from `<seeds>/tables`, or from `tables` where the
 * campaigns stand in a folder of their own.
 * @throws DubanError `seed-unknown` with the folders there are, `definition-invalid` with every problem at once.
 */
export async function loadSeed(
  seeds: string,
  name: string,
  { tables = path.join(seeds, 'tables'), calendar = stateCouncilCalendar }: SeedReading = {},
): Promise<Seed> {
  const known = await campaignFolders(seeds);
  if (!known.includes(name)) throw new DubanError('seed-unknown', { name, known: known.join('、') || '（没有）' });
  return parseOnce(await seedTexts(path.join(seeds, name), tables), calendar);
}

/** Everything that a seed is made of, as it stands in the files. */
interface SeedTexts {
  readonly campaign: CampaignTexts;
  readonly answers: string;
  /** Of all forms there are, by id. */
  readonly forms: Readonly<Record<string, string>>;
}

async function seedTexts(folder: string, tables: string): Promise<SeedTexts> {
  const campaign = await campaignTexts(folder);
  const files = (await filesIn(tables)).filter((file) => file.endsWith('.yaml'));
  const forms = await Promise.all(
    files.map(async (file) => [idOf(file), (await definitionText(path.join(tables, file))) ?? ''] as const),
  );
  const answers = (await definitionText(path.join(folder, 'answers.yaml'))) ?? 'answers: []';
  return { campaign, answers, forms: Object.fromEntries(forms) };
}

/** What was made of the texts that were parsed last: to parse them takes longer than whatever is then asked of a seed. */
const parsed = new WeakMap<WorkCalendar, Map<string, Seed>>();
const MOST_KEPT = 16;

function parseOnce(texts: SeedTexts, calendar: WorkCalendar): Seed {
  const kept = parsed.get(calendar) ?? new Map<string, Seed>();
  parsed.set(calendar, kept);
  const key = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  const seed = kept.get(key) ?? parse(texts, calendar);
  // The last one asked for stands last, and the first makes room.
  kept.delete(key);
  kept.set(key, seed);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  return seed;
}

function parse({ campaign, answers, forms }: SeedTexts, calendar: WorkCalendar): Seed {
  const sources = readCampaign(campaign);
  const definition = defineCampaign(
    sources,
    Object.keys(forms).map((id) => ({ id, version: null })),
    calendar,
  );
  const answered = loadAnswers(answers, 'answers.yaml');
  const named = new Set(definition.requirements.flatMap((r) => (r.form.kind === 'table' ? [r.form.table] : [])));
  const tables = [...named].map((id) => loadTable(forms[id] ?? '', `${id.toLowerCase()}.yaml`));
  // Only now are the versions known: a form of another version would be missed when the first sheet comes in.
  return { definition: defineCampaign(sources, tables, calendar), answers: answered, tables };
}

/** The definition files of a folder. @throws DubanError `definition-invalid` when one that must be there is not. */
export async function campaignTexts(folder: string): Promise<CampaignTexts> {
  const matter = await definitionText(path.join(folder, 'matter.yaml'));
  const campaign = await definitionText(path.join(folder, 'campaign.yaml'));
  const directory = await definitionText(path.join(folder, 'directory.yaml'));
  const missing = [
    ...(campaign === null ? ['campaign.yaml'] : []),
    ...(directory === null ? ['directory.yaml'] : []),
  ].map((file) => `${file}:1:1 全文：文件夹 ${path.basename(folder)} 里没有这个文件，请参照已有方案补上`);
  if (campaign === null || directory === null)
    throw new DubanError('definition-invalid', { problems: missing.join('\n') });
  return {
    'campaign.yaml': campaign,
    'directory.yaml': directory,
    ...(matter === null ? {} : { 'matter.yaml': matter }),
  };
}

/** `t2a.yaml` is T2a. */
function idOf(file: string): string {
  return `T${path.basename(file, '.yaml').slice(1)}`;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The folders of campaigns under `seeds`, by name. @throws DubanError `seeds-missing` when there is no such folder, or none that may be read. */
export async function campaignFolders(seeds: string): Promise<string[]> {
  try {
    const entries = await readdir(seeds, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name !== 'tables' && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new DubanError('seeds-missing', { folder: seeds });
  }
}
