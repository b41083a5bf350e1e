import { chineseDate, localDate } from '@duban/base/time';
import { lastDayOf } from '@duban/campaign';
import { checkMerged, mergeSheets, type Part } from '@duban/tables';
import type { MergeInput, MergeRow } from '@duban/workbook';
import { compareText } from './compare-text.js';
import type { JudgedForm, OfficeForms } from './judge-forms.js';
import type { Target } from './know-forms.js';
import type { Offices } from './office-of-form.js';
import type { ProvisionalGrids } from './provisional-grids.js';
import { safeName } from './safe-name.js';
import type { FileLine, FormMerged, KnownForm, OfficeLine } from './types.js';
import { officeNotes, out, standingsMerged, mergedTexts as texts } from './wording.js';

export interface Merging {
  readonly table: KnownForm['table'];
  readonly target: Target;
  readonly offices: Offices;
  readonly judged: readonly OfficeForms[];
  readonly includeErrors: boolean;
  readonly provisional: ProvisionalGrids;
  /** Every other line of the account, for hints about who is missing and for 未采用文件. */
  readonly lines: readonly FileLine[];
  /** Paths by the offices their names mention. */
  readonly mentions: ReadonlyMap<string, readonly string[]>;
}

export interface MergedForm {
  readonly form: FormMerged;
  readonly input: MergeInput | null;
}

/** One form of one period: how every office stands, and the merged workbook as data (null when nothing counts). */
export function mergeForm(merging: Merging): MergedForm {
  const { table, target, offices, judged } = merging;
  const expected = expectedOf(merging);
  const known = new Map(judged.map((each) => [each.office, each]));
  const order = rowsOf(merging);
  const lines = order.map((id) => officeLine(id, { forms: known.get(id), merging }));
  const rows = order.map((id, at) => mergeRow(id, { forms: known.get(id), line: lines[at], merging }));
  const counted = rows.filter((row) => row.grid !== null).length;
  const title = texts.title(offices.directory?.campaign?.title ?? '', table.title);
  const workbook =
    counted === 0 ? null : `${safeName([out.merged, table.title, target.label].filter(Boolean).join('_'))}.xlsx`;
  const form: Omit<FormMerged, 'findings'> = {
    table: table.id,
    title: table.title,
    period: { id: target.id, label: target.label, how: target.how },
    periodNote: target.note,
    offices: lines,
    expected: expected?.length ?? null,
    workbook,
  };
  const parts = partsOf(rows);
  const { grid: totals, bounds } = mergeSheets(table, parts);
  if (workbook === null) return { form: { ...form, findings: [] }, input: null };
  const findings = checkMerged(table, { totals, parts });
  const rest = facts(merging, { lines, rows });
  return {
    form: { ...form, findings },
    input: { table, title, subtitle: target.label, rows, totals, bounds, charts: true, ...rest },
  };
}

/** Who has a row in the merged form, in its order: who owes it, and who sent it all the same. */
export function rowsOf(merging: Pick<Merging, 'table' | 'offices' | 'judged'>): readonly string[] {
  const expected = expectedOf(merging);
  const sent = merging.judged.map(({ office }) => office);
  return expected === null
    ? sent.sort(compareText)
    : [...expected, ...sent.filter((office) => !expected.includes(office))];
}

/** Who owes the form; null when no directory says so. */
function expectedOf({ table, offices }: Pick<Merging, 'table' | 'offices'>): readonly string[] | null {
  const { directory } = offices;
  if (directory === null) return null;
  if (directory.campaign === null) return directory.offices.map((office) => office.id);
  return directory.campaign.forms.find((form) => form.table === table.id)?.offices ?? null;
}

function counts(form: JudgedForm, { includeErrors }: Merging): boolean {
  return form.counts.E === 0 || includeErrors;
}

interface About {
  readonly forms: OfficeForms | undefined;
  readonly merging: Merging;
}

