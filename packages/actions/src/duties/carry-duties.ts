import type { Instant } from '@duban/base';
import type { BureauRole, CampaignDefinition } from '@duban/campaign';
import { planMessage, recordEvent, type Tx } from '@duban/ledger';
import { type Context, SYSTEM } from '../context.js';
import { messageIdOf } from '../messages/message-ids.js';
import type { Duties } from './duties-of.js';
import { type Duty, type DutyStep, dueOf, nextOf } from './duty.js';
import { reminderLine } from './duty-words.js';
import { refreshTasks } from './refresh-tasks.js';
import { reminderId } from './reminder-id.js';

/** What one look at the duties came to. */
export interface Carried {
  /** The next moment at which one of them has something to do; null when nothing is ahead. */
  readonly next: Instant | null;
  /** Some are not done yet: the campaign goes on for them. */
  readonly open: boolean;
}

export interface OfCampaign {
  readonly ctx: Pick<Context, 'calendar' | 'mailDomain'>;
  readonly definition: CampaignDefinition;
}

/**
 * Carries out what is due of the bureau's own duties: puts their tasks on the list, reminds whoever's turn it is, takes off the list
 * what is no duty any more (the clue was decided, the due was withdrawn), and words anew what has another due by now.
 */
export async function carryDuties(
  tx: Tx,
  { ctx, definition, duties }: OfCampaign & { readonly duties: Duties },
  now: Instant,
): Promise<Carried> {
  const { known, running } = duties;
  const reminders = new Map<string, Reminder>();
  for (const duty of running) {
    const { task, step } = dueOf(duty, now);
    if (task && known.get(duty.id) !== 'open') await openTask(tx, { ctx, definition, duty }, now);
    if (step === null) continue;
    const id = reminderId(definition.id, step, duty.urgent ?? false);
    const { lines = [] } = reminders.get(id) ?? {};
    reminders.set(id, { id, to: step.to, lines: [...lines, { duty, step }] });
  }
  for (const reminder of reminders.values()) await remind(tx, { ctx, definition, reminder }, now);
  await refreshTasks(tx, { definition, duties }, now);
  const ahead = running.flatMap((duty) => nextOf(duty, now) ?? []);
  return { next: ahead.length === 0 ? null : (Math.min(...ahead) as Instant), open: running.length > 0 };
}

interface Reminder {
  readonly id: string;
  readonly to: BureauRole;
  readonly lines: readonly { readonly duty: Duty; readonly step: DutyStep }[];
}

async function openTask(tx: Tx, { ctx, definition, duty }: OfCampaign & { duty: Duty }, now: Instant): Promise<void> {
  const { title, by, script, office, from, paper, tell, kind = paper ? 'sign' : 'check' } = duty.task;
  const blob = (await paper?.(tx, now)) ?? null;
  const { id: campaign } = definition;
  await tx
    .insertInto('task')
    .values({
      ...{ id: duty.id, campaign, office, kind, assigned_to: by, script, title, slot: from },
      ...{ state: 'open', created_at: now, done_at: null, blob },
    })
    // It was withdrawn, and is there again.
    .onConflict((c) => c.column('id').doUpdateSet({ state: 'open', title, slot: from, done_at: null, blob }))
    .execute();
  const event = { campaign, at: now, kind: 'task-created', actor: SYSTEM.name, subject: duty.id };
  await recordEvent(tx, { ...event, data: { label: duty.heading, due: duty.due, blob } });
  await tell?.(tx, ctx, now);
}

async function remind(
  tx: Tx,
  { ctx, definition, reminder }: OfCampaign & { reminder: Reminder },
  now: Instant,
): Promise<void> {
  const { officers } = definition.bureau;
  // Who has no leader of its own on the list tells whoever stands next below.
  const order: readonly BureauRole[] = ['leader', 'deputy', 'chief', 'operator'];
  const person = order
    .slice(order.indexOf(reminder.to))
    .flatMap((role) => officers.find((o) => o.role === role) ?? [])[0];
  if (!person) return;
  const planned = await planMessage(
    tx,
    {
      ...{ id: reminder.id, campaign: definition.id, office: null, recipient: person.role, address: person.email },
      kind: 'duty',
      sendAfter: now,
      facts: {
        to: person.title,
        duties: reminder.lines.map(({ duty, step }) => reminderLine(duty, step)),
      },
      attachments: [],
      messageId: messageIdOf(ctx, reminder.id),
    },
    now,
  );
  if (!planned) return;
  const data = { duties: reminder.lines.map(({ duty }) => duty.id) };
  const event = { campaign: definition.id, at: now, kind: 'duty-chased', actor: SYSTEM.name, subject: person.role };
  await recordEvent(tx, { ...event, data });
}
