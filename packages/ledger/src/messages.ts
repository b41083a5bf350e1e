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
  return (await planMessages(tx, [message], at)).length > 0;
}

/** The same of several, in one statement; returns the ids of those that are new. */
export async function planMessages(tx: Tx, messages: readonly NewMessage[], at: Instant): Promise<string[]> {
  if (messages.length === 0) return [];
  const rows = await tx
    .insertInto('message')
    .values(
      messages.map(({ sendAfter, messageId, ...message }) => ({
        ...message,
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
      })),
    )
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A step on a message. */
export interface StepLine {
  readonly message: string;
  readonly step: Pick<PlannedStep, 'obligation' | 'arm' | 'step' | 'slot'>;
}

/** Puts steps on messages; a step to A and B lies on two messages, but never twice on one. Returns those that are new there. */
export async function addLines(tx: Tx, lines: readonly StepLine[]): Promise<StepLine[]> {
  if (lines.length === 0) return [];
  const rows = await tx
    .insertInto('message_line')
    .values(
      lines.map(({ message, step: { obligation, arm, step, slot } }) => ({
        message,
        obligation,
        arm,
        step,
        slot,
        dropped: false,
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning(['message', 'obligation', 'arm', 'step'])
    .execute();
  return lines.filter(({ message, step }) =>
    rows.some(
      (row) =>
        row.message === message && row.obligation === step.obligation && row.arm === step.arm && row.step === step.step,
    ),
  );
}
