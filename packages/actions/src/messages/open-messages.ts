import type { Instant } from '@duban/base';
import type { Db, MessageKind, MessageState } from '@duban/ledger';
import { sql } from 'kysely';

/** A message that has not reached its end, and what decides when it may be tried. */
export interface OpenMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly state: MessageState;
  readonly send_after: Instant;
  readonly next_attempt_at: Instant | null;
  readonly lease_until: Instant | null;
}

export const OPEN = ['planned', 'deferred', 'unknown', 'sending'] as const;

/** Unsent messages that concern an office: its own and chases with a line of it. With `office` null: those of no office at all. */
export function openMessages(db: Db, campaign: string, office: string | null): Promise<OpenMessage[]> {
  return selectOpen(db, campaign, office).execute();
}

/** The same as a part of a statement that asks for more. */
export function selectOpen(db: Db, campaign: string, office: string | null) {
  return (
    db
      .selectFrom('message as m')
      .select(['m.id', 'm.kind', 'm.state', 'm.send_after', 'm.next_attempt_at', 'm.lease_until'])
      .where('m.campaign', '=', campaign)
      // Written out: a prepared statement finds the partial index by the states themselves, not by what they will be.
      .where(sql<boolean>`m.state in ('planned', 'deferred', 'unknown', 'sending')`)
      .where((eb) =>
        office === null ? eb.and([eb('m.office', 'is', null), eb('m.kind', '!=', 'chase')]) : concerning(office),
      )
      .orderBy('m.send_after')
      .orderBy('m.id')
  );
}

/** Of a message `m`: it is an office's own, or a chase with a line of it. */
export function concerning(office: string) {
  return sql<boolean>`(m.office = ${office} or exists (
    select from message_line l join obligation o on o.id = l.obligation where l.message = m.id and o.office = ${office}))`;
}

/** When an attempt may be made: after its slot closed, its back-off passed, or the lease of a lost attempt ran out. */
export function nextAttempt(message: Omit<OpenMessage, 'kind'>): Instant {
  if (message.state === 'sending' && message.lease_until !== null) return message.lease_until;
  if (message.next_attempt_at !== null) return message.next_attempt_at;
  return message.send_after;
}
