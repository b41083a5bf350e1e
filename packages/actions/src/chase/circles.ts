import type { Db } from '@duban/ledger';

export interface Serving {
  readonly contact: string;
  readonly office: string;
  readonly role: string;
}

/** Who serves which office of a campaign. */
export function servingOf(db: Db, campaign: string): Promise<Serving[]> {
  return db
    .selectFrom('contact_office')
    .select(['contact', 'office', 'role'])
    .where('campaign', '=', campaign)
    .orderBy('office')
    .orderBy('contact')
    .execute();
}

/** For each office those it must be planned with: the ledger's `circleOf` for all offices at once. An office that shares nobody is alone. */
export function circlesOf(serving: readonly Serving[]): ReadonlyMap<string, readonly string[]> {
  const circle = new Map<string, Set<string>>();
  const first = new Map<string, string>();
  for (const { contact, office, role } of serving) {
    if (role === 'leader') continue;
    const mine = circle.get(office) ?? new Set([office]);
    circle.set(office, mine);
    const other = circle.get(first.get(contact) ?? office) ?? mine;
    first.set(contact, office);
    if (other === mine) continue;
    for (const member of mine) {
      other.add(member);
      circle.set(member, other);
    }
  }
  return new Map([...circle].map(([office, members]) => [office, [...members]]));
}
