import { DubanError, type Instant } from '@duban/base';
import { chineseDate, endOfDay } from '@duban/base/time';
import { isSettled, punctuality, standingLabels } from '@duban/campaign';
import { json, lockSubject, planMessage, poke, putBlob, recordEvent, type Tx } from '@duban/ledger';
import { mergeGrids } from '@duban/tables';
import type { MergeInput } from '@duban/workbook';
import { requirementOf, whatIsOwed } from './campaign-facts.js';
import type { Actor, Context } from './context.js';
import { bureauOnly } from './guard.js';
import { XLSX } from './hand-in-messages.js';
import { messageIdOf } from './message-ids.js';
import { type RoundFacts, type RoundRow, roundFacts } from './round-facts.js';
import { roundFigures } from './snapshot-figures.js';

/** What stands in the 报送情况 column: a sheet that was returned and never corrected is neither counted nor called 未报. */
export function standingInRound(row: RoundRow): string {
  const { standing } = punctuality(row);
  if (!row.counts && (standing === 'on-time' || standing === 'late')) return row.state === 'returned' ? '退回未改' : '待审核';
  return standingLabels[standing];
}

/** The merge of one round as the workbook wants it; only sheets that count carry figures. */
export function mergeInput({ definition, table, round, rows: all }: RoundFacts): MergeInput | null {
  if (!table) return null;
  const rows = all.map((row) => (row.counts ? row : { ...row, sheet: null }));
  const counted = rows.filter((row) => row.sheet?.grid);
  return {
    table,
    title: `${definition.title}${table.title}汇总`,
    subtitle: round.period_label,
    rows: rows.map((row) => ({
      office: row.office, officeName: row.shortName, standing: standingInRound(row), grid: row.sheet?.grid ?? null,
      origin: row.sheet?.grid ? { file: row.sheet.file, sha256: row.sheet.sha256, receipt: row.sheet.receiptNo, version: row.sheet.version, places: row.sheet.places } : null,
    })),
    totals: mergeGrids(table, counted.map((row) => row.sheet?.grid ?? {})),
    facts: [
      { label: '数据截止日期', value: round.as_of ? chineseDate(round.as_of, true) : '' },
      { label: '计入单位', value: `${counted.length}家（应报${rows.length}家）` },
      { label: '未计入单位', value: rows.filter((row) => !row.sheet?.grid).map((row) => `${row.shortName}（${standingInRound(row)}）`).join('、') || '无' },
    ],
  };
}

/**
 * Freezes and merges a round: the workbook, the snapshot, 已汇总 for the sheets that went in, a message to the officer.
 * @throws DubanError `round-not-ready` before the cut-off while something is open; `not-allowed`.
 */
export async function mergeRound(ctx: Context, { round, actor, now }: { round: string; actor: Actor; now: Instant }): Promise<void> {
  bureauOnly(actor, '汇总');
  const before = await roundFacts(ctx.ledger.db, round);
  if (before.round.merged_at !== null) return;
  if (now < endOfDay(before.round.cut_off) && !before.rows.every((row) => isSettled(row.state))) throw new DubanError('round-not-ready', { round });
  // The workbook is made before the transaction; what it was made from is compared inside, so a sheet accepted meanwhile is not lost.
  const input = mergeInput(before);
  const workbook = input && (await ctx.workbooks.merge(input));
  await ctx.ledger.transaction(async (tx) => {
    await lockSubject(tx, `round:${round}`);
    const facts = await roundFacts(tx, round);
    if (facts.round.merged_at !== null) return;
    if (fingerprint(facts) !== fingerprint(before)) throw new Error(`round ${round} changed while it was merged`);
    const blob = workbook ? await putBlob(tx, workbook, now) : null;
    const snapshot = `${round}/merge`;
    await tx.insertInto('snapshot').values({ id: snapshot, campaign: facts.definition.id, figures: json(roundFigures(facts)), created_at: now }).execute();
    await tx
      .updateTable('round')
      .set((eb) => ({ merged_at: now, frozen_at: eb.fn.coalesce('frozen_at', eb.val(now)), workbook: blob, snapshot }))
      .where('id', '=', round)
      .execute();
    await tx.updateTable('obligation').set({ state: 'merged' }).where('round', '=', round).where('state', '=', 'accepted').execute();
    await tx.updateTable('task').set({ state: 'cancelled', done_at: now }).where('state', '=', 'open').where('kind', '=', 'call').where('id', 'in', (eb) =>
      eb.selectFrom('task_line as l').innerJoin('obligation as o', 'o.id', 'l.obligation').select('l.task').where('o.round', '=', round),
    ).execute();
    await recordEvent(tx, { campaign: facts.definition.id, at: now, kind: 'round-merged', actor: actor.name, subject: round, data: { included: facts.rows.filter((r) => r.counts).length, of: facts.rows.length, workbook: blob } });
    await tellOfficer(tx, { ctx, facts, blob }, now);
    await poke(
      tx,
      [
        { workflow: 'report', input: { campaign: facts.definition.id, kind: 'summary' } },
        ...facts.rows.map((row) => ({ workflow: 'office' as const, input: { campaign: facts.definition.id, office: row.office } })),
      ],
      now,
    );
  });
}

function fingerprint(facts: RoundFacts): string {
  return facts.rows.map((row) => `${row.obligation}:${row.state}:${row.sheet?.submission ?? ''}`).join('\n');
}

async function tellOfficer(tx: Tx, about: { ctx: Context; facts: RoundFacts; blob: string | null }, now: Instant): Promise<void> {
  const { definition, round, rows } = about.facts;
  const operator = definition.bureau.officers.find((o) => o.role === 'operator');
  if (!operator) return;
  const what = whatIsOwed(requirementOf(definition, round.requirement), round.period_label);
  const named = (label: string): string[] => rows.filter((row) => standingInRound(row) === label).map((row) => row.shortName);
  const id = `${round.id}/merged`;
  await planMessage(
    tx,
    {
      id, campaign: definition.id, office: null, recipient: operator.role, address: operator.email, kind: 'round-merged', sendAfter: now,
      facts: {
        to: operator.title, round: what, cutOff: chineseDate(round.cut_off, true), included: rows.filter((r) => r.counts).length, offices: rows.length,
        missing: [...named('未报'), ...named('退回未改'), ...named('待审核')], late: named('迟报'), afterCutOff: named('补报'),
      },
      attachments: about.blob ? [{ kind: 'blob', sha256: about.blob, name: `${what}汇总.xlsx`, type: XLSX }] : [],
      messageId: messageIdOf(about.ctx, id),
    },
    now,
  );
}
