import type { Instant } from '@duban/base';
import { at, endOfDay } from '@duban/base/time';
import { type AttachmentRef, type Db, getBlob } from '@duban/ledger';
import { type Attachment, calendarFile } from '@duban/notify';
import type { Context } from '../context.js';
import { type CampaignFacts, officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { reportForm } from '../report/report-form.js';
import { templateFor } from '../template-for.js';
import { DOCX, XLSX } from './enclosure-types.js';

/** How the response of a message begins whose enclosures could not be made. */
export const ENCLOSURE_FAILED = '附件：';

/** One enclosure, and the name it has in the text. */
export interface Enclosure {
  readonly ref: AttachmentRef;
  readonly name: string;
}

/** Makes or reads the enclosures of a message that is about to leave; `facts` are its campaign's. */
export async function attachmentsOf(
  ctx: Context,
  { facts, enclosures }: { readonly facts: CampaignFacts; readonly enclosures: readonly Enclosure[] },
  now: Instant,
): Promise<Attachment[]> {
  const made: Attachment[] = [];
  for (const { ref, name } of enclosures) made.push({ name, ...(await contentOf(ctx, { facts, ref }, now)) });
  return made;
}

async function contentOf(
  ctx: Context,
  { facts, ref }: { facts: CampaignFacts; ref: AttachmentRef },
  now: Instant,
): Promise<Omit<Attachment, 'name'>> {
  const { db } = ctx.ledger;
  switch (ref.kind) {
    case 'blob':
      return { type: ref.type, bytes: await getBlob(db, ref.sha256) };
    case 'template':
      return { type: XLSX, bytes: await templateFor(ctx, ref.obligation) };
    case 'report-template':
      return { type: DOCX, bytes: await reportForm(ctx, { facts, obligation: ref.obligation }) };
    case 'calendar':
      return {
        type: 'text/calendar; charset=utf-8',
        bytes: Buffer.from(await calendarOf(db, { facts, offices: ref.offices }, now)),
      };
  }
}

/** The dues of these offices, and the campaign's phases for everybody. */
async function calendarOf(
  db: Db,
  about: { facts: CampaignFacts; offices: readonly string[] },
  now: Instant,
): Promise<string> {
  const { definition } = about.facts;
  const owed =
    about.offices.length === 0
      ? []
      : await db
          .selectFrom('obligation as o')
          .innerJoin('round as r', 'r.id', 'o.round')
          .select(['o.id', 'o.office', 'o.requirement', 'o.due', 'r.period_label'])
          .where('o.campaign', '=', definition.id)
          .where('o.office', 'in', [...about.offices])
          .orderBy('o.due')
          .orderBy('o.id')
          .execute();
  // JN23-P2: a phase whose beginning is not written is marked by its last day only, and says so.
  const phases = definition.phases.map((phase) => ({
    id: `${definition.id}/${phase.id}`,
    title: `${definition.noun}：${phase.title}${phase.start ? '' : '（截止）'}`,
    description: phase.phrase,
    start: at(phase.start ?? phase.end, '00:00'),
    ...(phase.start ? { end: endOfDay(phase.end) } : {}),
  }));
  const dues = owed.map((o) => ({
    id: o.id,
    title: `报送截止：${officeOf(definition, o.office).shortName}${whatIsOwed(requirementOf(definition, o.requirement), o.period_label)}`,
    description: definition.title,
    start: at(o.due, '00:00'),
    alarms: [3 * 24 * 60, 24 * 60],
  }));
  return calendarFile(
    definition.title,
    [...phases, ...dues].map((entry) => ({ ...entry, stamp: now })),
  );
}
