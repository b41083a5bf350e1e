import { DubanError, type Instant } from '@duban/base';
import { endOfDay, timeOf } from '@duban/base/time';
import { type Due, type PhraseContext, type Reading, readPhrase } from '../../src/index.js';

/**
 * The short notation of the table, one line per phrase:
 * `2023-12-10` due at the end of that day · `2023-08-25T12:00` at that hour · `/e /p /t /w` electronic, paper, by telephone, in writing ·
 * `a..b` a window, due on its last day · `from d` · `scope d..` · `data d` · `none` no date · `needs:meeting` · readings parted by ` | `,
 * other parts by ` + ` · `undated` · `unreadable@6`, `impossible@1`, `inverted`: refused (with the place in the raw text).
 */
export function written(phrase: string, context: PhraseContext): string {
  try {
    const read = readPhrase(phrase, context);
    return read.kind === 'undated' ? 'undated' : read.readings.map(line).join(' | ');
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    const kind = error.code.replace('phrase-', '');
    return 'position' in error.details ? `${kind}@${error.details.position}` : kind;
  }
}

const FORM = { electronic: '/e', paper: '/p', phone: '/t', written: '/w' } as const;

function line(reading: Reading): string {
  const { window, dues, effects, scopes, dataAsOf, needs } = reading;
  const spans = window?.from && window.to && dues.length === 1 ? `${window.from}..` : '';
  const parts = [
    ...dues.map((d) => `${spans}${dueOf(d)}`),
    ...effects.map((e) => `from ${e.from}`),
    ...scopes.map((scope) => `scope ${scope.from ?? ''}..${scope.to ?? ''}`),
    ...(dataAsOf ? [`data ${dataAsOf}`] : []),
    ...needs.map(
      (n) =>
        `needs:${n.kind === 'event' ? n.event : n.kind === 'hour' ? `hour/${n.event}` : n.kind === 'requirement' ? n.text : n.kind}`,
    ),
  ];
  return parts.length > 0 ? parts.join(' + ') : 'none';
}

function dueOf(due: Due): string {
  const form = due.what ? FORM[due.what] : '';
  return due.at === endOfDay(due.date) ? `${due.date}${form}` : `${due.date}T${clockOf(due.at)}${form}`;
}

function clockOf(at: Instant): string {
  return timeOf(at);
}
