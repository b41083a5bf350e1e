import type { Desk, DeskItem } from '@duban/api/types';

type Office = Desk['offices'][number];

/** Most urgent first: what is owed by days left, then what waits for the bureau, then what is settled. */
export function sortOffices(offices: readonly Office[]): readonly Office[] {
  return offices
    .map((office) => ({ ...office, items: [...office.items].sort(byUrgency) }))
    .sort((a, b) => (a.items[0] && b.items[0] ? byUrgency(a.items[0], b.items[0]) : b.items.length - a.items.length));
}

/**
 * Keeps the order that is on screen while the same items are shown: nothing may jump away under the hand of a clerk who has just
 * handed in. New or vanished items sort everything anew.
 */
export function keepOrder(next: readonly Office[], shown: readonly Office[]): readonly Office[] {
  if (idsOf(next).sort().join('\n') !== idsOf(shown).sort().join('\n')) return sortOffices(next);
  const place = new Map(idsOf(shown).map((id, index) => [id, index]));
  const rank = (item: DeskItem) => place.get(item.obligation) ?? 0;
  const seat = new Map(shown.map((office, index) => [office.id, index]));
  return next
    .map((office) => ({ ...office, items: [...office.items].sort((a, b) => rank(a) - rank(b)) }))
    .sort((a, b) => (seat.get(a.id) ?? 0) - (seat.get(b.id) ?? 0));
}

const idsOf = (offices: readonly Office[]): string[] => offices.flatMap((o) => o.items.map((item) => item.obligation));

function byUrgency(a: DeskItem, b: DeskItem): number {
  return rankOf(a) - rankOf(b) || (a.cell.days ?? 0) - (b.cell.days ?? 0) || (a.cell.due < b.cell.due ? -1 : 1);
}

function rankOf({ cell }: DeskItem): number {
  if (cell.days !== null) return 0;
  return cell.state === 'received' || cell.state === 'checked' ? 1 : 2;
}
