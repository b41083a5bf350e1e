import { completeTask } from '@duban/actions/complete-task';
import type { BureauActor } from '@duban/actions/context';
import { decide } from '@duban/actions/decide';
import { logCall } from '@duban/actions/log-call';
import { nextDutyTask } from '@duban/actions/next-duty-task';
import { type Instant, instant, type LocalDate, plus } from '@duban/base';
import { dice } from '@duban/base/dice';
import { addDays, at, chineseDate, dateOf, endOfDay } from '@duban/base/time';
import { addWorkdays, onOrAfter } from '@duban/calendar';
import type { BureauRole } from '@duban/campaign';
import type { Role } from './cast.js';
import { scheduleFiling } from './county.js';
import { officeMoment } from './filing-moment.js';
import { HALF_MINUTE, type World } from './world.js';

/** When the people of the bureau turn to their lists on a working day. */
const ROUNDS_OF_THE_DAY = ['09:20', '15:20', '16:20'] as const;

/** The bureau's next look at its lists after `now`; when the last one found nothing and nobody acted since, the first at which there can be anything. */
export async function nextLook(world: World, now: Instant, idle: boolean): Promise<Instant> {
  const quiet = idle ? await quietUntil(world, now) : null;
  // A look at that very moment would come too early: its tasks are being written.
  return lookAfter(world, quiet ?? now);
}

/** Until when no list can fill: the next step of any office, a duty of the bureau's own, or the end of a round. Null when that is not known, or no time at all. */
async function quietUntil({ stage, definition }: World, now: Instant): Promise<Instant | null> {
  const { db } = stage.ledger;
  const offices = await db.selectFrom('office_next').select('at').where('campaign', '=', definition.id).execute();
  const rounds = await db
    .selectFrom('round')
    .select(['due', 'cut_off'])
    .where('campaign', '=', definition.id)
    .where('merged_at', 'is', null)
    .execute();
  // Everything is merged: the report is on its way. An office that has not looked yet says nothing.
  if (rounds.length === 0 || offices.length < definition.offices.length) return null;
  const ends = rounds.map(({ due, cut_off }) => (endOfDay(due) > now ? endOfDay(due) : endOfDay(cut_off)));
  const duty = await nextDutyTask(db, { ctx: stage.ctx, definition }, now);
  const first = Math.min(duty, ...ends, ...offices.flatMap(({ at: next }) => (next === null ? [] : [next])));
  return first > now ? instant(first) : null;
}

function lookAfter(world: World, now: Instant): Instant {
  const today = dateOf(now);
  const looks = (day: LocalDate): Instant[] => ROUNDS_OF_THE_DAY.map((time) => plus(at(day, time), HALF_MINUTE));
  const left = world.stage.ctx.calendar.isWorkday(today) ? looks(today).find((look) => look > now) : undefined;
  return left ?? (looks(onOrAfter(world.stage.ctx.calendar, addDays(today, 1)))[0] as Instant);
}

/** Works through what is open: sheets to decide on, calls to make, drafts to sign. False when there was nothing. */
export async function workThroughLists(world: World, now: Instant): Promise<boolean> {
  const decided = await decideOnSheets(world, now);
  const tasks = await world.stage.ledger.db
    .selectFrom('task')
    .select(['id', 'kind', 'office', 'assigned_to'])
    .where('state', '=', 'open')
    .orderBy('slot')
    .orderBy('id')
    .execute();
  for (const task of tasks) {
    const actor = officer(world, task.assigned_to);
    if (task.kind !== 'call') await completeTask(world.stage.ctx, { task: task.id, actor, now });
    else if (task.office) await call(world, { id: task.id, office: task.office, actor }, now);
    else await logCall(world.stage.ctx, { ...{ task: task.id, actor, now, promiseUntil: null }, ...REPORTED });
  }
  return decided + tasks.length > 0;
}

