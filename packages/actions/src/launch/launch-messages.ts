import type { Instant, LocalDate } from '@duban/base';
import { chineseDate, dateOf } from '@duban/base/time';
import { type CampaignDefinition, type Contact, obligationId } from '@duban/campaign';
import type { AttachmentRef, NewMessage } from '@duban/ledger';
import type { Context } from '../context.js';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { handInWays } from '../messages/hand-in-ways.js';
import { messageIdOf } from '../messages/message-ids.js';
import type { LaunchPlan } from './launch-plan.js';

type MailContext = Pick<Context, 'mailDomain'>;

/** One message per person of the reporting offices (A and B), and one to each recipient of the notice that owes nothing, for information. */
export function launchMessages(ctx: MailContext, plan: LaunchPlan, now: Instant): NewMessage[] {
  const { definition } = plan;
  const toOffices = definition.contacts
    .filter((c) => c.serves.some((s) => s.role !== 'leader') && !hasGone(c, dateOf(now)))
    .map((contact) => launchMessage(ctx, { ...plan, contact }, now));
  const informed = definition.recipients.filter((r) => r.office === null && r.email !== null);
  const toOthers = informed.map(({ id, name, email }) =>
    infoMessage(ctx, { definition, to: { id, name, address: email ?? '' } }, now),
  );
  return [...toOffices, ...toOthers];
}

/** Who begins later is told now as well: there is something to take over. */
function hasGone({ effective }: Contact, day: LocalDate): boolean {
  return effective?.until != null && effective.until < day;
}

interface Informed {
  readonly definition: CampaignDefinition;
  readonly to: { readonly id: string; readonly name: string; readonly address: string };
}

function infoMessage(ctx: MailContext, { definition, to }: Informed, now: Instant): NewMessage {
  const id = `${definition.id}/launch/${to.id}`;
  return {
    id,
    campaign: definition.id,
    office: null,
    recipient: to.id,
    address: to.address,
    kind: 'launch-info',
    sendAfter: now,
    facts: { ...noticeFacts(definition), to: to.name },
    attachments: [{ kind: 'calendar', offices: [] }],
    messageId: messageIdOf(ctx, id),
  };
}

function launchMessage(ctx: MailContext, plan: LaunchPlan & { contact: Contact }, now: Instant): NewMessage {
  const { definition, rounds, contact } = plan;
  const offices = contact.serves.filter((s) => s.role !== 'leader').map((s) => officeOf(definition, s.office));
  const several = offices.length > 1;
  const owes = offices.flatMap((office) =>
    rounds
      .filter((round) => round.offices.includes(office.id))
      .map((round) => ({
        what: `${several ? `${office.shortName}：` : ''}${whatIsOwed(requirementOf(definition, round.requirement), round.periodLabel)}`,
        due: `${dueText(round.due, round.dueTime)}前`,
        asOf: round.asOf && `数据截至${chineseDate(round.asOf, true)}`,
        note: null,
      })),
  );
  // A notice that asks for no tables (YY22-M6) still informs whom it names.
  if (owes.length === 0)
    return infoMessage(ctx, { definition, to: { id: contact.id, name: contact.title, address: contact.email } }, now);
  const id = `${definition.id}/launch/${contact.id}`;
  return {
    id,
    campaign: definition.id,
    office: offices[0]?.id ?? null,
    recipient: contact.id,
    address: contact.email,
    kind: 'launch',
    sendAfter: now,
    facts: {
      ...noticeFacts(definition),
      to: contact.title,
      office: offices.map((o) => o.name).join('、'),
      owes,
      handIn: handInWays('enclosed'),
    },
    attachments: [
      ...offices.flatMap((office) => firstForms(plan, office.id)),
      { kind: 'calendar', offices: offices.map((o) => o.id) },
    ],
    messageId: messageIdOf(ctx, id),
  };
}

/** The first period's template of every table, and the outline of every report, that the office owes. */
function firstForms(plan: LaunchPlan, office: string): AttachmentRef[] {
  return plan.definition.requirements.flatMap((requirement): AttachmentRef[] => {
    const round = plan.rounds.find((r) => r.requirement === requirement.id && r.offices.includes(office));
    if (!round) return [];
    const obligation = obligationId(plan.definition.id, round, office);
    return [{ kind: requirement.form.kind === 'table' ? 'template' : 'report-template', obligation }];
  });
}

function noticeFacts(definition: CampaignDefinition): Readonly<Record<string, unknown>> {
  const { notice } = definition;
  return {
    noticeTitle: notice.title,
    noticeNumber: notice.number,
    noticeDate: notice.date ? chineseDate(notice.date, true) : '（通知未载明日期）',
    issuers: notice.issuers,
    phases: definition.phases.map((phase) => ({ name: phase.title, window: phase.phrase, note: null })),
    contacts: definition.bureau.contacts.map((c) => ({ name: c.department, phone: c.phones.join('/') })),
  };
}
