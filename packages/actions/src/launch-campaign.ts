import { DubanError, type Instant } from '@duban/base';
import { chineseDate, chineseWeekday } from '@duban/base/time';
import { type CampaignDefinition, type Contact, expand, obligationId, type RoundPlan } from '@duban/campaign';
import { type AttachmentRef, json, type NewMessage, planMessage, poke, recordEvent, sha256, type Tx } from '@duban/ledger';
import { officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';
import type { Actor, Context } from './context.js';
import { bureauOnly } from './guard.js';
import type { Seed } from './load-seed.js';
import { messageIdOf } from './message-ids.js';

/** What a launch did: for the screen and the rehearsal's table. */
export interface Launched {
  readonly campaign: string;
  readonly rounds: number;
  readonly obligations: number;
  readonly messages: number;
}

/**
 * Puts a campaign into the ledger: offices, people, rounds, obligations, and the launch messages to everybody who is told.
 * @throws DubanError `question-open` while the notice leaves something unanswered, `campaign-exists`, `not-allowed`.
 */
export async function launchCampaign(ctx: Context, seed: Seed, by: { actor: Actor; now: Instant }): Promise<Launched> {
  bureauOnly(by.actor, '启动专项');
  const { definition, answers, tables } = seed;
  const { rounds, questions } = expand(definition, answers);
  if (questions.length > 0) throw new DubanError('question-open', { count: questions.length, questions: questions.map((q) => q.title).join('；') });
  return ctx.ledger.transaction(async (tx) => {
    const inserted = await tx
      .insertInto('campaign')
      .values({ id: definition.id, definition: json(definition), answers: json(answers), tables: json(tables),
        facts_hash: sha256(Buffer.from(json({ definition, tables }))), status: 'running', launched_at: by.now, closed_at: null })
      .onConflict((c) => c.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) throw new DubanError('campaign-exists', { campaign: definition.title });
    await insertDirectory(tx, definition);
    const obligations = await insertRounds(tx, { definition, rounds }, by.now);
    const messages = launchMessages(ctx, { definition, rounds }, by.now);
    for (const message of messages) await planMessage(tx, message, by.now);
    await recordEvent(tx, {
      campaign: definition.id,
      at: by.now,
      kind: 'campaign-launched',
      actor: by.actor.name,
      subject: definition.id,
      data: { rounds: rounds.length, obligations, messages: messages.length },
    });
    await poke(tx, [{ workflow: 'campaign', input: { campaign: definition.id } }], by.now);
    return { campaign: definition.id, rounds: rounds.length, obligations, messages: messages.length };
  });
}

interface Plan {
  readonly definition: CampaignDefinition;
  readonly rounds: readonly RoundPlan[];
}

async function insertDirectory(tx: Tx, definition: CampaignDefinition): Promise<void> {
  const campaign = definition.id;
  await tx
    .insertInto('office')
    .values(definition.offices.map((o, position) => ({ campaign, id: o.id, position, name: o.name, short_name: o.shortName, code: o.code, standing: o.standing })))
    .execute();
  await tx.insertInto('contact').values(definition.contacts.map((c) => ({ campaign, id: c.id, title: c.title, email: c.email, phone: c.phone }))).execute();
  await tx
    .insertInto('contact_office')
    .values(definition.contacts.flatMap((c) => c.serves.map((s) => ({ campaign, contact: c.id, office: s.office, role: s.role }))))
    .execute();
}

async function insertRounds(tx: Tx, plan: Plan, now: Instant): Promise<number> {
  const campaign = plan.definition.id;
  let count = 0;
  for (const round of plan.rounds) {
    const id = `${campaign}/${round.requirement}/${round.period}`;
    const { requirement, period } = round;
    await tx
      .insertInto('round')
      .values({
        id, campaign, requirement, period, period_label: round.periodLabel, start: round.start, as_of: round.asOf, due: round.due, cut_off: round.cutOff,
        frozen_at: null, merged_at: null, workbook: null, snapshot: null,
      })
      .execute();
    await tx
      .insertInto('obligation')
      .values(
        round.offices.map((office) => ({
          id: obligationId(campaign, round, office), campaign, round: id, requirement, period, office, state: 'expected' as const,
          original_due: round.due, due: round.due, chase_due: round.due, arm: 0, armed_at: now,
          first_received_at: null, first_valid_at: null, accepted_version_at: null, accepted_submission: null, version: 0,
        })),
      )
      .execute();
    count += round.offices.length;
  }
  return count;
}

/** One message per person of the reporting offices (A and B), and one to each recipient of the notice that owes nothing. */
function launchMessages(ctx: Context, plan: Plan, now: Instant): NewMessage[] {
  const { definition } = plan;
  const common = noticeFacts(definition);
  const toOffices = definition.contacts.filter((c) => c.serves.some((s) => s.role !== 'leader')).map((contact) => launchMessage(ctx, { ...plan, contact }, now));
  const informed = definition.recipients.filter((r) => r.office === null && r.email !== null);
  const toOthers = informed.map((recipient): NewMessage => {
    const id = `${definition.id}/launch/${recipient.id}`;
    return {
      id, campaign: definition.id, office: null, recipient: recipient.id, address: recipient.email ?? '', kind: 'launch-info', sendAfter: now,
      facts: { ...common, to: recipient.name }, attachments: [{ kind: 'calendar', offices: [] }], messageId: messageIdOf(ctx, id),
    };
  });
  return [...toOffices, ...toOthers];
}

function launchMessage(ctx: Context, plan: Plan & { contact: Contact }, now: Instant): NewMessage {
  const { definition, rounds, contact } = plan;
  const offices = contact.serves.filter((s) => s.role !== 'leader').map((s) => officeOf(definition, s.office));
  const several = offices.length > 1;
  const owes = offices.flatMap((office) =>
    rounds
      .filter((round) => round.offices.includes(office.id))
      .map((round) => ({
        what: `${several ? `${office.shortName}：` : ''}${whatIsOwed(requirementOf(definition, round.requirement), round.periodLabel)}`,
        due: `${chineseDate(round.due, true)}（${chineseWeekday(round.due)}）前`,
        asOf: round.asOf && `数据截至${chineseDate(round.asOf, true)}`,
        note: null,
      })),
  );
  const id = `${definition.id}/launch/${contact.id}`;
  return {
    id,
    campaign: definition.id,
    office: offices[0]?.id ?? null,
    recipient: contact.id,
    address: contact.email,
    kind: 'launch',
    sendAfter: now,
    facts: { ...noticeFacts(definition), to: contact.title, office: offices.map((o) => o.name).join('、'), owes, handIn: HAND_IN },
    attachments: [...offices.flatMap((office) => firstForms(plan, office.id)), { kind: 'calendar', offices: offices.map((o) => o.id) }],
    messageId: messageIdOf(ctx, id),
  };
}

export const HAND_IN: readonly string[] = ['填写随信附上的模板，直接回复本邮件并附上文件', '或由市局代收登记（OA、纸质件）'];

/** The first period's template of every table, and the outline of every report, that the office owes. */
function firstForms(plan: Plan, office: string): AttachmentRef[] {
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

