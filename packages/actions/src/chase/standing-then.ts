import type { Instant, LocalDate } from '@duban/base';
import type { DecisionKind } from '@duban/campaign';

/** A decision about a debt, with what became of the version it was about. */
export interface Decided {
  readonly kind: DecisionKind;
  readonly at: Instant;
  readonly due: LocalDate | null;
  readonly voidedAt: Instant | null;
}

/** A version that came: when it was known of. */
export interface Came {
  readonly at: Instant;
  readonly voidedAt: Instant | null;
}

/** How a debt stood just before a moment. */
export interface StandingThen {
  /** The last that was decided; null: nothing was, the notice's own was in force. */
  readonly due: LocalDate | null;
  readonly returned: boolean;
  readonly owed: boolean;
}

/** What happened at the moment itself (the sheet that took a call off the list, sent back as it came) does not count yet. */
export function standingThen(
  { decisions, came }: { readonly decisions: readonly Decided[]; readonly came: readonly Came[] },
  then: Instant,
): StandingThen {
  const stood = ({ at, voidedAt }: Came): boolean => at < then && (voidedAt === null || voidedAt >= then);
  const before = decisions.filter(({ at }) => at < then);
  const back = before.filter((d) => (d.kind === 'return' || d.kind === 'reopen') && stood(d));
  const inHand = came.filter(stood).some((version) => !back.some(({ at }) => at >= version.at));
  return {
    due: before.findLast(({ due }) => due !== null)?.due ?? null,
    returned: back.length > 0,
    owed: !inHand && !before.some(({ kind }) => kind === 'exempt'),
  };
}