/** An immediate report, by telephone: there is always somebody to take it. */
const REPORTED = { answeredBy: '值班人员', note: '已电话报告' } as const;

async function decideOnSheets(world: World, now: Instant): Promise<number> {
  const waiting = await world.stage.ledger.db
    .selectFrom('obligation')
    .select(['id', 'version'])
    .where('state', '=', 'checked')
    .orderBy('id')
    .execute();
  for (const { id, version } of waiting) {
    await decide(world.stage.ctx, {
      obligation: id,
      submission: `${id}#${version}`,
      kind: 'accept',
      reason: '审核通过',
      due: null,
      actor: officer(world, 'operator'),
      now,
    });
  }
  return waiting.length;
}

/** The ledger keeps an assignee as a function of the bureau. */
function officer(world: World, role: string): BureauActor {
  const name = world.definition.bureau.officers.find((o) => o.role === role)?.title ?? role;
  return { kind: 'bureau', role: role as BureauRole, name };
}

async function call(
  world: World,
  task: { id: string; office: string; actor: BureauActor },
  now: Instant,
): Promise<void> {
  const role = world.roles.find((r) => r.office.id === task.office);
  if (!role) return;
  const answer = await answerCall(world, { role, task: task.id }, now);
  await logCall(world.stage.ctx, {
    task: task.id,
    answeredBy: answer.by,
    promiseUntil: answer.until,
    note: answer.note,
    actor: task.actor,
    now,
  });
}

interface Answer {
  readonly by: string | null;
  readonly until: Instant | null;
  readonly note: string;
}

/** What the office says on the telephone, and what it then does: a promise is kept, or broken once. */
async function answerCall(world: World, about: { role: Role; task: string }, now: Instant): Promise<Answer> {
  const { role } = about;
  const { promises } = role.profile;
  if (!promises) return { by: null, until: null, note: '无人接听' };
  const owed = await world.stage.ledger.db
    .selectFrom('task_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .select(['o.id', 'o.requirement', 'o.period', 'o.due', 'o.arm'])
    .where('l.task', '=', about.task)
    .where('o.state', 'in', ['expected', 'returned'])
    .orderBy('o.id')
    .execute();
  const overdue = owed.some((o) => o.due < dateOf(now));
  if (role.profile.files === null && !overdue) return { by: '经办人', until: null, note: '正在汇总，尽快报送' };
  const chance = dice(world.seed, `call:${about.task}`);
  const made = await promisesSoFar(
    world,
    owed.map((o) => o.id),
  );
  // Whoever has made a plan promises just that; whoever files only when called decides now.
  const planned = owed.map((o) => world.intentions.get(o.id)).filter((moment) => moment !== undefined && moment > now);
  if (planned.length === owed.length) return promise(dateOf(instant(Math.max(...planned.map(Number)))));
  const day = addWorkdays(world.stage.ctx.calendar, dateOf(now), chance.between(1, Math.max(1, promises.days)));
  if (made > 0 || chance.chance(promises.keeps)) {
    const moment = officeMoment(chance, at(day, '08:30'));
    for (const o of owed) {
      const round = world.rounds.find((r) => r.requirement === o.requirement && r.period === o.period);
      if (round) scheduleFiling(world, { role, round, blunder: null }, moment);
    }
  }
  return promise(day);
}

/** A promise for a day means its close of business; filing after it, the same evening, still keeps it. */
function promise(day: LocalDate): Answer {
  return { by: '经办人', until: at(day, '17:30'), note: `承诺${chineseDate(day)}下班前报送` };
}

async function promisesSoFar(world: World, obligations: readonly string[]): Promise<number> {
  if (obligations.length === 0) return 0;
  const row = await world.stage.ledger.db
    .selectFrom('call as c')
    .innerJoin('task_line as l', 'l.task', 'c.task')
    .select((eb) => eb.fn.count<number>('c.id').distinct().as('n'))
    .where('l.obligation', 'in', [...obligations])
    .where('c.promise_until', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.n;
}
