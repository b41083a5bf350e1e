import type { Instant } from '@duban/base';
import { type CampaignDefinition, isBrokenPromise, promiseOverLabel } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { ladderOf, officeOf } from '../facts/campaign-facts.js';
import { messageStateLabels, taskStateLabels } from '../messages/message-labels.js';
import { personTitles, titleOfRole } from '../people/person-titles.js';
import { isLetter, letterOf, letterSteps } from '../report/letter-chain.js';
import { stepWords } from '../views/step-words.js';
import type { TaskRow } from './close-task.js';
import { paperOf } from './letter-name.js';

/** A step of the ladder that was carried out for an obligation. */
export interface ChaseDone {
  readonly at: Instant;
  /** The step and whom it concerns: `时限前1个工作日提醒：兖州区医保局经办人`. */
  readonly what: string;
  readonly state: string;
}

/** Messages and tasks about one obligation, of a letter who took which step of its chain, oldest first. */
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
    .select(['l.step', 't.id', 't.office', 't.kind', 't.blob', 't.script', 't.assigned_to', 't.state', 't.created_at'])
    .where('l.obligation', '=', about.id)
    .execute();
  const people = personTitles(definition);
  const label = labelsOf(definition, about);
  const letters = tasks.filter(isLetter);
  const steps = await letterSteps(db, letters.map(letterOf));
  return [
    ...messages.map((m) => ({
      at: m.sent_at ?? m.send_after,
      what: `${label(m)}：${people.get(m.recipient) ?? m.recipient}`,
      // A line that was settled before its message left is not in it; one that came back with it is.
      state: m.dropped && m.state !== 'failed' ? messageStateLabels.cancelled : messageStateLabels[m.state],
    })),
    ...letters.flatMap((t) =>
      steps
        .filter(({ letter }) => letter === letterOf(t))
        .map(({ at, actor, taken }) => ({ at, what: `${label(t)}：${actor}`, state: taken })),
    ),
    ...tasks
      .filter((t) => t.state !== 'done' || !steps.some(({ letter }) => letter === letterOf(t)))
      .map((t) => ({
        at: t.created_at,
        what: `${label(t)}：${titleOfRole(definition, t.assigned_to)}`,
        state: taskStateLabels[t.state],
      })),
  ].sort((a, b) => a.at - b.at || waits(a) - waits(b) || (a.what < b.what ? -1 : 1));
}

/** What waits comes after what was done at the same moment. */
function waits({ state }: ChaseDone): number {
  return state === taskStateLabels.open ? 1 : 0;
}

function labelsOf(
  definition: CampaignDefinition,
  about: { readonly office: string; readonly requirement: string },
): (done: { readonly step: string } | LetterLine) => string {
  const office = officeOf(definition, about.office);
  const ladder = ladderOf(definition, about);
  return (done) => {
    const { step } = done;
    const label = isBrokenPromise(done)
      ? promiseOverLabel(office.standing)
      : stepWords(ladder.find((rung) => rung.key === step)?.label ?? step);
    return 'blob' in done && isLetter(done) && !label.endsWith('送签') ? `${paperOf(office)}送签（${label}）` : label;
  };
}

type LetterLine = Pick<TaskRow, 'kind' | 'office' | 'blob' | 'script'> & { readonly step: string };
