import type { Assumption } from './assume-answers.js';
import type { Role } from './cast.js';
import type { Check } from './proof-basis.js';
import type { Record } from './record.js';

/** One line of the closing table. Counts are of obligations (项), messages (封) and calls (次). */
export interface OfficeOutcome {
  readonly office: string;
  readonly name: string;
  readonly profile: string;
  readonly onTime: number;
  readonly late: number;
  readonly afterCutOff: number;
  readonly never: number;
  readonly returned: number;
  readonly chases: number;
  readonly messages: number;
  readonly calls: number;
}

/** The JSON summary of a rehearsal. */
export interface Outcome {
  readonly campaign: string;
  readonly seed: number;
  /** What the notice leaves open and the rehearsal took for granted. */
  readonly assumed: readonly Assumption[];
  /** Dates were moved by so many quarters (`--launch`, `--year`). */
  readonly movedByQuarters: number;
  readonly periods: readonly string[];
  readonly obligations: number;
  readonly totals: Omit<OfficeOutcome, 'office' | 'name' | 'profile'>;
  readonly offices: readonly OfficeOutcome[];
  /** `refusals`: the error code of each file that could not be taken. */
  readonly sheets: {
    readonly handedIn: number;
    readonly returned: number;
    readonly refused: number;
    readonly refusals: readonly string[];
  };
  /** Every task about an office, by the script or letter it came with. */
  readonly tasksByScript: readonly { readonly office: string; readonly script: string }[];
  readonly mails: { readonly taken: number; readonly repeated: number };
  readonly activityRestarts: number;
  readonly checks: readonly Check[];
  readonly proven: boolean;
}

/** Counts per office what a person would ask first. */
export function officeOutcomes(record: Record, roles: readonly Role[]): OfficeOutcome[] {
  return record.offices.map((office) => {
    const mine = record.obligations.filter((o) => o.office === office.id);
    const standing = (s: string): number => mine.filter((o) => o.standing === s).length;
    const sent = record.messages.filter((m) => m.state === 'sent');
    const about = (m: Record['messages'][number]): boolean =>
      m.office === office.id || m.lines.some((l) => l.obligation.endsWith(`/${office.id}`));
    return {
      office: office.id,
      name: office.shortName,
      profile: roles.find((r) => r.office.id === office.id)?.profile.label ?? '',
      onTime: standing('on-time'),
      late: standing('late'),
      afterCutOff: standing('after-cut-off'),
      never: standing('never'),
      returned: mine.reduce((n, o) => n + o.returns, 0),
      chases: sent.filter((m) => m.kind === 'chase' && about(m)).length,
      messages: sent.filter(about).length,
      calls: record.calls.filter((c) => c.call !== null && c.office === office.shortName).length,
    };
  });
}

/** The sum of the lines, except messages: one that serves two offices counts once. */
export function sumOutcomes(lines: readonly OfficeOutcome[], record: Record): Outcome['totals'] {
  const sum = (key: 'onTime' | 'late' | 'afterCutOff' | 'never' | 'returned' | 'calls'): number =>
    lines.reduce((n, l) => n + l[key], 0);
  const sent = record.messages.filter((m) => m.state === 'sent');
  return {
    onTime: sum('onTime'),
    late: sum('late'),
    afterCutOff: sum('afterCutOff'),
    never: sum('never'),
    returned: sum('returned'),
    chases: sent.filter((m) => m.kind === 'chase').length,
    messages: sent.length,
    calls: sum('calls'),
  };
}