function officeLine(office: string, { forms, merging }: About): OfficeLine {
  const entry = merging.offices.directory?.offices.find((each) => each.id === office);
  const name = entry?.shortName ?? forms?.name ?? office;
  const asked = entry !== undefined && entry.standing !== 'subordinate';
  if (forms === undefined) {
    const seen = merging.mentions.get(office) ?? [];
    const note = seen.length === 0 ? '' : officeNotes.seen(seen);
    return { office, name, standing: 'missing', file: null, note, asked };
  }
  const { best, others, why } = forms.chosen;
  const isCounted = counts(best, merging);
  const clean = isCounted ? undefined : others.find((other) => other.counts.E === 0);
  const note = [
    others.length === 0 ? '' : officeNotes.versions(others.length + 1, best.path, why),
    clean === undefined ? '' : officeNotes.olderClean(clean.path),
  ].join('');
  return { office, name, standing: isCounted ? 'counted' : 'to-correct', file: best.path, note, asked };
}

function mergeRow(office: string, { forms, line, merging }: About & { line: OfficeLine | undefined }): MergeRow {
  const best = forms?.chosen.best;
  const officeName = line?.name ?? office;
  const phoned = merging.provisional.get(office);
  const noted = {
    ...(line === undefined || line.note === '' ? {} : { note: line.note.replace(/。$/u, '') }),
    ...(phoned === undefined ? {} : { provisional: phoned }),
  };
  if (best === undefined)
    return { office, officeName, standing: standingsMerged.missing, grid: null, origin: null, ...noted };
  if (!counts(best, merging))
    return { office, officeName, standing: standingsMerged.toCorrect, grid: null, origin: null, ...noted };
  const { form, file } = best.known;
  return {
    office,
    officeName,
    standing: best.counts.E > 0 ? standingsMerged.withErrors : standingsMerged.counted,
    grid: form.grid,
    ledgers: form.ledgers,
    ledgerPlaces: form.ledgerPlaces,
    absentBlocks: form.absentBlocks,
    origin: {
      file: file.found.path,
      sha256: file.sha256,
      receipt: '',
      version: (forms?.chosen.others.length ?? 0) + 1,
      places: form.places,
    },
    ...noted,
  };
}

function partsOf(rows: readonly MergeRow[]): readonly Part[] {
  return rows.flatMap(({ office, grid, ledgers = {}, absentBlocks = [] }) =>
    grid === null ? [] : [{ office, data: { grid, ledgers, absentBlocks } }],
  );
}

function facts(
  merging: Merging,
  { lines, rows }: { lines: readonly OfficeLine[]; rows: readonly MergeRow[] },
): Pick<MergeInput, 'facts' | 'skipped' | 'findings'> {
  const counted = rows.filter((row) => row.grid !== null).length;
  const left = rows.filter((row) => row.grid === null).map((row) => texts.standing(row.officeName, row.standing));
  const expected = expectedOf(merging);
  return {
    facts: [
      ...asOfFact(merging),
      { label: texts.counted, value: texts.countedOf(counted, expected?.length ?? null) },
      { label: texts.left, value: left.join('、') || texts.none },
    ],
    skipped: merging.lines
      .filter(
        ({ fate, table }) => fate !== 'merged' && fate !== 'litter' && (table === null || table === merging.table.id),
      )
      .map(({ file, office, period, reason }) => ({
        file,
        what: [office?.name ?? '', period?.label ?? ''].join(''),
        why: reason,
      })),
    findings: Object.fromEntries(
      merging.judged
        .filter(({ office }) => lines.some((line) => line.office === office))
        .map(({ office, chosen }) => [office, chosen.best.counts]),
    ),
  };
}

/** The day the campaign set for the period, else its last day by the calendar. */
function asOfFact({ table, target, offices }: Merging): MergeInput['facts'] {
  const form = offices.directory?.campaign?.forms.find((each) => each.table === table.id);
  const day = form?.rounds.find(({ period }) => period === target.id)?.asOf ?? lastDayOf(target.id);
  return day === null ? [] : [{ label: texts.asOf, value: chineseDate(localDate(day), true) }];
}
