import type { Severity } from '@duban/tables';

/** What there is to say about one cell; whoever knows the cell makes a finding of it. */
export interface Problem {
  readonly check: string;
  readonly severity: Severity;
  readonly found: string;
  readonly expected: string;
  readonly message: string;
}
