import type { LocalDate } from '@duban/base';
import { type Dated, type Redated, redate } from '@duban/campaign';

/** A campaign with the dates of a launch today: moved as far as it goes, or as its files have them. */
export function dated(
  original: Dated,
  { moves, today }: { readonly moves: boolean; readonly today: LocalDate },
): Redated {
  return moves ? redate(original, today) : { ...original, quarters: 0 };
}
