import type { LocalDate } from '@duban/base';
import type { CampaignDefinition, Requirement } from '@duban/campaign';
import type { Db } from '@duban/ledger';

/** What stands beside an obligation's state on every page. */
export interface Marks {
  /** The day an unanswered request asks for. */
  readonly extensionUntil: LocalDate | null;
  /** An extension was granted: another day may also come of a return, which is none. */
  readonly extended: boolean;
  /** A version came by hand registration: 待复核 until a second person has confirmed it. */
  readonly registered: 'pending' | 'confirmed' | null;
}

export const NO_MARKS: Marks = { extensionUntil: null, extended: false, registered: null };

/** The marks of a campaign's obligations, or of these only; whoever is not in it has none. Three queries, however many there are. */
export async function marksOf(
  db: Db,
  where: { readonly campaign: string; readonly obligations?: readonly string[] },
): Promise<ReadonlyMap<string, Marks>> {
  const { campaign, obligations } = where;
  const marks = new Map<string, Marks>();
  if (obligations?.length === 0) return marks;
  const put = (id: string, mark: Partial<Marks>) => marks.set(id, { ...(marks.get(id) ?? NO_MARKS), ...mark });
  const requests = await db
    .selectFrom('extension_request as e')
    .innerJoin('obligation as o', 'o.id', 'e.obligation')
    .select(['o.id', 'e.until'])
    .where('e.state', '=', 'asked')
    .where('o.campaign', '=', campaign)
    .$if(obligations !== undefined, (q) => q.where('o.id', 'in', obligations ?? []))
    .execute();
  for (const { id, until } of requests) put(id, { extensionUntil: until });
  const extensions = await db
    .selectFrom('decision as d')
    .innerJoin('obligation as o', 'o.id', 'd.obligation')
    .select('o.id')
    .distinct()
    .where('d.kind', '=', 'extend')
    .where('o.campaign', '=', campaign)
    .$if(obligations !== undefined, (q) => q.where('o.id', 'in', obligations ?? []))
    .execute();
  for (const { id } of extensions) put(id, { extended: true });
  const registrations = await db
    .selectFrom('registration as r')
    .innerJoin('obligation as o', 'o.id', 'r.obligation')
    .select((eb) => ['o.id', eb.fn.max('r.state').as('state')])
    .where('r.state', '!=', 'rejected')
    .where('o.campaign', '=', campaign)
    .$if(obligations !== undefined, (q) => q.where('o.id', 'in', obligations ?? []))
    .groupBy('o.id')
    .execute();
  // `pending` sorts behind `confirmed`: one that waits is what the page must show.
  for (const { id, state } of registrations) put(id, { registered: state === 'pending' ? 'pending' : 'confirmed' });
  return marks;
}

/** When the sealed original is due, by requirement; those without are absent. */
export function paperDues({ requirements }: Pick<CampaignDefinition, 'requirements'>): ReadonlyMap<string, LocalDate> {
  return new Map(requirements.flatMap(({ id, paperDue }: Requirement) => (paperDue ? [[id, paperDue] as const] : [])));
}
