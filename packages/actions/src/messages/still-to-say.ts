import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { isOwed } from '@duban/campaign';
import { addressees, closedByMerge, type MessageRow, type Tx } from '@duban/ledger';
import { type RawBuilder, sql } from 'kysely';
import type { ComposeContext } from '../compose-message.js';
import { dropDoneDuties } from '../duties/drop-done-duties.js';
import { redirect } from '../people/reroute.js';
import { dropUndoneChanges } from './drop-undone-changes.js';
import { cancel, note, takeBack } from './end-message.js';
import { newerDigest } from './waiting-digests.js';

/**
 * What was tried before, or waits since another day, may be for somebody who has left meanwhile, moved to other offices or is away: a change
 * of people takes back what waits then, but not what is under way, and a handover noted beforehand begins with its day. A chase loses the
 * lines of offices that its recipient answers for no more, and they are planned anew; other mail goes to who is there instead. Null when
 * nothing is left: the message is cancelled then.
 */
export async function stillTheirs(tx: Tx, message: MessageRow, now: Instant): Promise<MessageRow | null> {
  const day = dateOf(now);
  if (message.attempts === 0 && dateOf(message.send_after) >= day) return message;
  if (message.kind !== 'chase') {
    const passed = await redirect(tx, message, day);
    const data = { from: message.recipient, to: passed?.recipient };
    if (passed === null) await cancel(tx, { message }, now);
    else if (data.to !== data.from) await note(tx, message, { now, kind: 'message-redirected', data });
    return passed;
  }
  const { left, gone } = await officesOf(tx, message, day);
  if (gone.length === 0) return message;
  const data = await takeBack(tx, { message, of: gone }, now);
  if (left.length > 0) {
    await note(tx, message, { now, kind: 'message-trimmed', data });
    return message;
  }
  await cancel(tx, { message, data }, now);
  return null;
}

/** The offices a chase is about: those that its recipient answers for on that day, and those it does not. */
async function officesOf(
  tx: Tx,
  { id, campaign, recipient }: MessageRow,
  day: LocalDate,
): Promise<{ readonly left: readonly string[]; readonly gone: readonly string[] }> {
  const rows = await tx
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .select('o.office')
    .distinct()
    .where('l.message', '=', id)
    .where('l.dropped', '=', false)
    .orderBy('o.office')
    .execute();
  const left: string[] = [];
  const gone: string[] = [];
  for (const { office } of rows) {
    const taking = await addressees(tx, { campaign, office, day }, ['A', 'B', 'leader']);
    (taking.some(({ contact }) => contact === recipient) ? left : gone).push(office);
  }
  return { left, gone };
}

/**
 * What is left of a message when everything settled is dropped; null when nothing is, and the message is cancelled then. A chase is its
 * lines, a reminder of the bureau's own duties those that nobody has done meanwhile, what is told of changed dues those that still are so, a
 * digest gives way to a newer one; any other message stands as it is.
 */
export async function stillOwed(
  tx: Tx,
  { ctx, message }: { ctx: ComposeContext; message: MessageRow },
  now: Instant,
): Promise<MessageRow | null> {
  const trimmed = (data: unknown) => note(tx, message, { now, kind: 'message-trimmed', data });
  if (message.kind === 'duty') {
    const { left, dropped } = await dropDoneDuties(tx, { ctx, message }, now);
    if (left && dropped.length > 0) await trimmed({ duties: dropped });
    if (!left) await cancel(tx, { message }, now);
    return left;
  }
  if (message.kind === 'change') {
    const { left, dropped, reworded } = await dropUndoneChanges(tx, message);
    if (left && left !== message)
      await note(tx, message, { now, kind: 'message-reworded', data: { obligations: dropped, reworded } });
    if (!left) await cancel(tx, { message, data: { obligations: dropped } }, now);
    return left;
  }
  if (message.kind === 'digest') {
    const newer = await newerDigest(tx, message);
    if (newer !== null) await cancel(tx, { message, data: { supersededBy: [newer] } }, now);
    return newer === null ? message : null;
  }
  if (message.kind !== 'chase') return message;
  const { left, dropped, supersededBy } = await dropSettledLines(tx, message);
  const data = { obligations: dropped, ...(supersededBy.length > 0 ? { supersededBy } : {}) };
  if (left && dropped.length > 0) await trimmed(data);
  if (!left) await cancel(tx, { message, data }, now);
  return left ? message : null;
}

interface Dropped {
  /** Any line is left. */
  readonly left: boolean;
  /** The obligations of the others. */
  readonly dropped: readonly string[];
  /** Chases that say some of it instead. */
  readonly supersededBy: readonly string[];
}

/** Marks lines whose obligation is settled, was re-armed since, or is spoken of by a later chase of the same person. */
async function dropSettledLines(tx: Tx, message: MessageRow): Promise<Dropped> {
  const lines = await tx
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['l.obligation', 'l.arm', 'o.state', 'o.arm as current'])
    .select([closedByMerge.as('closed'), laterChase(message).as('later')])
    .where('l.message', '=', message.id)
    .where('l.dropped', '=', false)
    .orderBy('o.id')
    .forNoKeyUpdate('o')
    .execute();
  const settled = lines.filter((l) => !isOwed(l.state) || l.arm !== l.current || l.closed || l.later !== null);
  for (const l of settled) {
    await tx
      .updateTable('message_line')
      .set({ dropped: true })
      .where('message', '=', message.id)
      .where('obligation', '=', l.obligation)
      .where('arm', '=', l.arm)
      .execute();
  }
  return {
    left: lines.length > settled.length,
    dropped: settled.map((l) => l.obligation),
    supersededBy: [...new Set(settled.flatMap((l) => l.later ?? []))],
  };
}

/**
 * Of a line `l` of a chase: a later chase of the same person that speaks of the same debt, sent or still to be sent. A mailbox that took
 * nothing for hours gets the newest words once, not every reminder that waited.
 */
function laterChase({ id, campaign, recipient, send_after }: MessageRow): RawBuilder<string | null> {
  return sql`(select n.message from message_line n join message w on w.id = n.message
    where n.obligation = l.obligation and n.arm = l.arm and not n.dropped and w.kind = 'chase'
      and w.campaign = ${campaign} and w.recipient = ${recipient} and w.state not in ('failed', 'cancelled')
      and (w.send_after, w.id) > (${send_after}, ${id})
    order by w.send_after, w.id limit 1)`;
}
