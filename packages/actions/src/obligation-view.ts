import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { addDays, dateOf } from '@duban/base/time';
import { afterDecision, type ChaseRules, chaseRules, type DecisionKind } from '@duban/campaign';
import { chaseFacts, type Db } from '@duban/ledger';
import { columnsOf, formatWithUnit, measuresOf, type TableDefinition } from '@duban/tables';
import { type ChaseDone, chasesDone } from './chase/chases-done.js';
import { nextAbout } from './chase/office-plan.js';
import { amongOthers, lookTogether } from './chase/same-people.js';
import type { Context } from './context.js';
import { campaignFacts, officeOf, requirementOf, tableOf, whatIsOwed } from './facts/campaign-facts.js';
import { laterDay } from './facts/days.js';
import { type ExtensionView, extensionViews, type NilView, nilViews } from './sheets/around-views.js';
import { type ProvisionalFigure, provisionalFigures } from './sheets/provisional-figures.js';
import { type DecisionView, decisionViews, type SubmissionView, submissionViews } from './sheets/submission-views.js';
import { type Stale, staleOf } from './views/board-counts.js';
import { CELL_COLUMNS, type Cell, type CellRow, cellOf } from './views/cell-of.js';
import { marksOf, NO_MARKS } from './views/marks.js';
import { stepWords } from './views/step-words.js';

/** One obligation with all that has happened to it. */
export interface ObligationView {
  readonly id: string;
  /** As it is looked at: what an edit rests on. */
  readonly revision: number;
  readonly campaign: string;
  readonly office: string;
  readonly officeName: string;
  readonly what: string;
  readonly form: 'table' | 'report';
  readonly cell: Cell;
  readonly cutOff: LocalDate;
  /** Its round was merged: what is accepted counts only when it is merged again. */
  readonly roundMerged: boolean;
  readonly acceptedSubmission: string | null;
  /** What the bureau may do now. */
  readonly open: DecisionKind[];
  /** In the order in which they came. */
  readonly submissions: SubmissionView[];
  /** Oldest first. */
  readonly decisions: DecisionView[];
  /** Oldest first. */
  readonly extensions: ExtensionView[];
  /** Oldest first. */
  readonly nils: NilView[];
  /** 快报数, the last of each measure, with its name and as it is printed. */
  readonly provisional: (ProvisionalFigure & { readonly label: string; readonly display: string })[];
  /** What may be told as 快报数: this period's counts and amounts. */
  readonly tellable: {
    readonly measure: string;
    readonly label: string;
    readonly unit: string;
    readonly money: boolean;
  }[];
  readonly progressBy: { readonly by: string; readonly at: Instant } | null;
  readonly paperBy: string | null;
  /** The figures of its round rest on a sheet that was taken back. */
  readonly stale: Stale | null;
  /** Ladder steps carried out so far, oldest first. */
  readonly chases: ChaseDone[];
  /** The next step of the ladder about it; in the past while it is being carried out. */
  readonly next: { readonly at: Instant; readonly step: string } | null;
}

/** Everything about one obligation, for the officer. Throws `obligation-unknown`. */
export async function obligationView(
  ctx: Context,
  { obligation: id, now }: { readonly obligation: string; readonly now: Instant },
): Promise<ObligationView> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('campaign as c', 'c.id', 'o.campaign')
    .select(CELL_COLUMNS)
    .select([
      'c.status',
      'o.campaign',
      'o.office',
      'o.requirement',
      'o.accepted_submission',
      'o.revision',
      'r.period_label',
    ])
    .select(['o.progress_by', 'o.progress_at', 'o.paper_by', 'r.stale_since', 'r.stale_reason'])
    .where('o.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new DubanError('obligation-unknown', { obligation: id });
  const facts = await campaignFacts(db, row.campaign);
  const { definition } = facts;
  const requirement = requirementOf(definition, row.requirement);
  const today = dateOf(now);
  const rules = chaseRules(definition, ctx.calendar);
  const marks = (await marksOf(db, { campaign: row.campaign, obligations: [id] })).get(id) ?? NO_MARKS;
  return {
    id,
    revision: row.revision,
    campaign: row.campaign,
    office: row.office,
    officeName: officeOf(definition, row.office).name,
    what: whatIsOwed(requirement, row.period_label),
    form: requirement.form.kind,
    cell: cellOf(row, { ...marks, paperDue: requirement.paperDue }, now),
    cutOff: row.cut_off,
    roundMerged: row.merged_at !== null,
    acceptedSubmission: row.accepted_submission,
    open: row.status === 'closed' ? [] : KINDS.filter((kind) => isOpenTo(kind, row, today)),
    submissions: (await submissionViews(db, definition, [id])).get(id) ?? [],
    decisions: (await decisionViews(db, [id])).get(id) ?? [],
    extensions: (await extensionViews(db, [id])).get(id) ?? [],
    nils: (await nilViews(db, [id])).get(id) ?? [],
    provisional: printed(tableOf(facts, requirement), (await provisionalFigures(db, { obligation: id })).get(id) ?? []),
    tellable: tellable(tableOf(facts, requirement)),
    progressBy:
      row.progress !== null && row.progress_at !== null ? { by: row.progress_by ?? '', at: row.progress_at } : null,
    paperBy: row.paper_by,
    stale: staleOf(row),
    chases: await chasesDone(db, definition, row),
    next: await nextOf(db, { id, campaign: row.campaign, office: row.office, rules }, now),
  };
}

function printed(table: TableDefinition | null, figures: readonly ProvisionalFigure[]): ObligationView['provisional'] {
  return figures.flatMap((figure) => {
    const measure = table && measuresOf(table).find(({ key }) => key === figure.measure);
    return measure ? [{ ...figure, label: measure.label, display: formatWithUnit(measure, figure.value) }] : [];
  });
}

/** As `logProvisional` would have it. */
function tellable(table: TableDefinition | null): ObligationView['tellable'] {
  return (table === null ? [] : measuresOf(table))
    .filter((m) => (m.kind === 'count' || m.kind === 'money') && columnsOf(m).includes('current'))
    .map(({ key, label, unit, kind }) => ({ measure: key, label, unit, money: kind === 'money' }));
}

const KINDS: readonly DecisionKind[] = ['accept', 'return', 'exempt', 'extend', 'reopen'];

/** As `decide` would have it; an extension also needs a day that is left before the cut-off. */
function isOpenTo(kind: DecisionKind, row: CellRow, today: LocalDate): boolean {
  if (afterDecision(row.state, kind) === null) return false;
  return kind !== 'extend' || laterDay(today, addDays(row.chase_due, 1)) <= row.cut_off;
}

interface Of {
  readonly id: string;
  readonly campaign: string;
  readonly office: string;
  readonly rules: ChaseRules;
}

async function nextOf(db: Db, { id, campaign, office, rules }: Of, now: Instant): Promise<ObligationView['next']> {
  const { status, others } = await amongOthers(db, campaign, now);
  if (status !== 'running') return null;
  const { circle, beside } = await lookTogether(db, { campaign, office, calendar: rules.calendar }, { others, now });
  const facts = await chaseFacts(db, campaign, circle);
  const next = nextAbout({ office, circle: facts }, { rules: { ...rules, beside }, obligation: id }, now);
  return next && { at: next.at, step: stepWords(next.step.label) };
}
