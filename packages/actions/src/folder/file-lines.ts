import { ONCE, periodLabel } from '@duban/campaign';
import type { Finding } from '@duban/tables';
import { countOf } from './judge-forms.js';
import type { Offices } from './office-of-form.js';
import type { Fate, FileLine, FoundFile, KnownForm } from './types.js';
import { reasons } from './wording.js';

const NOTHING = { E: 0, W: 0, I: 0 } as const;

/** A line about a file in which no form was read. */
export function lineOfFile(
  found: FoundFile,
  { fate, reason, sha256 = null }: { fate: Fate; reason: string; sha256?: string | null },
): FileLine {
  return {
    file: found.path,
    sha256,
    table: null,
    office: null,
    candidates: [],
    period: null,
    fate,
    reason,
    findings: [],
    counts: NOTHING,
    doubts: [],
    marked: null,
  };
}

/** A line about one form of a file. */
export function lineOfForm(
  known: KnownForm,
  said: {
    readonly fate: Fate;
    readonly reason: string;
    readonly offices: Offices;
    readonly findings?: readonly Finding[];
  },
): FileLine {
  const { office, period, doubts, candidates, file } = known;
  const { findings = [] } = said;
  return {
    file: file.found.path,
    sha256: file.sha256,
    table: known.table.id,
    office,
    candidates: office === null ? candidates.map((id) => said.offices.nameOf(id)) : [],
    period: period === null ? null : { ...period, label: period.id === ONCE ? '' : periodLabel(period.id) },
    fate: said.fate,
    reason: file.converted ? `${reasons.converted}${said.reason}` : said.reason,
    findings,
    counts: countOf(findings),
    doubts,
    marked: null,
  };
}
