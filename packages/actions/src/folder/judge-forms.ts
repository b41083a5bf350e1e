import { isDeepStrictEqual } from 'node:util';
import { earlierPeriod } from '@duban/campaign';
import { cumulate, type Finding, type Grid, peerMedians, type Severity } from '@duban/tables';
import { checkSheet } from '@duban/workbook';
import { type Chosen, chooseVersion, type Version } from './choose-version.js';
import type { DirectoryCampaign, KnownForm } from './types.js';
import { doubtTexts, versionReasons } from './wording.js';

/** A form with everything that is wrong with it. */
export interface JudgedForm extends Version {
  readonly known: KnownForm;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Forms of other periods it was compared with. */
  readonly compared: readonly KnownForm[];
}

/** Among so many an office moves no median: one for all, instead of one each. */
const MANY = 60;

/** One office's forms of the period: the one taken, the others, and why. */
export interface OfficeForms {
  readonly office: string;
  readonly name: string;
  readonly chosen: Chosen<JudgedForm>;
}

/**
 * Checks every form of a period and takes one per office. Earlier forms of the same office in the folder serve as 上期 and 去年同期; in the first
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
  const grids = new Map([...byOffice].map(([office, [first]]) => [office, first.form.grid]));
  const table = forms[0]?.table;
  const everybody = table !== undefined && grids.size > MANY ? peerMedians(table, [...grids.values()]) : null;
  return [...byOffice].map(([office, mine]) => {
    const theirs = earlier.filter((form) => form.office?.id === office);
    const compared = {
      before: latestOf(theirs.filter(({ period }) => period?.id === earlierPeriod(target, { steps: 1 }))),
      lastYear: latestOf(theirs.filter(({ period }) => period?.id === earlierPeriod(target, { years: 1 }))),
      isFirst: campaign?.forms.find(({ table }) => table === mine[0].table.id)?.rounds[0]?.period === target,
      peers:
        everybody ??
        peerMedians(
          mine[0].table,
          [...grids].flatMap(([other, grid]) => (other === office ? [] : [grid])),
        ),
    };
    const [first, ...rest] = mine;
    const versions: [JudgedForm, ...JudgedForm[]] = [
      judge(first, compared),
      ...rest.map((form) => judge(form, compared)),
    ];
    return { office, name: first.office?.name ?? office, chosen: unlessAlike(chooseVersion(versions)) };
  });
}

/** A copy that another program saved again has other bytes and the same figures: nothing to choose then. */
function unlessAlike(chosen: Chosen<JudgedForm>): Chosen<JudgedForm> {
  const { best, others, weak } = chosen;
  const same = ({ known }: JudgedForm) => isDeepStrictEqual(dataOf(known), dataOf(best.known));
  return weak && others.every(same) ? { ...chosen, why: versionReasons.alike, weak: false } : chosen;
}

function dataOf({ form: { grid, ledgers, absentBlocks } }: KnownForm): unknown {
  return { grid, ledgers, absentBlocks };
}

interface Compared {
  readonly before: KnownForm | null;
  readonly lastYear: KnownForm | null;
  readonly isFirst: boolean;
  /** Medians of the other offices. */
  readonly peers: Grid;
}

function latestOf(forms: readonly KnownForm[]): KnownForm | null {
  const versions = forms.map((form) => ({ form, ...versionOf(form, 0) }));
  const [first, ...rest] = versions;
  return first === undefined ? null : chooseVersion<(typeof versions)[number]>([first, ...rest]).best.form;
}

function judge(known: KnownForm, { before, lastYear, isFirst, peers }: Compared): JudgedForm {
  const { form, table } = known;
  const against = {
    // 累计 begins with the campaign: what came before its first period does not count.
    previous: isFirst ? {} : before === null ? null : accumulated(before),
    lastPeriod: before?.form.grid ?? null,
    base: lastYear?.form.grid ?? null,
    peers,
  };
  const findings = checkSheet(form, { table, ...against });
  const counts = countOf(findings);
  const compared = [before, lastYear].filter((each) => each !== null);
  return { known, findings, counts, compared, ...versionOf(known, counts.E) };
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
