import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { isOwed, mayHandIn } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts, requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { standingInFor } from './people/standing-in.js';
import { type ExtensionView, extensionViews, type NilView, nilViews } from './sheets/around-views.js';
import { type DecisionView, decisionViews, type SubmissionView, submissionViews } from './sheets/submission-views.js';
import { CELL_COLUMNS, type Cell, type CellRow, cellOf } from './views/cell-of.js';
import { marksOf, NO_MARKS, paperDues } from './views/marks.js';

export interface DeskItem {
  readonly obligation: string;
  readonly what: string;
  readonly form: 'table' | 'report';
  readonly asOf: LocalDate | null;
  readonly cell: Cell;
  /** As it is looked at: what an edit rests on. */
  readonly revision: number;
  /** A file may be handed in now. */
  readonly open: boolean;
  /** Something is still owed: a nil report, more time, a word on the progress may be given. */
  readonly owed: boolean;
  /** The last request for more time. */
  readonly extension: ExtensionView | null;
  /** The last nil report. */
  readonly nil: NilView | null;
  /** The version that came last, of those that count, with its findings; null when nothing was handed in. */
  readonly latest: SubmissionView | null;
  /** The bureau's last word on it; the due that it set is the one that holds now, also where that was moved since. */
  readonly decision: DecisionView | null;
}

/** The clerk's page. */
export interface Desk {
  readonly campaign: string;
  readonly title: string;
  readonly number: string;
  readonly bureau: { readonly name: string; readonly section: string; readonly phone: string };
  readonly now: Instant;
  /** The campaign was ended: nothing is taken any more. */
  readonly closed: boolean;
  readonly offices: { readonly id: string; readonly name: string; readonly items: DeskItem[] }[];
}

export interface DeskOf {
  readonly campaign: string;
  readonly contact: string;
  readonly now: Instant;
}

/** What this person's offices owe, and no other's: as A, B, leader or today's stand-in. Throws `campaign-unknown`, `contact-unknown`. */
export async function deskView(ctx: Context, { campaign, contact, now }: DeskOf): Promise<Desk> {
  const { db } = ctx.ledger;
  const { definition } = await campaignFacts(db, campaign);
  const running = await isRunning(db, campaign);
  const standingIn = await standingInFor(db, { campaign, contact, day: dateOf(now) });
  const offices = await officesServed(db, { campaign, contact, standingIn });
  if (offices.length === 0) throw new DubanError('contact-unknown', { contact });
  const rows = await owedBy(
    db,
    campaign,
    offices.map((o) => o.id),
  );
  const ids = rows.map((row) => row.id);
  const submissions = await submissionViews(db, definition, ids);
  const decisions = await decisionViews(db, ids);
  const extensions = await extensionViews(db, ids);
  const nils = await nilViews(db, ids);
  const marks = await marksOf(db, { campaign, obligations: ids });
  const papers = paperDues(definition);
  const items = rows.map((row) => {
    const requirement = requirementOf(definition, row.requirement);
    return {
      office: row.office,
      item: {
        obligation: row.id,
        what: whatIsOwed(requirement, row.period_label),
        form: requirement.form.kind,
        asOf: row.as_of,
        cell: cellOf(row, { ...(marks.get(row.id) ?? NO_MARKS), paperDue: papers.get(row.requirement) ?? null }, now),
        revision: row.revision,
        open: running && mayHandIn(row.state),
        owed: running && isOwed(row.state),
        extension: extensions.get(row.id)?.at(-1) ?? null,
        nil: nils.get(row.id)?.at(-1) ?? null,
        latest: submissions.get(row.id)?.findLast((version) => !version.voided) ?? null,
        decision: withDueInForce(decisions.get(row.id)?.at(-1), row),
      },
    };
  });
  const { bureau, title, notice } = definition;
  const phone = bureau.officers.find((o) => o.role === 'operator')?.phone ?? '';
  return {
    campaign,
    title,
    number: notice.number,
    bureau: { name: bureau.name, section: bureau.section, phone },
    now,
    closed: !running,
    offices: offices.map((office) => ({
      ...office,
      items: items.filter((i) => i.office === office.id).map((i) => i.item),
    })),
  };
}

/** What came after the decision may have moved its due: a page that says both days says one that no longer holds. */
function withDueInForce(
  decision: DecisionView | undefined,
  { chase_due: due }: Pick<CellRow, 'chase_due'>,
): DecisionView | null {
  if (decision === undefined) return null;
  return decision.due === null ? decision : { ...decision, due };
}

/** Whether it still takes anything: a paused campaign does. */
async function isRunning(db: Db, campaign: string): Promise<boolean> {
  const { status } = await db
    .selectFrom('campaign')
    .select('status')
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  return status !== 'closed';
}

function officesServed(
  db: Db,
  { campaign, contact, standingIn }: { campaign: string; contact: string; standingIn: readonly string[] },
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('office as f')
    .select(['f.id', 'f.name'])
    .where('f.campaign', '=', campaign)
    .where((eb) =>
      eb.or([
        eb('f.id', 'in', ['', ...standingIn]),
        eb.exists(
          eb
            .selectFrom('contact_office as co')
            .select('co.contact')
            .whereRef('co.campaign', '=', 'f.campaign')
            .whereRef('co.office', '=', 'f.id')
            .where('co.contact', '=', contact),
        ),
      ]),
    )
    .orderBy('f.position')
    .execute();
}

function owedBy(db: Db, campaign: string, offices: readonly string[]) {
  return db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(CELL_COLUMNS)
    .select(['o.office', 'o.requirement', 'o.revision', 'r.period_label', 'r.as_of'])
    .where('o.campaign', '=', campaign)
    .where('o.office', 'in', offices)
    .where('o.state', '!=', 'withdrawn')
    .orderBy('r.due')
    .orderBy('r.id')
    .execute();
}
