export { cloneSeed, type NextCampaign } from './clone-seed.js';
export { type ContactFields, contactProblem } from './contact-problem.js';
export type { KnownTable } from './table-checks.js';

import { DubanError } from '@duban/base';
import { type InstallationDays, stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import type { z } from 'zod';
import { answerChecks } from './answer-checks.js';
import { crossChecks, matterChecks } from './cross-checks.js';
import { resolveDates } from './dates/resolve-dates.js';
import type { Answer, CampaignDefinition } from './definition.js';
import { allowedText, type Problem, problemLines, syntaxLines, zodProblems } from './problems.js';
import { answersFile } from './schema-answers.js';
import { calendarFile, dayChecks } from './schema-calendar.js';
import { campaignFile } from './schema-campaign.js';
import { directoryFile } from './schema-directory.js';
import { ladderHours } from './schema-ladder.js';
import { matterFile } from './schema-matter.js';
import { selectOffices } from './select-offices.js';
import { type KnownTable, tableChecks } from './table-checks.js';
import { readYaml, type YamlSource } from './yaml-source.js';

/** The texts of a seed folder's definition files. */
export interface CampaignTexts {
  readonly 'campaign.yaml': string;
  readonly 'directory.yaml': string;
  /** What the notice says beside its schedule; a campaign of one's own may do without. */
  readonly 'matter.yaml'?: string;
}

/** The same, read. */
export interface CampaignSources {
  readonly campaign: YamlSource;
  readonly directory: YamlSource;
  readonly matter: YamlSource;
}

/** Reads the texts. @throws DubanError `definition-invalid` where one is no YAML. */
export function readCampaign(texts: CampaignTexts): CampaignSources {
  const campaign = readYaml(texts['campaign.yaml'], 'campaign.yaml');
  const directory = readYaml(texts['directory.yaml'], 'directory.yaml');
  const matter = readYaml(texts['matter.yaml'] ?? '{}', 'matter.yaml');
  refuseSyntax([campaign, directory, matter]);
  return { campaign, directory, matter };
}

/**
 * The definition that the texts describe. Pure: texts in, no file is opened. `tables`: the forms there are; null: whatever is named.
 * Dues that are said once (印发后5个工作日内) are counted by `calendar`.
 * Throws one DubanError `definition-invalid` with every problem of both files, each with its line and column.
 */
export function loadCampaign(
  texts: CampaignTexts,
  tables: readonly KnownTable[] | null = null,
  calendar: WorkCalendar = stateCouncilCalendar,
): CampaignDefinition {
  return defineCampaign(readCampaign(texts), tables, calendar);
}

/** {@link loadCampaign} of texts that are read already: to read them takes most of the time. */
export function defineCampaign(
  sources: CampaignSources,
  tables: readonly KnownTable[] | null,
  calendar: WorkCalendar,
): CampaignDefinition {
  const { campaign: campaignSource, directory: directorySource, matter: matterSource } = sources;
  const campaign = shaped(campaignFile, campaignSource);
  const directory = shaped(directoryFile, directorySource);
  const matter = shaped(matterFile, matterSource);
  const dates = campaign.value && resolveDates(campaign.value, campaignSource, calendar);
  const problems = [
    ...campaign.problems,
    ...directory.problems,
    ...matter.problems,
    ...(dates?.problems ?? []),
    ...crossChecks(campaignSource, directorySource),
    ...matterChecks(matterSource),
    ...(tables === null ? [] : tableChecks(campaignSource, tables)),
    ...emptySelections(campaignSource, { campaign: campaign.value, directory: directory.value }),
    ...(campaign.value ? ladderTimes(campaignSource, campaign.value) : []),
  ];
  if (problems.length > 0 || !campaign.value || !directory.value || !matter.value || !dates)
    throw invalid(problemLines(problems));
  const written = new Map(campaign.value.requirements.map((r) => [r.id, r.offices]));
  const { offices } = directory.value;
  return {
    ...campaign.value,
    ...directory.value,
    phases: dates.phases,
    milestones: dates.milestones,
    requirements: dates.requirements.map((r) => ({
      ...r,
      offices: selectOffices(written.get(r.id) ?? 'all', offices),
    })),
    matter: matter.value,
  };
}

/** Of the campaign's ladder and of those that requirements carry. */
function ladderTimes(source: YamlSource, { ladder, hours, requirements }: z.output<typeof campaignFile>): Problem[] {
  return [
    ...ladderHours(source, { ladder, hours, path: ['ladder'] }),
    ...requirements.flatMap((r, i) =>
      r.ladder ? ladderHours(source, { ladder: r.ladder, hours, path: ['requirements', i, 'ladder'] }) : [],
    ),
  ];
}

/** A condition that no office meets would quietly make nothing owed. */
function emptySelections(
  source: YamlSource,
  files: {
    readonly campaign: z.output<typeof campaignFile> | null;
    readonly directory: z.output<typeof directoryFile> | null;
  },
): Problem[] {
  const { campaign, directory } = files;
  if (!campaign || !directory) return [];
  return campaign.requirements.flatMap(({ offices }, i) => {
    if (offices === 'all' || Array.isArray(offices) || selectOffices(offices, directory.offices).length > 0) return [];
    return [{ source, path: ['requirements', i, 'offices'], found: '没有单位符合条件', allowed: '至少一个单位符合' }];
  });
}

/** The bureau's answers in `text`; `fileName` stands in the problem lines. Throws `definition-invalid` like {@link loadCampaign}. */
export function loadAnswers(text: string, fileName: string): Answer[] {
  const source = readYaml(text, fileName);
  refuseSyntax([source]);
  const file = shaped(answersFile, source);
  const problems = [...file.problems, ...answerChecks(source)];
  if (problems.length > 0 || !file.value) throw invalid(problemLines(problems));
  return file.value.answers;
}

/** The installation's own working days in `text` (`calendar.yaml`). Throws `definition-invalid` like {@link loadCampaign}. */
export function loadDays(text: string, fileName: string): InstallationDays {
  const source = readYaml(text, fileName);
  refuseSyntax([source]);
  const file = shaped(calendarFile, source);
  const problems = [...file.problems, ...dayChecks(source)];
  if (problems.length > 0 || !file.value) throw invalid(problemLines(problems));
  return file.value;
}

/** Any other file of definitions in `text`, held to a schema of its reader. Throws `definition-invalid` like {@link loadCampaign}. */
export function readShaped<T>(schema: z.ZodType<T>, { text, fileName }: { text: string; fileName: string }): T {
  const source = readYaml(text, fileName);
  refuseSyntax([source]);
  const file = shaped(schema, source);
  if (file.problems.length > 0 || file.value === null) throw invalid(problemLines(file.problems));
  return file.value;
}

function shaped<T>(schema: z.ZodType<T>, source: YamlSource): { value: T | null; problems: Problem[] } {
  const result = schema.safeParse(source.value, { error: allowedText });
  return result.success
    ? { value: result.data, problems: [] }
    : { value: null, problems: zodProblems(source, result.error) };
}

function refuseSyntax(sources: readonly YamlSource[]): void {
  const lines = sources.flatMap(syntaxLines);
  if (lines.length > 0) throw invalid(lines);
}

function invalid(problems: readonly string[]): DubanError {
  return new DubanError('definition-invalid', { problems: problems.join('\n') });
}
