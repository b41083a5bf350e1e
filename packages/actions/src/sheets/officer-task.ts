import type { Instant } from '@duban/base';
import type { AccountRole, Tx } from '@duban/ledger';
import type { AboutObligation } from '../facts/about-obligation.js';

/** Tasks that an answer on the obligation, or the clue's own decision, closes, and nothing else: ticking them off would answer nobody. */
export const ANSWERED_ELSEWHERE: ReadonlySet<string> = new Set([
  'registration-confirm',
  'extension-answer',
  'clue-clock',
]);

export interface OfficerTask {
  readonly id: string;
  readonly about: AboutObligation;
  readonly script: 'registration-confirm' | 'extension-answer' | 'next-sheet';
  readonly assignedTo: AccountRole;
  readonly title: string;
}

/** Puts something about one obligation on an officer's list. */
export async function askOfficer(tx: Tx, task: OfficerTask, now: Instant): Promise<void> {
  await tx
    .insertInto('task')
    .values({
      id: task.id,
      campaign: task.about.campaign,
      office: task.about.officeId,
      kind: 'check',
      assigned_to: task.assignedTo,
      script: task.script,
      title: task.title,
      slot: now,
      state: 'open',
      created_at: now,
      done_at: null,
      blob: null,
    })
    .execute();
}
