import { labelOf } from './labels.js';
import { type Matching, matchLabels, namesOf, type Offer, type Wanted } from './match.js';
import type { View } from './view.js';

export interface HeadRow {
  readonly row: number;
  readonly matching: Matching;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
}

/** The row whose heads, joined with the merged heads above them, name most of what is wanted; null when none names any. */
export function bestHeadRow(view: View, wanted: readonly Wanted[], range: Range): HeadRow | null {
  const names = new Set(wanted.flatMap(namesOf));
  let best: (HeadRow & { readonly score: number }) | null = null;
  for (let row = range.from; row <= Math.min(range.to, view.lastRow); row += 1) {
    const offers = offersAt(view, row, range.columns);
    // A row of heads has at least a quarter of them as they are; reworded ones are then worth a closer look.
    const exact = offers.filter(({ texts }) => texts.some((text) => names.has(labelOf(text).text))).length;
    if (exact < Math.max(1, Math.min(wanted.length / 4, 4))) continue;
    const matching = matchLabels(wanted, offers);
    const sure = matching.matched.filter(({ renamed }) => !renamed).length;
    const score = matching.matched.length + sure * 0.5 - matching.repeated.length * 0.1;
    if (matching.matched.length > 0 && (best === null || score > best.score)) best = { row, matching, score };
  }
  return best;
}

/** What each column's head may be read as: alone, or below the heads that span it. */
function offersAt(view: View, row: number, columns: number): readonly Offer[] {
  const offers: Offer[] = [];
  for (let column = 1; column <= Math.min(view.lastColumn, columns); column += 1) {
    const home = view.home(row, column);
    if (home.column !== column || view.cell(home.row, home.column)?.content?.kind !== 'text') continue;
    const own = view.text(row, column);
    const texts = [own];
    let joined = own;
    let top = home.row;
    for (let up = 0; up < 3 && top > 1; up += 1) {
      const above = view.home(top - 1, column);
      const text = view.text(top - 1, column);
      top = above.row;
      if (text === '' || text.length > 30) break;
      joined = `${text}${joined}`;
      texts.push(joined);
    }
    offers.push({ id: column, texts });
  }
  return offers;
}
