import { putBlob, recordEvent, type Tx } from '@duban/ledger';
import { SYSTEM } from '../context.js';
import { aboutObligation } from '../facts/about-obligation.js';
import { correctionDue } from './correction-due.js';
import { planReturn } from './hand-in-messages.js';
import type { Filing } from './handed-in.js';

/** E findings block: the sheet goes back at once with its marks, and the correction clock starts. */
export async function returnAtOnce(tx: Tx, filing: Filing, submission: string): Promise<void> {
  const { ctx, input, checked } = filing;
  const about = await aboutObligation(tx, input.obligation);
  const due = correctionDue(ctx.calendar, about, input.now);
  const marked = checked.marked ? await putBlob(tx, checked.marked, input.now) : null;
  await tx
    .insertInto('decision')
    .values({
      id: `${submission}/return`,
      obligation: about.id,
      submission,
      kind: 'return',
      reason: '审核提示中有必须更正的项目',
      due,
      decided_by: SYSTEM.name,
      decided_at: input.now,
      marked_blob: marked,
    })
    .execute();
  await tx
    .updateTable('obligation')
    .set((eb) => ({ state: 'returned', chase_due: due, arm: eb('arm', '+', 1), armed_at: input.now }))
    .where('id', '=', about.id)
    .execute();
  await recordEvent(tx, {
    campaign: about.campaign,
    at: input.now,
    kind: 'sheet-returned',
    actor: SYSTEM.name,
    subject: submission,
    data: { due, marked },
  });
  await planReturn(tx, ctx, { submission, cause: `${submission}/return`, reason: null, due, marked, now: input.now });
}
