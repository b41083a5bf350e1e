import { type Label, labelOf, nearness, withoutBrackets, withoutEnding } from './labels.js';

/** A label the definition has. */
export interface Wanted {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
}

/** A place on the sheet that may be the one: what stands there, the likeliest reading first. */
export interface Offer {
  readonly id: number;
  readonly texts: readonly string[];
}

export interface Matched {
  readonly key: string;
  readonly id: number;
  /** What stood there, and the unit it named. */
  readonly seen: string;
  readonly unit: string | null;
  /** It reads differently from the definition. */
  readonly renamed: boolean;
}

export interface Matching {
  readonly matched: readonly Matched[];
  /** Places that say the same as one that was taken. */
  readonly repeated: readonly { readonly key: string; readonly id: number }[];
  readonly missing: readonly Wanted[];
  readonly unknown: readonly Offer[];
}

/** How two labels agree, the surest first; the last two are a new name for the same thing. */
const TIERS: readonly ((wanted: Wanted, seen: Label, raw: string) => number | null)[] = [
  (wanted, seen) => (labelOf(wanted.label).full === seen.full ? 0 : null),
  (wanted, seen) => (namesOf(wanted).includes(seen.text) ? 0 : null),
  (wanted, seen, raw) => (almost(wanted, seen, raw) ? 0 : null),
  (wanted, seen) => nearness(labelOf(wanted.label).text, seen.text),
];
const SURE = 2;

/** Finds for every label of the definition its place on the sheet. A likeness that fits two labels or two places fits none. */
export function matchLabels(wanted: readonly Wanted[], offers: readonly Offer[]): Matching {
  const openWanted = new Set(wanted);
  const openOffers = new Set(offers.filter((offer) => offer.texts.some((text) => text !== '')));
  const matched: Matched[] = [];
  const repeated: { key: string; id: number }[] = [];
  for (const [tier, agree] of TIERS.entries()) {
    const pairs = pairsOf({ openWanted, openOffers, agree });
    for (const pair of pairs) {
      const free = openWanted.has(pair.wanted) && openOffers.has(pair.offer);
      if (!free || (tier >= SURE && rivalled(pair, pairs))) continue;
      openWanted.delete(pair.wanted);
      openOffers.delete(pair.offer);
      const {
        wanted: { key },
        offer: { id },
        seen,
        unit,
      } = pair;
      matched.push({ key, id, seen, unit, renamed: tier >= SURE });
    }
    if (tier >= SURE) continue;
    for (const pair of pairs) {
      if (!openOffers.has(pair.offer) || pair.variant > 0) continue;
      openOffers.delete(pair.offer);
      repeated.push({ key: pair.wanted.key, id: pair.offer.id });
    }
  }
  return { matched, repeated, missing: [...openWanted], unknown: [...openOffers] };
}

/** A label alone, or with its unit behind it: 本次记分（分）. */
export function namesOf({ label, unit }: Pick<Wanted, 'label' | 'unit'>): readonly string[] {
  const { text } = labelOf(label);
  return unit === '' ? [text] : [text, `${text}${labelOf(unit).text}`];
}

interface Pair {
  readonly wanted: Wanted;
  readonly offer: Offer;
  readonly seen: string;
  readonly unit: string | null;
  readonly variant: number;
  readonly cost: number;
}

interface Open {
  readonly openWanted: ReadonlySet<Wanted>;
  readonly openOffers: ReadonlySet<Offer>;
  readonly agree: (typeof TIERS)[number];
}

function pairsOf({ openWanted, openOffers, agree }: Open): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const wanted of openWanted) {
    for (const offer of openOffers) {
      for (const [variant, seen] of offer.texts.entries()) {
        const label = labelOf(seen);
        const cost = label.text === '' ? null : agree(wanted, label, seen);
        if (cost === null) continue;
        const otherUnit = label.unit !== null && label.unit !== wanted.unit ? 0.5 : 0;
        pairs.push({ wanted, offer, seen, unit: label.unit, variant, cost: cost + otherUnit });
        break;
      }
    }
  }
  return pairs.sort((a, b) => a.cost - b.cost || a.variant - b.variant);
}

function rivalled(pair: Pair, pairs: readonly Pair[]): boolean {
  return pairs.some(
    (other) =>
      other !== pair && other.cost <= pair.cost && (other.wanted === pair.wanted) !== (other.offer === pair.offer),
  );
}

/** Written with or without what stands in brackets, or with 数 behind it. */
export function almost(wanted: Wanted, seen: Label, raw: string): boolean {
  const own = labelOf(wanted.label).text;
  // Two labels that are the same but for that begin alike; most do not, and there are many of them.
  if (own[0] !== seen.text[0]) return false;
  const bare = withoutBrackets(wanted.label);
  if (bare.length >= 2 && (seen.text === bare || withoutBrackets(raw) === own)) return true;
  return withoutEnding(own, wanted.unit) === withoutEnding(seen.text, wanted.unit);
}
