import type { Stage } from './stage.js';
import { type TimelineEntry, timelineOf } from './timeline.js';

/** What has happened since it was last asked. */
export interface Diary {
  since(): Promise<TimelineEntry[]>;
}

/** Reads the play while it goes on. */
export function diaryOf({ ledger: { db } }: Pick<Stage, 'ledger'>, campaign: string): Diary {
  let last = 0;
  return {
    async since() {
      const events = await db
        .selectFrom('event')
        .select(['seq', 'at', 'kind', 'actor', 'subject', 'data'])
        .where('campaign', '=', campaign)
        .where('seq', '>', last)
        .orderBy('seq')
        .execute();
      last = events.at(-1)?.seq ?? last;
      const subjects = [...new Set(events.map(({ subject }) => subject)), ''];
      const messages = await db.selectFrom('message').select(['id', 'subject']).where('id', 'in', subjects).execute();
      const tasks = await db.selectFrom('task').select(['id', 'title']).where('id', 'in', subjects).execute();
      return timelineOf({ events, messages, tasks });
    },
  };
}
