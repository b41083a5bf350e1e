import type { LocalDate } from '@duban/base';
import { isOwed } from '@duban/campaign';
import { json, type MessageRow, type Tx } from '@duban/ledger';
import { sql } from 'kysely';
import { type ChangeLine, changeLine } from './tell-change.js';

/**
 * Reads what a message tells of changed dues again when it is about to leave: dropped is what the office has settled meanwhile, what a later
 * act changed again or took back. Of several acts that nobody was told of the last is told, from the due that was known. `left` is null when
 * nothing remains; `reworded` names whose known due is another one than was written.
 */
export async function dropUndoneChanges(tx: Tx, message: MessageRow): Promise<Left> {
  const lines = message.facts.changes as readonly ChangeLine[];
  const standing = await obligationsOf(tx, lines);
  const changes: ChangeLine[] = [];
  for (const line of lines) {
    if (!holds(line, standing.get(line.obligation))) continue;
    const acts = await actsOn(tx, message, line.obligation);
    if (acts.some(({ later }) => later)) continue;
    const from = knownDue(line, acts);
    if (from !== line.to) changes.push(changeLine({ ...line, from }));
  }
  const dropped = lines.map(({ obligation }) => obligation).filter((id) => !changes.some((c) => c.obligation === id));
  const reworded = changes.filter((c) => !lines.some((l) => same(l, c))).map(({ obligation }) => obligation);
  if (changes.length === 0 || dropped.length + reworded.length === 0)
    return { left: changes.length === 0 ? null : message, dropped, reworded };
  const facts = { ...message.facts, changes };
  await tx
    .updateTable('message')
    .set({ facts: json(facts) })
    .where('id', '=', message.id)
    .execute();
  return { left: { ...message, facts }, dropped, reworded };
}

function same(a: ChangeLine, b: ChangeLine): boolean {
  return a.obligation === b.obligation && a.from === b.from;
}

interface Left {
  readonly left: MessageRow | null;
  /** Obligations. */
  readonly dropped: readonly string[];
  readonly reworded: readonly string[];
}

async function obligationsOf(tx: Tx, lines: readonly ChangeLine[]) {
  const rows = await tx
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.id', 'o.state', 'o.chase_due', 'r.merged_at'])
    .where(
      'o.id',
      'in',
      lines.map(({ obligation }) => obligation),
    )
    .orderBy('o.id')
    .forNoKeyUpdate('o')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

type Standing = Awaited<ReturnType<typeof obligationsOf>> extends ReadonlyMap<string, infer Row> ? Row : never;

/** Whether it is still so, and still somebody's business. */
function holds({ to }: ChangeLine, now: Standing | undefined): boolean {
  if (now === undefined || now.merged_at !== null) return false;
  return to === null ? now.state === 'exempt' : isOwed(now.state) && now.chase_due === to;
}

/** Another act on the same obligation that the same person is, was or was to be told of. */
interface Act {
  readonly later: boolean;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  /** Its message left, or may have. */
  readonly told: boolean;
}

/** The newest first; what never left is known from its message. */
async function actsOn(tx: Tx, { id, campaign, recipient, created_at }: MessageRow, obligation: string): Promise<Act[]> {
  const rows = await tx
    .selectFrom('message')
    .select(['facts', 'state'])
    .select(sql<boolean>`(created_at, id) > (${created_at}, ${id})`.as('after'))
    .where('campaign', '=', campaign)
    .where('recipient', '=', recipient)
    .where('kind', '=', 'change')
    .where('id', '!=', id)
    .where('facts', '@>', json({ changes: [{ obligation }] }) as never)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.flatMap(({ facts, state, after }) => {
    const line = (facts.changes as readonly ChangeLine[]).find((l) => l.obligation === obligation);
    if (line === undefined || (after && (state === 'cancelled' || state === 'failed'))) return [];
    const told = state === 'sent' || state === 'sending' || state === 'unknown';
    return [{ later: after, from: line.from, to: line.to, told }];
  });
}

/** The due that the office knows: before all acts in a row that it was not told of. */
function knownDue({ from: last }: ChangeLine, acts: readonly Act[]): LocalDate {
  let from = last;
  for (const act of acts) {
    if (act.told || act.to !== from) break;
    from = act.from;
  }
  return from;
}
