import type { Instant } from '@duban/base';
import { type Db, json, lockSubject, poke, putBlob, recordEvent, type Tx } from '@duban/ledger';
import { cancelSettledTasks } from '../chase/cancel-settled-tasks.js';
import type { Actor, Context } from '../context.js';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { refuseClosed } from '../facts/campaign-status.js';
import { nextVersion } from '../facts/next-version.js';
import { tellMerged } from '../messages/tell-merged.js';
import { roundFigures } from '../report/snapshot-figures.js';
import { markDocuments } from '../sheets/mark-stale.js';
import { mergeInput } from './merge-input.js';
import type { RoundFacts } from './round-facts.js';

export interface Merging {
  readonly round: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** A round as it is to be merged. */
export interface ToMerge extends RoundFacts {
  /** Whom an officer takes into figures that went upward without them, and why; absent: nobody. */
  readonly takenIn?: TakenIn;
}

/** Short names of offices that come into the figures of a round that is merged again. */
export interface TakenIn {
  /** 补报: it came after the cut-off. */
  readonly late: readonly string[];
  /** 审核后计入: it came before the cut-off, and was not decided on by then. */
  readonly reviewed: readonly string[];
  readonly reason: string;
}

/** `计入微山县补报，审核后计入汶上县` */
function takenInWords({ late, reviewed }: TakenIn): string {
  return [
    late.length > 0 ? `计入${late.join('、')}补报` : '',
    reviewed.length > 0 ? `审核后计入${reviewed.join('、')}` : '',
  ]
    .filter((words) => words !== '')
    .join('，');
}

/** What is to be merged, or null when there is nothing left to merge; throws what forbids it. */
export type Look = (db: Db) => Promise<ToMerge | null>;

/** New figures rest on nothing that was taken back. */
const FRESH = { stale_since: null, stale_reason: null } as const;

/** How often a merge begins anew when a sheet comes in while its workbook is made. */
const ATTEMPTS = 5;

/** Makes the workbook of what `look` sees and writes it with the figures: once, whoever else is at it. Throws what `look` throws, and `campaign-closed`. */
export async function writeMerge(ctx: Context, merging: Merging, look: Look): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) if (await tryMerge(ctx, merging, look)) return;
  throw new Error(`round ${merging.round} kept changing while it was merged`);
}

/** False when the round changed meanwhile: the workbook is made before the transaction, and a sheet accepted since must not be lost. */
async function tryMerge(ctx: Context, merging: Merging, look: Look): Promise<boolean> {
  const before = await look(ctx.ledger.db);
  if (before === null) return true;
  const input = mergeInput(before);
  const workbook = input && (await ctx.workbooks.merge(input));
  return ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, before.definition.id);
    await lockSubject(tx, `round:${merging.round}`);
    await lockObligations(tx, merging.round);
    const facts = await look(tx);
    if (facts === null) return true;
    if (fingerprint(facts) !== fingerprint(before)) return false;
    const blob = workbook ? await putBlob(tx, workbook, merging.now) : null;
    const ids = idsOf(facts.round);
    await close(tx, { facts, blob, snapshot: ids.snapshot }, merging);
    await tellMerged(tx, { ctx, facts, takenIn: facts.takenIn ?? null, blob, id: ids.message }, merging.now);
    return true;
  });
}

/** A decision or a hand-in that is under way waits for the merge, and finds the round closed. */
async function lockObligations(tx: Tx, round: string): Promise<void> {
  await tx.selectFrom('obligation').select('id').where('round', '=', round).orderBy('id').forNoKeyUpdate().execute();
}

function fingerprint(facts: RoundFacts): string {
  return facts.rows.map((row) => [row.obligation, row.state, row.version, row.sheet?.submission].join(':')).join('\n');
}

/** `…/merge` and `…/merged`, for the second merge of a round `…/merge/2` and `…/merged/2`. */
function idsOf({ id, snapshot: last }: RoundFacts['round']): { readonly snapshot: string; readonly message: string } {
  const first = `${id}/merge`;
  const snapshot = last === null ? first : nextVersion(last);
  return { snapshot, message: `${id}/merged${snapshot.slice(first.length)}` };
}

