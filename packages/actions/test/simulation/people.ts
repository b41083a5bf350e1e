import { changeContact } from '@duban/actions/change-contact';
import { completeTask } from '@duban/actions/complete-task';
import { decide } from '@duban/actions/decide';
import { logCall } from '@duban/actions/log-call';
import { pauseCampaign } from '@duban/actions/pause-campaign';
import { resumeCampaign } from '@duban/actions/resume-campaign';
import { setProgress } from '@duban/actions/set-progress';
import { DubanError, type Instant, type LocalDate, MINUTE, plus } from '@duban/base';
import { type Dice, dice } from '@duban/base/dice';
import { addDays, at, dateOf, formatMinute, localDate } from '@duban/base/time';
import { onOrAfter } from '@duban/calendar';
import { nil } from '../around.ts';
import { filledReport, send } from '../sheets.ts';
import { CAMPAIGN, chief, clerkOf, deputy, operator, owes, type World } from '../world.ts';

/** Something that somebody does. */
export interface Act {
  readonly at: Instant;
  readonly name: string;
  run(): Promise<unknown>;
}

/** Nobody begins anything later, so that what was missed has time to be made up for before it is judged. */
const LAST = localDate('2023-12-14');
const reports = new Map<string, Promise<Uint8Array>>();

/** What the people of these offices mean to do, and what the bureau does at its three looks of a working day. */
export function peopleOf(world: World, { seed, offices }: { seed: number; offices: readonly string[] }): Act[] {
  const acts = offices.flatMap((office) => officeActs(world, office, dice(seed, office)));
  const thrown = dice(seed, 'bureau');
  if (thrown.chance(20)) {
    const from = momentOn(thrown, '2023-12-07');
    const ask = { campaign: CAMPAIGN, revision: null, actor: operator };
    acts.push({
      at: from,
      name: '暂停',
      run: () => pauseCampaign(world.ctx, { ...ask, reason: '检查组进驻', now: from }),
    });
    const until = plus(from, thrown.between(1, 26) * 60 * MINUTE);
    acts.push({ at: until, name: '恢复', run: () => resumeCampaign(world.ctx, { ...ask, reason: '', now: until }) });
  }
  for (let day = localDate('2023-12-04'); day <= LAST; day = addDays(day, 1)) {
    if (!world.ctx.calendar.isWorkday(day)) continue;
    for (const time of ['09:20', '15:20', '16:20']) {
      const now = plus(at(day, time), MINUTE / 2);
      acts.push({ at: now, name: '市局办理', run: () => look(world, { seed, now }) });
    }
  }
  return acts;
}

function officeActs(world: World, office: string, thrown: Dice): Act[] {
  const obligation = owes(office, 'final');
  const contact = contactOf(office);
  const when = momentOn(
    thrown,
    thrown.pick(['2023-12-05', '2023-12-06', '2023-12-07', '2023-12-08', '2023-12-11', '2023-12-13']),
  );
  const act = (name: string, run: () => Promise<unknown>, moment = when): Act => ({
    at: moment,
    name: `${office} ${name}`,
    run,
  });
  const what = thrown.pick(['files', 'files', 'files', 'nil', 'exempt', 'extended', 'never', 'never'] as const);
  const acts: Act[] = [];
  if (what === 'files') acts.push(act('报送', () => filed(world, office, when)));
  if (what === 'nil')
    acts.push(act('零报告', () => nil(world, { obligation, actor: clerkOf(office), contact, now: when })));
  if (what === 'exempt' || what === 'extended') {
    const due = what === 'extended' ? localDate(thrown.pick(['2023-12-12', '2023-12-13', '2023-12-14'])) : null;
    const kind = what === 'extended' ? 'extend' : 'exempt';
    const decision = { obligation, submission: null, kind, reason: '市局同意', due, actor: chief, now: when } as const;
    acts.push(act(kind, () => decide(world.ctx, decision)));
  }
  if (thrown.chance(25)) {
    const moment = momentOn(thrown, thrown.pick(['2023-12-05', '2023-12-07', '2023-12-08']));
    const change = { email: `new-${thrown.between(1, 99)}@${office}.example` };
    acts.push(
      act(
        '换联系人地址',
        () =>
          changeContact(world.ctx, {
            campaign: CAMPAIGN,
            contact,
            change,
            revision: null,
            actor: operator,
            now: moment,
          }),
        moment,
      ),
    );
  }
  if (thrown.chance(25)) {
    const moment = momentOn(thrown, '2023-12-06');
    const progress = {
      obligation,
      progress: 'approving',
      actor: clerkOf(office),
      revision: null,
      now: moment,
    } as const;
    acts.push(act('待审签', () => setProgress(world.ctx, progress), moment));
  }
  return acts;
}

const contactOf = (office: string): string =>
  ['taibaihu', 'jingkai'].includes(office) ? 'taibaihu-jingkai-a' : `${office}-a`;

async function filed(world: World, office: string, now: Instant): Promise<void> {
  const made = reports.get(office) ?? filledReport(office);
  reports.set(office, made);
  await send(world, { office, period: 'final', at: formatMinute(now), bytes: await made, contact: contactOf(office) });
}

/** Decides on what came, makes the calls that are on the list, signs what is to be signed. */
async function look({ ctx, db }: World, { seed, now }: { seed: number; now: Instant }): Promise<void> {
  const thrown = dice(seed, `look:${now}`);
  const waiting = await db
    .selectFrom('obligation')
    .select(['id', 'version'])
    .where('state', '=', 'checked')
    .orderBy('id')
    .execute();
  for (const { id, version } of waiting) {
    const back = thrown.chance(40);
    const day = dateOf(now);
    await decide(ctx, {
      ...{ obligation: id, submission: `${id}#${version}`, actor: operator, now },
      ...(back
        ? { kind: 'return' as const, reason: '内容不全', due: correction(ctx.calendar, day) }
        : { kind: 'accept' as const, reason: '', due: null }),
    });
  }
  const tasks = await db
    .selectFrom('task')
    .select(['id', 'kind', 'assigned_to'])
    .where('state', '=', 'open')
    .where('office', 'is not', null)
    .orderBy('slot')
    .orderBy('id')
    .execute();
  for (const { id, kind, assigned_to } of tasks) {
    const actor = { operator, chief, deputy }[assigned_to] ?? chief;
    const answers = thrown.chance(60);
    const until =
      answers && thrown.chance(70)
        ? at(onOrAfter(ctx.calendar, addDays(dateOf(now), thrown.between(1, 3))), '17:30')
        : null;
    if (kind === 'call')
      await logCall(ctx, {
        task: id,
        answeredBy: answers ? '经办人' : null,
        promiseUntil: until,
        note: '',
        actor,
        now,
      });
    else await completeTask(ctx, { task: id, actor, now });
  }
}

function correction(calendar: World['ctx']['calendar'], day: LocalDate): LocalDate {
  return onOrAfter(calendar, addDays(day, 2));
}

/** A moment of an office day, at second :30, never on a slot. */
function momentOn(thrown: Dice, day: string): Instant {
  return plus(at(localDate(day), '08:31'), thrown.between(0, 530) * MINUTE + MINUTE / 2);
}

/** Two people want different things: refused by rule is an outcome, not a fault of the machine. */
export async function allowingRefusals(act: Act): Promise<void> {
  try {
    await act.run();
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
  }
}
