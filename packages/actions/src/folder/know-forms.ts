import { ONCE, parsePeriod, periodLabel } from '@duban/campaign';
import type { TableDefinition } from '@duban/tables';
import type { ReadForm } from '@duban/workbook';
import { chooseDirectory } from './choose-directory.js';
import type { Offices } from './office-of-form.js';
import { kindOf, type PeriodTraces, periodTraces, settlePeriod } from './period-of-form.js';
import type { Directory, DirectoryCampaign, FormMerged, KnownForm, ReadFile } from './types.js';
import { periodTexts } from './wording.js';

/** The period that a form is merged for, and how it was found. */
export interface Target {
  readonly id: string;
  readonly label: string;
  readonly how: FormMerged['period']['how'];
  readonly note: string;
}

export interface Known {
  readonly offices: Offices;
  readonly directoryNote: string;
  readonly forms: readonly KnownForm[];
  /** By table id; a table whose forms name no period at all has none. */
  readonly targets: ReadonlyMap<string, Target>;
}

interface Raw {
  readonly file: ReadFile;
  readonly form: ReadForm;
  readonly table: TableDefinition;
}

/** Whose and of when every form is; which period is merged is the one asked for, else the one most forms of the table are of. */
export function knowForms(
  raw: readonly Raw[],
  wanted: {
    readonly name: string;
    readonly directory: Directory | null;
    readonly known: readonly Directory[];
    readonly period: string | null;
  },
): Known {
  const { offices, found, note } = chooseDirectory(raw, { given: wanted.directory, known: wanted.known });
  const traces = new Map(raw.map((each) => [each, periodTraces(each)]));
  const targets = new Map<string, Target>();
  for (const table of new Set(raw.map((each) => each.table))) {
    const mine = raw.filter((each) => each.table === table);
    const target = targetOf(table, {
      mine,
      traces,
      asked: wanted.period,
      name: wanted.name,
      campaign: offices.directory?.campaign ?? null,
    });
    if (target !== null) targets.set(table.id, target);
  }
  const forms = raw.map((each) => {
    const target = targets.get(each.table.id);
    const office = found.get(each) ?? { office: null, candidates: [], doubts: [] };
    const period = periodOf(each, { traces: traces.get(each), target });
    return {
      ...each,
      office: office.office,
      candidates: office.candidates,
      period: period.period,
      periodCandidates: period.candidates,
      doubts: [...office.doubts, ...period.doubts],
    };
  });
  return { offices, directoryNote: note, forms, targets };
}

function periodOf(raw: Raw, { traces, target }: { traces: PeriodTraces | undefined; target: Target | undefined }) {
  if (raw.table.frame === 'once') {
    return { period: { id: ONCE, by: 'assumed' as const }, candidates: [], doubts: [] };
  }
  if (traces === undefined) return { period: null, candidates: [], doubts: [] };
  const id = target?.id ?? null;
  const told = target?.how === 'asked' || target?.how === 'folder';
  return settlePeriod(raw, { traces, kind: kindOf(id), target: id, told });
}

interface Targeting {
  readonly mine: readonly Raw[];
  readonly traces: ReadonlyMap<Raw, PeriodTraces>;
  readonly asked: string | null;
  readonly name: string;
  readonly campaign: DirectoryCampaign | null;
}

function targetOf(table: TableDefinition, { mine, traces, asked, name, campaign }: Targeting): Target | null {
  if (table.frame === 'once') return { id: ONCE, label: '', how: 'once', note: periodTexts.once };
  if (asked !== null) {
    const label = periodLabel(asked);
    return { id: asked, label, how: 'asked', note: periodTexts.asked(label) };
  }
  const frequency = campaign?.forms.find((form) => form.table === table.id)?.frequency;
  const kind = frequency === 'monthly' ? 'month' : frequency === 'quarterly' ? 'quarter' : null;
  const counts = new Map<string, number>();
  for (const each of mine) {
    const trace = traces.get(each);
    const id = trace && settlePeriod(each, { traces: trace, kind, target: null }).period?.id;
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  // The later of two that are equally frequent: what is being collected now.
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? 1 : -1));
  if (first === undefined) return byName(name);
  const [id, matched] = first;
  const label = periodLabel(id);
  return { id, label, how: 'majority', note: periodTexts.majority(label, { matched, forms: mine.length }) };
}

/** No file names a period, the folder may. */
function byName(name: string): Target | null {
  const id = parsePeriod(name);
  if (id === null) return null;
  const label = periodLabel(id);
  return { id, label, how: 'folder', note: periodTexts.folder(name, label) };
}
