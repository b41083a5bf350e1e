import type { Finding, Severity } from '@duban/tables';

/** A finding as a person reads it. */
export interface FindingView {
  readonly check: string;
  readonly severity: Severity;
  readonly label: string;
  readonly place: { readonly sheet: string; readonly cell: string } | null;
  readonly found: string;
  readonly expected: string;
  readonly message: string;
}

export function findingView({ check, severity, label, place, found, expected, message }: Finding): FindingView {
  return { check, severity, label, place, found, expected, message };
}