interface Merged {
  readonly facts: ToMerge;
  readonly blob: string | null;
  readonly snapshot: string;
}

async function close(tx: Tx, { facts, blob, snapshot }: Merged, { round, actor, now }: Merging): Promise<void> {
  const campaign = facts.definition.id;
  const replaces = facts.round.snapshot;
  await tx
    .insertInto('snapshot')
    .values({ id: snapshot, campaign, figures: json(roundFigures(facts)), created_at: now })
    .execute();
  await tx
    .updateTable('round')
    .set((eb) => ({
      merged_at: now,
      frozen_at: eb.fn.coalesce('frozen_at', eb.val(now)),
      workbook: blob,
      snapshot,
      ...FRESH,
    }))
    .where('id', '=', round)
    .execute();
  await countSheets(tx, facts);
  await countNils(tx, facts);
  await replaceFigures(tx, facts, { round, actor, now });
  const offices = facts.rows.map((row) => row.office);
  await cancelSettledTasks(tx, { campaign, offices }, now);
  await recordEvent(tx, {
    campaign,
    at: now,
    kind: replaces === null ? 'round-merged' : 'round-merged-again',
    actor,
    subject: round,
    data: {
      included: facts.rows.filter((r) => r.counts).length,
      of: facts.rows.length,
      workbook: blob,
      ...(replaces === null ? {} : { replaces, replacesWorkbook: facts.round.workbook }),
      ...(facts.takenIn ? takenInData(facts.takenIn) : {}),
    },
  });
  await poke(
    tx,
    [
      // The officer's message belongs to no office: the campaign sends it.
      { workflow: 'campaign', input: { campaign } },
      { workflow: 'report', input: { campaign, kind: 'summary' } },
      ...offices.map((office) => ({ workflow: 'office' as const, input: { campaign, office } })),
    ],
    now,
  );
}

function takenInData({ late, reviewed, reason }: TakenIn): Record<string, unknown> {
  return { offices: [...late, ...reviewed], late, reviewed, reason };
}

/** What was made from the figures before a 补报 was taken in says so: whoever signs it must not send upward what no longer adds up. */
async function replaceFigures(tx: Tx, { definition, round, takenIn }: ToMerge, { actor, now }: Merging): Promise<void> {
  if (!takenIn || round.merged_at === null) return;
  const { id: campaign } = definition;
  const what = whatIsOwed(requirementOf(definition, round.requirement), round.period_label);
  const reason = `${what}重新汇总，${takenInWords(takenIn)}：${takenIn.reason}`;
  const stale = { stale_since: now, stale_reason: reason };
  const documents = await markDocuments(tx, { campaign, since: round.merged_at, stale });
  const data = { round: round.id, documents, reason };
  await recordEvent(tx, { campaign, at: now, kind: 'figures-stale', actor, subject: round.id, data });
}

/** 已汇总 for the sheets in the figures; one that was in them and is not any more was taken back, or exempted. */
async function countSheets(tx: Tx, { round, rows }: RoundFacts): Promise<void> {
  const counted = rows.flatMap((row) => (row.sheet ? [row.obligation] : []));
  await tx
    .updateTable('obligation')
    .set({ merged_submission: null })
    .where('round', '=', round.id)
    .where('merged_submission', 'is not', null)
    .$if(counted.length > 0, (qb) => qb.where('id', 'not in', counted))
    .execute();
  if (counted.length === 0) return;
  await tx
    .updateTable('obligation')
    .set((eb) => ({ state: 'merged', merged_submission: eb.ref('accepted_submission') }))
    .where('id', 'in', counted)
    .where('state', '=', 'accepted')
    .execute();
}

async function countNils(tx: Tx, { rows }: RoundFacts): Promise<void> {
  await tx
    .updateTable('nil_declaration')
    .set({ merged: false })
    .where(
      'obligation',
      'in',
      rows.map((row) => row.obligation),
    )
    .where('merged', '=', true)
    .execute();
  for (const { obligation, nil } of rows) {
    if (!nil) continue;
    await tx
      .updateTable('nil_declaration')
      .set({ merged: true, grid: nil.grid && json(nil.grid) })
      .where('obligation', '=', obligation)
      .where('state', '=', 'standing')
      .execute();
  }
}
