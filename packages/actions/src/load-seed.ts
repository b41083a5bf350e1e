import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import type { Answer, CampaignDefinition } from '@duban/campaign';
import { type CampaignTexts, loadAnswers, loadCampaign } from '@duban/campaign/schema';
import type { TableDefinition } from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import { textOf } from './folder/text-of.js';

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
  const texts = await campaignTexts(path.join(seeds, name));
  const forms = (await filesIn(tables)).filter((file) => file.endsWith('.yaml')).map((file) => idOf(file));
  const definition = loadCampaign(
    texts,
    forms.map((id) => ({ id, version: null })),
    calendar,
  );
  const answers = loadAnswers((await textOf(path.join(seeds, name, 'answers.yaml'))) ?? 'answers: []', 'answers.yaml');
  const named = new Set(definition.requirements.flatMap((r) => (r.form.kind === 'table' ? [r.form.table] : [])));
  const read = await Promise.all([...named].map((id) => tableIn(tables, id)));
  // Only now are the versions known: a form of another version would be missed when the first sheet comes in.
  return { definition: loadCampaign(texts, read, calendar), answers, tables: read };
}

/** The definition files of a folder. @throws DubanError `definition-invalid` when one that must be there is not. */
export async function campaignTexts(folder: string): Promise<CampaignTexts> {
  const matter = await textOf(path.join(folder, 'matter.yaml'));
  const campaign = await textOf(path.join(folder, 'campaign.yaml'));
  const directory = await textOf(path.join(folder, 'directory.yaml'));
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

async function tableIn(folder: string, id: string): Promise<TableDefinition> {
  const file = `${id.toLowerCase()}.yaml`;
  return loadTable(await readFile(path.join(folder, file), 'utf8'), file);
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

/** The folders of campaigns under `seeds`, by name. @throws DubanError `seeds-missing` when there is no such folder. */
export async function campaignFolders(seeds: string): Promise<string[]> {
  try {
    const entries = await readdir(seeds, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name !== 'tables' && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new DubanError('seeds-missing', { folder: seeds });
  }
}
