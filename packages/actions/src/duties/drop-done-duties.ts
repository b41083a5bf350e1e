import type { Instant } from '@duban/base';
import { json, type MessageRow, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import { campaignFacts } from '../facts/campaign-facts.js';
import { campaignDuties } from './duties-of.js';
import type { Duty } from './duty.js';

interface Reminder {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly message: MessageRow;
}

/**
 * Reads the duties of a reminder again when it is about to leave: what was done, decided or withdrawn since it was planned is dropped, and
 * what a later step to the same person speaks of by now. `left` is null when nothing remains.
 */
export async function dropDoneDuties(
  tx: Tx,
  { ctx, message }: Reminder,
  now: Instant,
): Promise<{ readonly left: MessageRow | null; readonly dropped: readonly string[] }> {
  const lines = Array.isArray(message.facts.duties)
    ? (message.facts.duties as readonly { readonly id?: string }[])
    : [];
  const { definition } = await campaignFacts(tx, message.campaign);
  const { running } = await campaignDuties(tx, { ctx, definition }, now);
  const stands = new Set(running.filter((duty) => stillSays(duty, message, now)).map(({ id }) => id));
  // One that was planned before its lines had ids says what it says.
  const gone = lines.flatMap(({ id }) => (id === undefined || stands.has(id) ? [] : [id]));
  if (gone.length === 0) return { left: message, dropped: [] };
  const duties = lines.filter(({ id }) => id === undefined || stands.has(id));
  if (duties.length === 0) return { left: null, dropped: gone };
  const facts = { ...message.facts, duties };
  await tx
    .updateTable('message')
    .set({ facts: json(facts) })
    .where('id', '=', message.id)
    .execute();
  return { left: { ...message, facts }, dropped: gone };
}

/** Whether the step of this reminder (`…/duties/chief/<moment>`) is still the duty's, and the last one to that person. */
function stillSays({ steps }: Duty, { id }: MessageRow, now: Instant): boolean {
  const [to, at] = id.split('/').slice(-2);
  return steps.findLast((step) => step.at <= now && step.to === to)?.at === Number(at);
}
