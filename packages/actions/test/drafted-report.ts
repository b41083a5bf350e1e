import type { Actor } from '@duban/actions/context';
import { putBlob, recordEvent } from '@duban/ledger';
import { askForStage } from '../src/report/document-chain.js';
import { recordStep } from '../src/report/document-steps.js';
import { CAMPAIGN, jiningWorld, moment, operator, type World } from './world.ts';

export const REPORT = `${CAMPAIGN}/report/summary`;

/** The draft of the report as `compileReport` leaves it; which figures are in it matters to nobody here. */
export async function draftedReport(by: Actor = operator): Promise<World> {
  const world = await jiningWorld();
  const now = moment('2023-12-19 09:00');
  await world.ctx.ledger.transaction(async (tx) => {
    const docx = await putBlob(tx, Buffer.from('a draft'), now);
    await tx.insertInto('snapshot').values({ id: 's', campaign: CAMPAIGN, figures: '{}', created_at: now }).execute();
    const document = { id: REPORT, campaign: CAMPAIGN, kind: 'summary', stage: 'draft', docx } as const;
    await tx
      .insertInto('document')
      .values({ ...document, snapshot: 's', xlsx: null, created_at: now, issued_at: null })
      .execute();
    const step = { campaign: CAMPAIGN, document: REPORT, action: 'drafted', from: null, to: 'draft' } as const;
    await recordStep(tx, step, { actor: by, now });
    await askForStage(tx, document, now);
    await recordEvent(tx, { campaign: CAMPAIGN, at: now, kind: 'report-compiled', actor: by, subject: REPORT });
  });
  return world;
}
