/** One line of a rehearsal's closing table. Counts are of obligations (项), messages (封) and calls (次). */
export interface OutcomeLine {
  readonly key: string;
  readonly name: string;
  readonly profile: string;
  readonly figures: readonly number[];
}

export interface OutcomeView {
  readonly lines: readonly OutcomeLine[];
  readonly totals: readonly number[];
  readonly proven: boolean;
  readonly failedChecks: readonly string[];
  /** What the notice leaves open and the rehearsal took for granted. */
  readonly assumed: readonly { readonly title: string; readonly value: string }[];
}

/** The figures of a line, in the order of the table's columns. */
export const outcomeColumns = [
  { key: 'onTime', title: '按时' },
  { key: 'late', title: '迟报' },
  { key: 'afterCutOff', title: '补报' },
  { key: 'never', title: '未报' },
  { key: 'returned', title: '退回修改' },
  { key: 'chases', title: '催报' },
  { key: 'messages', title: '邮件' },
  { key: 'calls', title: '电话' },
] as const;

type Plain = Readonly<{ [key: string]: unknown }>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): Plain[] => (Array.isArray(value) ? value.filter(isPlain) : []);
const figuresOf = (from: Plain): number[] =>
  outcomeColumns.map(({ key }) => (typeof from[key] === 'number' ? from[key] : 0));

/** Reads what `duban rehearse --json` printed; null when it is something else (another release). */
export function readOutcome(outcome: unknown): OutcomeView | null {
  if (!isPlain(outcome) || !isPlain(outcome.totals)) return null;
  return {
    lines: listOf(outcome.offices).map((o) => ({
      key: textOf(o.office),
      name: textOf(o.name),
      profile: textOf(o.profile),
      figures: figuresOf(o),
    })),
    totals: figuresOf(outcome.totals),
    proven: outcome.proven === true,
    failedChecks: listOf(outcome.checks)
      .filter((c) => c.passed === false)
      .map((c) => textOf(c.title)),
    assumed: listOf(outcome.assumed).map((a) => ({ title: textOf(a.title), value: textOf(a.value) })),
  };
}
