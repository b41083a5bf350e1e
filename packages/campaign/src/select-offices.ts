import type { Office, OfficeKind, Standing } from './definition.js';

/** Offices by what they are; every condition given must hold. */
export interface OfficeSelector {
  readonly kind?: readonly OfficeKind[] | undefined;
  readonly standing?: readonly Standing[] | undefined;
  /** Part of a counterpart's name: 公安局 selects offices that have one. */
  readonly counterpart?: string | undefined;
  /** The division code they lie under: `3708` for all of Jining. */
  readonly under?: string | undefined;
  readonly except?: readonly string[] | undefined;
}

/** The ids of the offices a requirement is owed by, in the directory's order; `all` stays as it is, for offices may join later. */
export function selectOffices(
  wanted: 'all' | readonly string[] | OfficeSelector,
  offices: readonly Office[],
): 'all' | readonly string[] {
  if (wanted === 'all' || isList(wanted)) return wanted;
  const { kind, standing, counterpart, under, except = [] } = wanted;
  return offices
    .filter(
      (office) =>
        (kind === undefined || kind.includes(office.kind)) &&
        (standing === undefined || standing.includes(office.standing)) &&
        (counterpart === undefined || office.counterparts.some((name) => name.includes(counterpart))) &&
        (under === undefined || (office.code?.startsWith(under) ?? false)) &&
        !except.includes(office.id),
    )
    .map((office) => office.id);
}

function isList(wanted: readonly string[] | OfficeSelector): wanted is readonly string[] {
  return Array.isArray(wanted);
}
