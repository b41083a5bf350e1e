import type { Instant } from '@duban/base';
import { chineseDate, dateOf } from '@duban/base/time';
import { type MessageRow, recordEvent, type Tx } from '@duban/ledger';
import { SYSTEM } from '../context.js';
import { statusOf } from '../facts/campaign-status.js';

/** The script of the task that says so. */
const OWN_MAIL = 'own-mail';

export interface MailOut {
  /** One of those that do not get out. */
  readonly message: MessageRow;
  /** The last mail that got out, of the whole installation; null: none ever did. */
  readonly lastSentAt: Instant | null;
  /** The server's words. */
  readonly reason: string;
}

/**
 * Tells the coordinator that the bureau's own mail does not get out: one task, however many mailboxes are silent for it and whoever finds it
 * out first, until some mail has got out again. No mail: it would go the same way. What the task says holds of its own day, whatever comes.
 */
export async function tellOwnMailOut(tx: Tx, { message, lastSentAt, reason }: MailOut, now: Instant): Promise<void> {
  const { campaign } = message;
  if ((await statusOf(tx, campaign)) === 'closed') return;
  const id = `${campaign}/own-mail/${lastSentAt ?? 'never'}`;
  const last = lastSentAt === null ? '一封也没有送出过' : `最后一封是${chineseDate(dateOf(lastSentAt))}送出的`;
  const title = `本局邮件发不出去：${last}，截至${chineseDate(dateOf(now))}已超过五天，其间各单位都没有收到邮件。请检查发信服务器；急事请电话告知`;
  const opened = await tx
    .insertInto('task')
    .values({
      ...{ id, campaign, office: null, kind: 'check', assigned_to: 'operator', script: OWN_MAIL, title },
      ...{ slot: now, state: 'open', created_at: now, done_at: null, blob: null },
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!opened) return;
  const event = { campaign, at: now, kind: 'task-created', actor: SYSTEM.name, subject: id };
  await recordEvent(tx, { ...event, data: { message: message.id, reason } });
}
