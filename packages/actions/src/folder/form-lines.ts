import { periodLabel } from '@duban/campaign';
import type { Finding, TableDefinition } from '@duban/tables';
import { about } from './about-form.js';
import type { Chosen } from './choose-version.js';
import { lineOfForm } from './file-lines.js';
import type { JudgedForm, OfficeForms } from './judge-forms.js';
import type { Known, Target } from './know-forms.js';
import type { FileLine, FoundFile, KnownForm } from './types.js';
import { doubtTexts, fateNames, officeNotes, reasons } from './wording.js';

/** The forms of one table and period, by office. */
export interface Group {
  readonly table: TableDefinition;
  readonly target: Target;
  readonly offices: readonly OfficeForms[];
}

export interface Judged {
  readonly input: {
    readonly table: string | null;
    readonly includeErrors: boolean;
    readonly tables: readonly TableDefinition[];
  };
  readonly known: Known;
  readonly groups: readonly Group[];
  readonly judged: readonly JudgedForm[];
}

/** What became of one form, and why. */
export function lineOf(form: KnownForm, { input, known, groups, judged }: Judged): FileLine {
  const { offices } = known;
  const group = groups.find(({ table }) => table.id === form.table.id);
  if (group === undefined && input.table !== null && form.table.id !== input.table) {
    const wanted = input.tables.find(({ id }) => id === input.table)?.title ?? input.table;
    return lineOfForm(form, { fate: 'other-form', reason: reasons.otherForm(form.table.title, wanted), offices });
  }
  if (group === undefined || form.period === null) {
    const labels = form.periodCandidates.map(periodLabel);
    return lineOfForm(form, { fate: 'period-unclear', reason: reasons.periodUnclear(labels), offices });
  }
  if (form.period.id !== group.target.id) {
    const used = judged.some(({ compared }) => compared.includes(form));
    const said = reasons.otherPeriod(periodLabel(form.period.id), group.target.label);
    const reason = used ? `${said}${reasons.usedToCompare}` : said;
    return lineOfForm(form, { fate: 'other-period', reason, offices });
  }
  if (form.office === null) {
    const names = form.candidates.map((id) => offices.nameOf(id));
    const reason = offices.directory === null ? reasons.officeUnnamed : reasons.officeUnclear(names);
    return lineOfForm(form, { fate: 'office-unclear', reason, offices });
  }
  const mine = judged.find(({ known: each }) => each === form);
  const chosen = group.offices.find(({ office }) => office === form.office?.id)?.chosen;
  if (mine === undefined || chosen === undefined) throw new Error(`${form.file.found.path} was not judged`);
  const { findings, counts } = mine;
  if (chosen.best !== mine) {
    const clean = counts.E === 0 && chosen.best.counts.E > 0 ? reasons.superseded_clean : '';
    return lineOfForm(form, {
      fate: 'superseded',
      reason: `${reasons.superseded(chosen.best.path, chosen.why)}${clean}`,
      offices,
      findings,
    });
  }
  if (counts.E > 0 && !input.includeErrors)
    return lineOfForm(form, { fate: 'to-correct', reason: reasons.toCorrect(counts.E), offices, findings });
  const reason = counts.E > 0 ? reasons.mergedWithErrors(counts.E) : counts.W > 0 ? reasons.toExplain(counts.W) : '';
  const line = lineOfForm(form, { fate: 'merged', reason, offices, findings });
  return chosen.weak ? { ...line, doubts: [...line.doubts, unclearVersion(form, chosen)] } : line;
}

function unclearVersion({ table }: KnownForm, { others, why }: Chosen<JudgedForm>): Finding {
  return about(table, {
    check: doubtTexts.versionCheck,
    severity: 'W',
    found: '',
    expected: doubtTexts.versionExpected,
    message: doubtTexts.version(
      others.map(({ path }) => path),
      why,
    ),
  });
}

/** Files that may be a missing office's, by office: shown beside its name, so that nobody is chased for what lies there. */
export function mentionsOf(
  lines: readonly FileLine[],
  { known, files }: { known: Known; files: readonly FoundFile[] },
): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map(files.map((found) => [found.path, found]));
  const mentions = new Map<string, string[]>();
  for (const line of lines) {
    if (line.fate === 'litter' || line.fate === 'duplicate') continue;
    const found = byPath.get(line.file);
    const ids = new Set([...(found ? known.offices.namedIn(found) : []), ...(line.office ? [line.office.id] : [])]);
    for (const id of ids) {
      const whose = line.office !== null && line.office.id !== id ? line.office.name : null;
      if (line.fate === 'merged' && whose === null) continue;
      const plain = line.fate === 'not-a-sheet' && found?.content.kind === 'other' ? found.content.what : null;
      const what = plain ?? fateNames[line.fate];
      mentions.set(id, [...(mentions.get(id) ?? []), officeNotes.mention(line.file, { what, whose })]);
    }
  }
  return mentions;
}
