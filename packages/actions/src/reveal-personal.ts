import { DubanError, type Instant } from '@duban/base';
import { maskIdNumbers } from '@duban/base/mask';
import { recordEvent, type Tx } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

export interface RevealPersonal {
  readonly submission: string;
  /** Where the number stands, as the finding or the sheet says. */
  readonly sheet: string;
  readonly cell: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

const LEAST_REASON = 5;
const VERB = '查看完整的证件号码';

/**
 * One cell of a submission with its identity numbers in full, which every other answer masks (PIPL 51). What was looked at and why goes
 * on record in the same transaction; the number does not.
 * @throws DubanError `not-allowed`, `reason-too-short`, `personal-unknown` where there is no such number.
 */
export async function revealPersonal(ctx: Context, input: RevealPersonal): Promise<{ readonly text: string }> {
  requireRight(input.actor, 'personal.reveal', VERB);
  const reason = input.reason.trim();
  if ([...reason].length < LEAST_REASON) throw new DubanError('reason-too-short', { verb: VERB, least: LEAST_REASON });
  const place = `${input.sheet}!${input.cell}`;
  return ctx.ledger.transaction(async (tx) => {
    const found = await cellOf(tx, input);
    if (found === null || maskIdNumbers(found.text) === found.text)
      throw new DubanError('personal-unknown', { submission: input.submission, place });
    await recordEvent(tx, {
      campaign: found.campaign,
      at: input.now,
      kind: 'personal-revealed',
      actor: input.actor,
      subject: input.submission,
      data: { place, reason },
    });
    return { text: found.text };
  });
}

async function cellOf(tx: Tx, { submission, sheet, cell }: RevealPersonal) {
  const row = await tx
    .selectFrom('submission as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation')
    .select(['s.grid', 's.places', 'o.campaign'])
    .where('s.id', '=', submission)
    .executeTakeFirst();
  if (!row?.places) return null;
  const here = Object.entries(row.places).find(([, at]) => at.sheet === sheet && at.cell === cell);
  const text = new Map(Object.entries(row.grid ?? {})).get(here?.[0] ?? '');
  return typeof text === 'string' ? { campaign: row.campaign, text } : null;
}
