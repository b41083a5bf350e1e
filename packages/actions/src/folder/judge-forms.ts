import { earlierPeriod } from '@duban/campaign';
import { cumulate, type Finding, type Grid, type Severity } from '@duban/tables';
import { checkSheet } from '@duban/workbook';
import { type Chosen, chooseVersion, type Version } from './choose-version.js';
import type { DirectoryCampaign, KnownForm } from './types.js';
import { doubtTexts } from './wording.js';

/** A form with everything there is to say about it. */
export interface JudgedForm extends Version {
  readonly known: KnownForm;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** The form it was compared with. */
  readonly previous: KnownForm | null;
}

/** One office's forms of the period: the one taken, the others, and why. */
export interface OfficeForms {
  readonly office: string;
  readonly name: string;
  readonly chosen: Chosen<JudgedForm>;
}

/**
 * Checks every form of a period and takes one per office. Earlier forms of the same office in the folder serve as 上期; in the first
 * period of a known campaign nothing came before; otherwise what came before is unknown, and nothing is compared with it.
 */
export function judgeForms(
  forms: readonly KnownForm[],
  { target, earlier, campaign }: { target: string; earlier: readonly KnownForm[]; campaign: DirectoryCampaign | null },
): readonly OfficeForms[] {
  const byOffice = new Map<string, [KnownForm, ...KnownForm[]]>();
  for (const form of forms) {
    if (form.office === null) continue;
    const mine = byOffice.get(form.office.id);
    if (mine === undefined) byOffice.set(form.office.id, [form]);
    else mine.push(form);
  }
  return [...byOffice].map(([office, mine]) => {
    const before = latestOf(earlier.filter((form) => form.office?.id === office && isBefore(form, target)));
    const judged = mine.map((form) => judge(form, { before, isFirst: isFirst(form, { target, campaign }) }));
    const [first, ...rest] = judged;
    if (first === undefined) throw new Error(`${office} has no form`);
    return { office, name: mine[0].office?.name ?? office, chosen: chooseVersion<JudgedForm>([first, ...rest]) };
  });
}

function isBefore(form: KnownForm, target: string): boolean {
  return form.period?.id === earlierPeriod(target, { steps: 1 });
}

function latestOf(forms: readonly KnownForm[]): KnownForm | null {
  const versions = forms.map((form) => ({ form, ...versionOf(form, 0) }));
  const [first, ...rest] = versions;
  return first === undefined ? null : chooseVersion<(typeof versions)[number]>([first, ...rest]).best.form;
}

function isFirst(
  form: KnownForm,
  { target, campaign }: { target: string; campaign: DirectoryCampaign | null },
): boolean {
  return campaign?.forms.find((each) => each.table === form.table.id)?.rounds[0]?.period === target;
}

function judge(known: KnownForm, { before, isFirst }: { before: KnownForm | null; isFirst: boolean }): JudgedForm {
  const previous: Grid | null = before === null ? (isFirst ? {} : null) : accumulated(before);
  const { form, table, doubts } = known;
  const findings = [...doubts, ...checkSheet(form, { table, previous })];
  const counts = countOf(findings);
  return { known, findings, counts, previous: before, ...versionOf(known, counts.E) };
}

/** An earlier form's figures, its 累计 completed: the next one's 上期累计. */
function accumulated({ form, table }: KnownForm): Grid {
  return cumulate(table, form.grid);
}

function versionOf({ file, form, doubts }: KnownForm, errors: number): Version {
  const contradicted = doubts.some(({ check }) => check === doubtTexts.officeCheck);
  const { path, modifiedAt } = file.found;
  return { path, filedOn: form.header.filedOn?.trim() || null, errors, contradicted, modifiedAt };
}

/** How many findings of each severity. */
export function countOf(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { E: count('E'), W: count('W'), I: count('I') };
}
