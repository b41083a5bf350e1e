import type { Instant } from '@duban/base';
import { type CampaignDefinition, isOwed, type ObligationState } from '@duban/campaign';
import type { CampaignStatus, Db, MessageKind } from '@duban/ledger';
import { mayLeave } from '../facts/campaign-status.js';
import { messageKindLabels } from '../messages/message-labels.js';
import { nextAttempt, OPEN, type OpenMessage } from '../messages/open-messages.js';
import type { Ahead } from './step-ahead.js';

/** Messages of one kind that leave at one moment: a launch writes to forty people at once, and is one line. */
interface Batch {
  readonly kind: MessageKind;
  readonly step: string;
  readonly messages: Set<string>;
  readonly offices: Set<string>;
}

/** When the open messages of a campaign may be tried; while it is paused, or closed, only answers leave. */
export async function nextMessages(
  db: Db,
  { definition, status }: { readonly definition: CampaignDefinition; readonly status: CampaignStatus },
): Promise<Ahead[]> {
  const rows = await db
    .selectFrom('message as m')
    .leftJoin('message_line as l', (on) => on.onRef('l.message', '=', 'm.id').on('l.dropped', '=', false))
    .leftJoin('obligation as o', 'o.id', 'l.obligation')
    .leftJoin('round as r', 'r.id', 'o.round')
    .select(['m.id', 'm.kind', 'm.state', 'm.attempts', 'm.send_after', 'm.next_attempt_at', 'm.lease_until'])
    .select(['o.state as owed', 'o.arm', 'l.arm as said', 'r.merged_at'])
    .select((eb) => eb.fn.coalesce('m.office', 'o.office').as('office'))
    .distinct()
    .where('m.campaign', '=', definition.id)
    .where('m.state', 'in', OPEN)
    .orderBy('m.id')
    .execute();
  const batches = new Map<string, { at: Ahead['at']; batch: Batch }>();
  for (const row of rows) {
    // A chase without a line that still stands is cancelled when its time comes, and says nothing to anybody.
    if (!mayLeave(status, row) || (row.kind === 'chase' && !stands(row))) continue;
    const at = nextAttempt(row);
    const step = stepOf(row);
    const key = `${at} ${row.kind} ${step}`;
    const { batch } = batches.get(key) ?? { batch: { kind: row.kind, step, messages: new Set(), offices: new Set() } };
    batches.set(key, { at, batch });
    batch.messages.add(row.id);
    if (row.office) batch.offices.add(row.office);
  }
  return [...batches.values()].map(({ at, batch }) => ({ at, words: () => wordsOf(definition, batch) }));
}

interface Line {
  readonly owed: ObligationState | null;
  /** How often its obligation was given a fresh start, now and when the line was written. */
  readonly arm: number | null;
  readonly said: number | null;
  readonly merged_at: Instant | null;
}

/** As the claim of the message will have it (see `stillOwed`). */
function stands({ owed, arm, said, merged_at }: Line): boolean {
  return owed !== null && isOwed(owed) && arm === said && merged_at === null;
}

function wordsOf(definition: CampaignDefinition, { kind, step, messages, offices }: Batch) {
  const names = definition.offices.filter((o) => offices.has(o.id)).map((o) => o.shortName);
  const count = messages.size > 1 ? `（${messages.size}封）` : '';
  return {
    office: names.length > 0 && names.length <= 3 ? names.join('、') : null,
    what: `${messageKindLabels[kind]}${count}`,
    step,
  };
}

function stepOf({ state, attempts }: OpenMessage & { readonly attempts: number }): string {
  if (state === 'sending') return '正在发送';
  return attempts > 0 ? '再次发送' : '发送';
}
