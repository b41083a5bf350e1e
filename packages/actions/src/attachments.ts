import type { Instant } from '@duban/base';
import { at, endOfDay } from '@duban/base/time';
import { numberedHeadings, writeReportTemplate } from '@duban/documents';
import { type AttachmentRef, type Db, getBlob } from '@duban/ledger';
import { type Attachment, calendarFile } from '@duban/notify';
import { type CampaignFacts, campaignFacts, officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';
import type { Context } from './context.js';
import type { Claim } from './deliver-message.js';
import { DOCX, XLSX } from './hand-in-messages.js';
import { templateFor } from './template-for.js';

/** Makes or reads the enclosures of a claimed message. */
export async function attachmentsOf(ctx: Context, claim: Claim, now: Instant): Promise<Attachment[]> {
  const facts = await campaignFacts(ctx.ledger.db, claim.campaign);
  const made: Attachment[] = [];
  for (const ref of claim.composed.attachments) {
    const name = await nameOf(ctx.ledger.db, facts, ref);
    made.push({ name, ...(await contentOf(ctx, { facts, ref }, now)) });
  }
  return made;
}

/** The names of the enclosures, as the text of the message lists them. */
export function attachmentNames(db: Db, facts: CampaignFacts, refs: readonly AttachmentRef[]): Promise<string[]> {
  return Promise.all(refs.map((ref) => nameOf(db, facts, ref)));
}

async function nameOf(db: Db, facts: CampaignFacts, ref: AttachmentRef): Promise<string> {
  if (ref.kind === 'blob') return ref.name;
  if (ref.kind === 'calendar') return '报送日程.ics';
  const { office, requirement, period_label: period } = await duty(db, ref.obligation);
  const what = whatIsOwed(requirementOf(facts.definition, requirement), period);
  const { shortName } = officeOf(facts.definition, office);
  return ref.kind === 'template' ? `${shortName}-${what}.xlsx` : `${shortName}-${what}（提纲）.docx`;
}

async function contentOf(ctx: Context, { facts, ref }: { facts: CampaignFacts; ref: AttachmentRef }, now: Instant): Promise<Omit<Attachment, 'name'>> {
  const { db } = ctx.ledger;
  switch (ref.kind) {
    case 'blob':
      return { type: ref.type, bytes: await getBlob(db, ref.sha256) };
    case 'template':
      return { type: XLSX, bytes: await templateFor(ctx, ref.obligation) };
    case 'report-template': {
      const { office, requirement } = await duty(db, ref.obligation);
      const { title, form } = requirementOf(facts.definition, requirement);
      const outline = form.kind === 'report' ? numberedHeadings(form.outline).map((heading) => ({ heading })) : [];
      return { type: DOCX, bytes: await writeReportTemplate({ office: officeOf(facts.definition, office).name, title, outline }) };
    }
    case 'calendar':
      return { type: 'text/calendar; charset=utf-8', bytes: Buffer.from(await calendarOf(db, { facts, offices: ref.offices }, now)) };
  }
}

/** The dues of these offices, and the campaign's phases for everybody. */
async function calendarOf(db: Db, about: { facts: CampaignFacts; offices: readonly string[] }, now: Instant): Promise<string> {
  const { definition } = about.facts;
  const owed = about.offices.length === 0 ? [] : await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.id', 'o.office', 'o.requirement', 'o.due', 'r.period_label'])
    .where('o.campaign', '=', definition.id)
    .where('o.office', 'in', [...about.offices])
    .orderBy('o.due')
    .orderBy('o.id')
    .execute();
  const phases = definition.phases.map((phase) => ({
    id: `${definition.id}/${phase.id}`, title: `${definition.noun}：${phase.title}`, description: phase.phrase,
    start: at(phase.start ?? phase.end, '00:00'), end: endOfDay(phase.end),
  }));
  const dues = owed.map((o) => ({
    id: o.id, title: `报送截止：${officeOf(definition, o.office).shortName}${whatIsOwed(requirementOf(definition, o.requirement), o.period_label)}`,
    description: definition.title, start: at(o.due, '00:00'), alarms: [3 * 24 * 60, 24 * 60],
  }));
  return calendarFile(definition.title, [...phases, ...dues].map((entry) => ({ ...entry, stamp: now })));
}

function duty(db: Db, obligation: string): Promise<{ office: string; requirement: string; period_label: string }> {
  return db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.office', 'o.requirement', 'r.period_label'])
    .where('o.id', '=', obligation)
    .executeTakeFirstOrThrow();
}
