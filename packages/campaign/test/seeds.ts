import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalDate } from '@duban/base';
import type { Answer, CampaignDefinition } from '../src/index.js';
import { type CampaignTexts, loadAnswers, loadCampaign } from '../src/schema.js';

const SEEDS = path.resolve(import.meta.dirname, '../../../seeds');

function text(folder: string, file: string): string | null {
  return readdirSync(folder).includes(file) ? readFileSync(path.join(folder, file), 'utf8') : null;
}

/** The definition files of a folder of seeds or of `test/foreign`. */
export function textsIn(folder: string): CampaignTexts {
  const matter = text(folder, 'matter.yaml');
  return {
    'campaign.yaml': text(folder, 'campaign.yaml') ?? '',
    'directory.yaml': text(folder, 'directory.yaml') ?? '',
    ...(matter === null ? {} : { 'matter.yaml': matter }),
  };
}

export function seedTexts(name: string): CampaignTexts {
  return textsIn(path.join(SEEDS, name));
}

export function seed(name: string): CampaignDefinition {
  return loadCampaign(seedTexts(name));
}

export function answersOf(name: string): Answer[] {
  return loadAnswers(text(path.join(SEEDS, name), 'answers.yaml') ?? 'answers: []', 'answers.yaml');
}

/** An answer of the section chief; who, when and why are of no account. */
export function said(question: string, value: string): Answer {
  return { question, value, by: '科长', on: '2023-08-22' as LocalDate, reason: '定' };
}

/** JN23-M3, in the order of the signatures. */
export const JINING_ISSUERS = [
  '济宁市医疗保障局',
  '济宁市人民检察院',
  '济宁市公安局',
  '济宁市财政局',
  '济宁市卫生健康委员会',
];

/** The ids of a notice's items, one a line. */
export function itemsOf(name: string): string[] {
  return (text(path.join(SEEDS, name), 'items.txt') ?? '').split('\n').filter((line) => line !== '');
}

/** The rows of a list annexed to a notice, by column name. The lists hold no quoted line breaks. */
export function listOf(name: string, file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(path.join(SEEDS, name, 'lists', file), 'utf8')
    .trim()
    .split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      (m) => m[1]?.replaceAll('""', '"') ?? m[2] ?? '',
    );
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}
