import { formatMinute } from '@duban/base/time';
import type { Record } from './record.js';

/** One thing that happened, at the minute. */
export interface TimelineEntry {
  /** `2023-10-09 15:05`, floored. */
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly actor: string;
  /** Human-readable, Chinese; empty where kind and subject say it all. */
  readonly text: string;
}

/** Kinds that only say how the machine worked, not what happened. */
const MACHINERY = new Set([
  'morning-held',
  'attempt-lost',
  'chase-planned',
  'task-joined',
  'task-cancelled',
  'message-trimmed',
  'message-reworded',
]);

/** What a timeline is made of. */
export interface Happened {
  readonly events: Record['events'];
  readonly messages: readonly Pick<Record['messages'][number], 'id' | 'subject'>[];
  readonly tasks: readonly Pick<Record['tasks'][number], 'id' | 'title'>[];
}

/** What happened when: minutes, sorted, nothing that differs between two runs of the same seed. */
export function timelineOf(record: Happened): TimelineEntry[] {
  const subjects = new Map([
    ...record.messages.map((m) => [m.id, m.subject ?? ''] as const),
    ...record.tasks.map((t) => [t.id, t.title] as const),
  ]);
  return record.events
    .filter((e) => !MACHINERY.has(e.kind))
    .map((e) => ({
      at: formatMinute(e.at),
      kind: e.kind,
      subject: withoutFileHash(e.subject),
      actor: e.actor,
      text: textOf(e, subjects),
    }))
    .sort(
      (a, b) =>
        compare(a.at, b.at) || compare(a.subject, b.subject) || compare(a.kind, b.kind) || compare(a.text, b.text),
    );
}

/** A refused file's answer is keyed by its bytes, and a template's signature differs from run to run. */
export function withoutFileHash(id: string): string {
  return id.replace(/(\/refused\/\d+)\/[0-9a-f]+/, '$1');
}

function textOf(event: Record['events'][number], subjects: ReadonlyMap<string, string>): string {
  const data = event.data as { message?: string; file?: string; note?: string; label?: string; reason?: string };
  // A call's own words say more than the title of its task.
  return data.note ?? subjects.get(event.subject) ?? data.message ?? data.file ?? data.label ?? data.reason ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
