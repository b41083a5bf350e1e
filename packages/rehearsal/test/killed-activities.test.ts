import { describe, expect, it } from 'vitest';
import type { Rehearsed } from '../src/index.js';
import { withoutFileHash } from '../src/timeline.js';
import { rehearseInto, SHARED, SLOW, sharedRun } from './base-run.ts';

describe('another run', () => {
  it(
    'on a Temporal server, in which the activity process is killed three times, ends the same; a repeat has the same Message-ID',
    async () => {
      const killAt = new Set([90, 140, 200]);
      const { rehearsed: killed } = await rehearseInto('killed', {
        ...SHARED.jining,
        // The sink has the mail, the sender has not heard of it: the one moment at which a message is sent twice.
        temporal: {
          onMail: (mail, drive) => {
            if (killAt.delete(mail.sequence)) drive.killActivities();
          },
        },
      });
      // biome-ignore lint/suspicious/noConsole: the count belongs in the test's output
      console.info(
        `activity process killed ${killed.outcome.activityRestarts} times, ${killed.outcome.mails.repeated} mails repeated`,
      );
      expect(killed.outcome.activityRestarts).toBe(3);
      expect(killed.outcome.checks.filter((c) => !c.passed)).toEqual([]);
      // Several mails are under way at once; a repeat must be one whose attempt the kill cut off, with the Message-ID of the first.
      const cutOff = killed.basis.messages.filter((m) => m.attempts > 1).map((m) => m.messageId);
      const taken = killed.basis.mails.map((m) => (m.messageId ?? '').replace(/^<|>$/g, ''));
      const repeated = taken.filter((id, i) => taken.indexOf(id) !== i);
      expect(repeated.length).toBe(killed.outcome.mails.repeated);
      expect(repeated.filter((id) => !cutOff.includes(id))).toEqual([]);
      const { rehearsed: first } = await sharedRun('jining');
      const { mails: _a, activityRestarts: _b, checks: _c, ...same } = killed.outcome;
      const { mails: _d, activityRestarts: _e, checks: _f, ...wanted } = first.outcome;
      expect(same).toEqual(wanted);
      const ids = (r: Rehearsed): string[] =>
        r.basis.messages
          .filter((m) => m.state === 'sent')
          .map((m) => withoutFileHash(m.id))
          .toSorted();
      expect(ids(killed)).toEqual(ids(first));
    },
    SLOW,
  );
});
