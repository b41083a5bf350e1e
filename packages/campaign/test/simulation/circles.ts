import type { People } from '../../src/index.js';

/** Offices that share a person, a leader aside, directly or through others; who stands in serves as well. */
export function circlesOf({ serving: own, absences }: People): ReadonlyMap<string, readonly string[]> {
  const standing = absences.flatMap(({ contact, standIn }) =>
    standIn === null ? [] : own.filter((s) => s.contact === contact).map((s) => ({ ...s, contact: standIn })),
  );
  const serving = [...own, ...standing];
  const circles = new Map<string, Set<string>>(serving.map(({ office }) => [office, new Set([office])]));
  for (const a of serving)
    for (const b of serving) {
      if (a.contact !== b.contact || a.role === 'leader' || b.role === 'leader') continue;
      const joined = new Set([...(circles.get(a.office) ?? []), ...(circles.get(b.office) ?? [])]);
      for (const office of joined) circles.set(office, joined);
    }
  return new Map([...circles].map(([office, members]) => [office, [...members]]));
}
