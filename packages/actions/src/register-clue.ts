import { DubanError, type Instant } from '@duban/base';
import { poke, recordEvent, type Tx } from '@duban/ledger';
import type { ClueFields } from './cases/clue-fields.js';
import { nextNumber, refuseAmount, refuseUnknownInstitution } from './cases/next-number.js';
import type { Actor, Context } from './context.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { hideIdentity } from './facts/hide-identity.js';

export interface RegisterClue extends ClueFields {
  readonly campaign: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Enters a clue under the campaign's next number; identity numbers are not kept. Its clocks run from now on: the
 * campaign's own look puts them on the list (duties/clue-duties.ts; a major one's, duties/major-duties.ts).
 * @throws DubanError `entry-invalid`, `entry-unknown`, `entry-state` for one that was entered before, `campaign-unknown`, `campaign-closed`,
 *   `not-allowed`.
 */
export async function registerClue(
  ctx: Context,
  input: RegisterClue,
): Promise<{ readonly clue: string; readonly number: number }> {
  const {
    campaign,
    level,
    office,
    institution,
    amount,
    risk,
    track,
    major = false,
    complex = false,
    actor,
    now,
  } = input;
  requireRight(actor, 'case.manage', '登记线索');
  const source = input.source.trim();
  const about = hideIdentity(input.about.trim());
  if (source === '' || about === '')
    throw new DubanError('entry-invalid', { what: '线索', problem: '来源和内容都要写' });
  refuseAmount('线索', amount);
  const externalNo = input.externalNo?.trim() || null;
  return ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, campaign);
    await refuseUnknownOffice(tx, campaign, office);
    await refuseUnknownInstitution(tx, institution);
    const number = await nextNumber(tx, 'clue', campaign);
    await refuseTwice(tx, { campaign, source, externalNo });
    const id = `${campaign}/clue/${number}`;
    await tx
      .insertInto('clue')
      .values({
        ...{ id, campaign, number, source, level, office, institution, about, amount, risk, track, major, complex },
        external_no: externalNo,
        received_on: input.receivedOn,
        recheck: '',
        state: 'registered',
        outcome: '',
        registered_by: actor.name,
        registered_at: now,
        changed_at: now,
      })
      .execute();
    const data = { number, source, level, office, institution, major, complex };
    await recordEvent(tx, { campaign, at: now, kind: 'clue-registered', actor, subject: id, data });
    await poke(tx, [{ workflow: 'campaign', input: { campaign } }], now);
    return { clue: id, number };
  });
}

async function refuseUnknownOffice(tx: Tx, campaign: string, office: string | null): Promise<void> {
  if (office === null) return;
  const known = await tx
    .selectFrom('office')
    .select('id')
    .where('campaign', '=', campaign)
    .where('id', '=', office)
    .executeTakeFirst();
  if (!known) throw new DubanError('entry-unknown', { what: '单位', id: office });
}

async function refuseTwice(
  tx: Tx,
  { campaign, source, externalNo }: { campaign: string; source: string; externalNo: string | null },
): Promise<void> {
  if (externalNo === null) return;
  const twin = await tx
    .selectFrom('clue')
    .select('number')
    .where('campaign', '=', campaign)
    .where('source', '=', source)
    .where('external_no', '=', externalNo)
    .executeTakeFirst();
  if (twin)
    throw new DubanError('entry-state', {
      what: `${source}的线索 ${externalNo}`,
      state: `已登记为第${twin.number}号`,
      verb: '再次登记',
    });
}
