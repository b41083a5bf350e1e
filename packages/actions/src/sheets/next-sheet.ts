import type { Instant } from '@duban/base';
import { type ObligationRow, recordEvent, type Tx } from '@duban/ledger';
import { checkGrid, type Finding, type Grid, type TableDefinition } from '@duban/tables';
import type { Actor } from '../context.js';
import { type AboutObligation, aboutObligation } from '../facts/about-obligation.js';
import { campaignFacts, requirementOf, tableOf } from '../facts/campaign-facts.js';
import { whatOf } from '../facts/locked-obligation.js';
import { newestSubmission } from './newest-submission.js';
import { askOfficer } from './officer-task.js';

/** A corrected sheet that has just been accepted in the place of another. */
export interface Correction {
  readonly about: AboutObligation;
  /** As it was before. */
  readonly row: ObligationRow;
  /** The submission that counts now. */
  readonly submission: string;
  readonly actor: Actor;
}

/**
 * What follows for the office's next period: its 累计 was checked against the figures that do not hold any more. Where it does not add up
 * with those of now, the officer finds it on the list: figures are never recomputed silently (practice.md 9).
 */
export async function askAboutNextSheet(
  tx: Tx,
  { about, row, submission, actor }: Correction,
  now: Instant,
): Promise<void> {
  const facts = await campaignFacts(tx, row.campaign);
  const table = tableOf(facts, requirementOf(facts.definition, row.requirement));
  if (table === null || row.accepted_submission === null) return;
  const next = await nextSheet(tx, row);
  if (next === null) return;
  const [before, after] = [await gridOf(tx, row.accepted_submission), await gridOf(tx, submission)];
  const known = new Set(errorsOf(table, { grid: next.grid, previous: before }).map(placeOf));
  const [first, ...more] = errorsOf(table, { grid: next.grid, previous: after }).filter((f) => !known.has(placeOf(f)));
  if (first === undefined) return;
  const later = await aboutObligation(tx, next.obligation);
  const places = `${more.length + 1}处`;
  await askOfficer(
    tx,
    {
      id: `${submission}/next-sheet`,
      about: later,
      script: 'next-sheet',
      assignedTo: 'operator',
      title: `${whatOf(later)}与更正后的${about.what}有${places}对不上，请解锁更正或在报告中说明：${first.message}`,
    },
    now,
  );
  const event = { campaign: row.campaign, at: now, kind: 'task-created', actor, subject: next.obligation };
  await recordEvent(tx, { ...event, data: { corrected: submission, findings: more.length + 1 } });
}

/** The office's sheet of the next period that has one, if it was taken as right. */
async function nextSheet(tx: Tx, row: ObligationRow): Promise<{ obligation: string; grid: Grid } | null> {
  const next = await tx
    .selectFrom('obligation')
    .select('id')
    .where('campaign', '=', row.campaign)
    .where('requirement', '=', row.requirement)
    .where('office', '=', row.office)
    .where('period', '>', row.period)
    .where('state', 'in', ['checked', 'accepted', 'merged'])
    .orderBy('period')
    .limit(1)
    .executeTakeFirst();
  const newest = next && (await newestSubmission(tx, next.id));
  return newest ? { obligation: next.id, grid: await gridOf(tx, newest.id) } : null;
}

async function gridOf(tx: Tx, submission: string): Promise<Grid> {
  const { grid } = await tx
    .selectFrom('submission')
    .select('grid')
    .where('id', '=', submission)
    .executeTakeFirstOrThrow();
  return grid ?? {};
}

function errorsOf(table: TableDefinition, { grid, previous }: { grid: Grid; previous: Grid }): Finding[] {
  return checkGrid(table, grid, { previous, lastPeriod: previous }).filter(({ severity }) => severity === 'E');
}

const placeOf = ({ check, key }: Finding): string => `${check} ${key}`;
