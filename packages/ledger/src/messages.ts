import type { Instant } from '@duban/base';
import type { PlannedStep } from '@duban/campaign';
import { json, type Tx } from './ledger.js';
import type { AttachmentRef, MessageKind } from './schema.js';

export interface NewMessage {
  readonly id: string;
  readonly campaign: string;
  readonly office: string | null;
  readonly recipient: string;
  readonly address: string;
  readonly kind: MessageKind;
  readonly sendAfter: Instant;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly attachments: readonly AttachmentRef[];
  /** Derived from the id: a repeat of the same message carries the same one. */
  readonly messageId: string;
}

/** Plans a message once: a second call with the same id changes nothing. Returns whether it is new. */
export async function planMessage(tx: Tx, message: NewMessage, at: Instant): Promise<boolean> {
  const { sendAfter, messageId, ...rest } = message;
  const row = await tx
    .insertInto('message')
    .values({
      ...rest,
      facts: json(message.facts),
      attachments: json(message.attachments),
      state: 'planned',
      send_after: sendAfter,
      message_id: messageId,
      subject: null,
      attempts: 0,
      lease_until: null,
      next_attempt_at: null,
      created_at: at,
      sent_at: null,
      response: null,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts a step on a message; a step to A and B lies on two messages, but never twice on one. Returns whether it is new there. */
export async function addLine(tx: Tx, message: string, step: PlannedStep): Promise<boolean> {
  const row = await tx
    .insertInto('message_line')
    .values({ message, obligation: step.obligation, arm: step.arm, step: step.step, slot: step.slot, dropped: false })
    .onConflict((c) => c.doNothing())
    .returning('message')
    .executeTakeFirst();
  return row !== undefined;
}
