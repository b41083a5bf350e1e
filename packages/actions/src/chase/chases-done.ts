import type { Instant } from '@duban/base';
import { BROKEN_PROMISE_STEP, type CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { ladderOf, officeOf } from '../facts/campaign-facts.js';
import { messageStateLabels, taskStateLabels } from '../messages/message-labels.js';
import { personTitles, titleOfRole } from '../people/person-titles.js';
import { stepWords } from '../views/step-words.js';

/** A step of the ladder that was carried out for an obligation. */
export interface ChaseDone {
  readonly at: Instant;
  /** The step and whom it concerns: `时限前1个工作日提醒：兖州区医保局经办人`. */
  readonly what: string;
  readonly state: string;
}

/** Messages and tasks about one obligation, oldest first. */
export async function chasesDone(
  db: Db,
  definition: CampaignDefinition,
  about: { readonly id: string; readonly office: string; readonly requirement: string },
): Promise<ChaseDone[]> {
  const messages = await db
    .selectFrom('message_line as l')
    .innerJoin('message as m', 'm.id', 'l.message')
    .select(['l.step', 'l.dropped', 'm.recipient', 'm.state', 'm.send_after', 'm.sent_at'])
    .where('l.obligation', '=', about.id)
    .execute();
  const tasks = await db
    .selectFrom('task_line as l')
    .innerJoin('task as t', 't.id', 'l.task')
    .select(['l.step', 't.assigned_to', 't.state', 't.created_at'])
    .where('l.obligation', '=', about.id)
    .execute();
  const people = personTitles(definition);
  const label = labelsOf(definition, about);
  return [
    ...messages.map((m) => ({
      at: m.sent_at ?? m.send_after,
      what: `${label(m.step)}：${people.get(m.recipient) ?? m.recipient}`,
      // A line that was settled before its message left is not in it; one that came back with it is.
      state: m.dropped && m.state !== 'failed' ? messageStateLabels.cancelled : messageStateLabels[m.state],
    })),
    ...tasks.map((t) => ({
      at: t.created_at,
      what: `${label(t.step)}：${titleOfRole(definition, t.assigned_to)}`,
      state: taskStateLabels[t.state],
    })),
  ].sort((a, b) => a.at - b.at || (a.what < b.what ? -1 : 1));
}

function labelsOf(
  definition: CampaignDefinition,
  about: { readonly office: string; readonly requirement: string },
): (step: string) => string {
  const { standing } = officeOf(definition, about.office);
  const ladder = ladderOf(definition, about);
  return (step) => {
    if (step.startsWith(`${BROKEN_PROMISE_STEP}@`)) return standing === 'subordinate' ? '承诺未兑现' : '约定时间已到';
    return stepWords(ladder.find((rung) => rung.key === step)?.label ?? step);
  };
}
