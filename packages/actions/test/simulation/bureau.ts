import { completeTask } from '@duban/actions/complete-task';
import { decide } from '@duban/actions/decide';
import { decideExtension } from '@duban/actions/decide-extension';
import { logCall } from '@duban/actions/log-call';
import { pauseCampaign } from '@duban/actions/pause-campaign';
import { resumeCampaign } from '@duban/actions/resume-campaign';
import { type Instant, type LocalDate, MINUTE, plus } from '@duban/base';
import { type Dice, dice } from '@duban/base/dice';
import { addDays, at, dateOf, localDate } from '@duban/base/time';
import { onOrAfter } from '@duban/calendar';
import { CAMPAIGN, chief, deputy, operator, type World } from '../world.ts';
import { type Act, allowingRefusals, momentNear } from './act.ts';
import { type Told, tellDue } from './told.ts';

/** Nobody begins anything later, so that what was missed has time to be made up for before it is judged. */
const LAST = localDate('2023-12-14');

/** The bureau's three looks at its lists on a working day, and now and then a pause. */
export function bureauActs(world: World, { seed, told }: { seed: number; told: Told }): Act[] {
  const acts: Act[] = [];
  const thrown = dice(seed, 'bureau');
  if (thrown.chance(30)) {
    const from = momentNear(thrown, '2023-12-07');
    const until = plus(from, thrown.between(1, 26) * 60 * MINUTE);
    const ask = { campaign: CAMPAIGN, revision: null, actor: operator };
    const pause = async (): Promise<void> => {
      await pauseCampaign(world.ctx, { ...ask, reason: '检查组进驻', now: from });
      told.paused = true;
    };
    const resume = async (): Promise<void> => {
      await resumeCampaign(world.ctx, { ...ask, reason: '', now: until });
      told.paused = false;
    };
    acts.push({ at: from, name: '暂停', run: pause }, { at: until, name: '恢复', run: resume });
  }
  for (let day = localDate('2023-12-04'); day <= LAST; day = addDays(day, 1)) {
    if (!world.ctx.calendar.isWorkday(day)) continue;
    for (const time of ['09:20', '15:20', '16:20']) {
      const now = plus(at(day, time), MINUTE / 2);
      const thrownNow = dice(seed, `look:${now}`);
      const run = async (): Promise<void> => {
        await judgeSheets(world, { told, thrown: thrownNow }, now);
        await answerRequests(world, { told, thrown: thrownNow }, now);
        await workThroughTasks(world, { told, thrown: thrownNow }, now);
      };
      acts.push({ at: now, name: '市局办理', run });
    }
  }
  return acts;
}

interface Looking {
  readonly told: Told;
  readonly thrown: Dice;
}

async function judgeSheets({ ctx, db }: World, { told, thrown }: Looking, now: Instant): Promise<void> {
  const waiting = await db
    .selectFrom('obligation')
    .select(['id', 'version'])
    .where('state', '=', 'checked')
    .orderBy('id')
    .execute();
  for (const { id, version } of waiting) {
    const sheet = { obligation: id, submission: `${id}#${version}`, actor: operator, now };
    if (!thrown.chance(40)) {
      await decide(ctx, { ...sheet, kind: 'accept', reason: '', due: null });
      continue;
    }
    const due = correction(ctx.calendar, dateOf(now));
    await decide(ctx, { ...sheet, kind: 'return', reason: '内容不全', due });
    tellDue(told, id, due);
  }
}

/** Some are granted, some refused, and some nobody answers: they lapse. */
async function answerRequests({ ctx, db }: World, { told, thrown }: Looking, now: Instant): Promise<void> {
  const asked = await db
    .selectFrom('extension_request')
    .select(['id', 'obligation', 'until'])
    .where('state', '=', 'asked')
    .orderBy('id')
    .execute();
  for (const { id, obligation, until } of asked) {
    const answer = thrown.pick(['grant', 'refuse', 'later'] as const);
    if (answer === 'later') continue;
    const request = { request: id, grant: answer === 'grant', due: null, reason: '时限不变', revision: null };
    const run = async (): Promise<void> => {
      await decideExtension(ctx, { ...request, actor: chief, now });
      if (answer === 'grant') tellDue(told, obligation, until);
    };
    await allowingRefusals({ at: now, name: '答复延期', run });
  }
}

/** Makes the calls that are on the list, and signs what is to be signed. */
async function workThroughTasks({ ctx, db }: World, { told, thrown }: Looking, now: Instant): Promise<void> {
  const tasks = await db
    .selectFrom('task')
    .select(['id', 'kind', 'assigned_to', 'script'])
    .where('state', '=', 'open')
    .where('office', 'is not', null)
    .orderBy('slot')
    .orderBy('id')
    .execute();
  for (const { id, kind, assigned_to, script } of tasks) {
    const actor = { operator, chief, deputy }[assigned_to] ?? chief;
    // In a pause no letter is on the list.
    if (script === 'extension-answer' || (told.paused && kind === 'sign')) continue;
    if (kind !== 'call') {
      await completeTask(ctx, { task: id, actor, now });
      continue;
    }
    const answers = thrown.chance(60);
    const day = onOrAfter(ctx.calendar, addDays(dateOf(now), thrown.between(1, 3)));
    const until = answers && thrown.chance(70) ? at(day, '17:30') : null;
    const answeredBy = answers ? '经办人' : null;
    const about = await db.selectFrom('task_line').select('obligation').where('task', '=', id).execute();
    if (about.every(({ obligation }) => told.settled.has(obligation))) told.needless.push(id);
    await logCall(ctx, { task: id, answeredBy, promiseUntil: until, note: '', actor, now });
    if (until !== null) for (const { obligation } of about) told.promises.set(obligation, { madeAt: now, until });
  }
}

function correction(calendar: World['ctx']['calendar'], day: LocalDate): LocalDate {
  return onOrAfter(calendar, addDays(day, 2));
}
