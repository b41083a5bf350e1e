import { type Instant, type LocalDate, MINUTE, plus } from '@duban/base';
import { addDays, dateOf, endOfDay, formatMinute } from '@duban/base/time';
import { onOrBefore, stateCouncilCalendar } from '@duban/calendar';
import { chaseRules, isOwed, planChase } from '@duban/campaign';
import { chaseFacts, type MessageRow } from '@duban/ledger';
import type { Envelope } from '@duban/notify';
import { CAMPAIGN, jining, type World } from '../world.ts';
import { UNTIL } from './machine.ts';
import { type Told, whyNot } from './told.ts';

/** Watches the mails of one run; `problems` names every promise that was broken. */
export interface Judge {
  onMail(envelope: Envelope, now: Instant): Promise<void>;
  onLost(messageId: string): void;
  /** After the last look: what was due and was not done. */
  atTheEnd(offices: readonly string[]): Promise<void>;
  readonly problems: readonly string[];
  /** Every mail that was taken, in order: two plays of a seed tell the same. */
  readonly mails: readonly string[];
}

/** practice.md and architecture.md, "never lost, never twice, never early, never to the wrong person, never after settlement", at the moment of the mail. */
export function judgeOf({ db }: World, told: Told): Judge {
  const problems: string[] = [];
  const mails: string[] = [];
  const taken = new Map<string, number>();
  const lost = new Map<string, number>();
  const slots = new Map<string, string>();
  return {
    problems,
    mails,
    onLost: (id) => void lost.set(id, (lost.get(id) ?? 0) + 1),
    async onMail(envelope, now) {
      const { messageId, to } = envelope;
      const blame = (what: string): void => void problems.push(`${formatMinute(now)} ${what}：${to} ${messageId}`);
      mails.push(`${formatMinute(now)} ${to} ${messageId}`);
      const times = (taken.get(messageId) ?? 0) + 1;
      taken.set(messageId, times);
      if (times > 1 + (lost.get(messageId) ?? 0)) blame('发了两次');
      const message = await db.selectFrom('message').selectAll().where('message_id', '=', messageId).executeTakeFirst();
      if (!message) return blame('没有这条消息');
      const today = dateOf(now);
      if (message.kind === 'change') return untrueChanges(told, { message, to, day: today }).forEach(blame);
      if (message.kind !== 'chase') return;
      const day = `${message.recipient} ${today}`;
      if ((slots.get(day) ?? messageId) !== messageId && times === 1) blame('一天两封催报');
      slots.set(day, messageId);
      // Not the calendar that the system was given.
      if (!stateCouncilCalendar.isWorkday(today)) blame('休息日催报');
      if (told.paused) blame('暂停中催报');
      const lines = await db
        .selectFrom('message_line as l')
        .innerJoin('obligation as o', 'o.id', 'l.obligation')
        .innerJoin('round as r', 'r.id', 'o.round')
        .select(['l.obligation', 'l.arm', 'l.slot', 'l.step', 'o.office', 'o.state', 'o.arm as current', 'r.merged_at'])
        .where('l.message', '=', message.id)
        .where('l.dropped', '=', false)
        .execute();
      if (lines.length === 0) blame('没有内容的催报');
      for (const line of lines) {
        const { obligation, office } = line;
        const over = !isOwed(line.state) || line.merged_at !== null || line.arm !== line.current;
        if (over || told.settled.has(obligation)) blame(`已了结还在催（${obligation} ${line.state}）`);
        if (line.slot > now || today < firstDay(told, obligation)) blame(`早于时点（${obligation} ${line.step}）`);
        const promise = told.promises.get(obligation);
        // A line that was put on the message before the call goes with it.
        if (promise && promise.madeAt < message.created_at && now < endOfDay(dateOf(promise.until)))
          blame(`承诺期内还在催（${obligation}）`);
        const why = whyNot(told, { office, address: to }, today);
        if (why !== null) blame(`${why}（${office}）`);
      }
    },
    async atTheEnd(offices) {
      problems.push(...(await missed(db, offices)), ...(await neverAsked(db, told)), ...(await leftOver(db, told)));
    },
  };
}

/** A mail about a changed due says what is so when it leaves, to who is there, and none leaves during a pause. */
function untrueChanges(
  told: Told,
  { message, to, day }: { readonly message: MessageRow; readonly to: string; readonly day: LocalDate },
): string[] {
  const lines = message.facts.changes as readonly { readonly obligation: string; readonly to: LocalDate | null }[];
  return [
    ...(told.paused ? ['暂停中告知变更'] : []),
    ...lines.flatMap(({ obligation, to: due }) => {
      const settled = told.settled.has(obligation);
      const so = due === null ? settled : !settled && told.dues.get(obligation) === due;
      const why = whyNot(told, { office: obligation.slice(obligation.lastIndexOf('/') + 1), address: to }, day);
      return [
        ...(so ? [] : [`告知的变更已不是现状（${obligation}）`]),
        ...(why === null ? [] : [`${why}（${obligation}）`]),
      ];
    }),
  ];
}

/** T−3 of the due that people know of: nobody is chased before. */
function firstDay({ dues }: Told, obligation: string) {
  const due = dues.get(obligation);
  if (due === undefined) throw new RangeError(`${obligation} is not part of this play`);
  let day = onOrBefore(stateCouncilCalendar, due);
  for (let n = 0; n < 3; n++) day = onOrBefore(stateCouncilCalendar, addDays(day, -1));
  return day;
}

/** Steps that the facts of the ledger ask for and nobody carried out. */
async function missed(db: World['db'], offices: readonly string[]): Promise<string[]> {
  const rules = chaseRules(jining.definition, stateCouncilCalendar);
  const pair = ['taibaihu', 'jingkai'];
  const each = offices.map(async (office) => {
    const facts = await chaseFacts(db, CAMPAIGN, pair.includes(office) ? pair : [office]);
    return planChase(facts, office, rules, UNTIL).now.map(({ step, obligation }) => `漏了 ${step}（${obligation}）`);
  });
  return (await Promise.all(each)).flat();
}

/** What is owed three days and more after the due that people know of, and was never asked for since that due was set. */
async function neverAsked(db: World['db'], { dues, settled }: Told): Promise<string[]> {
  const overdue = [...dues].filter(([id, due]) => !settled.has(id) && due < addDays(dateOf(UNTIL), -3));
  const each = overdue.map(async ([id]) => {
    const { arm } = await db.selectFrom('obligation').select('arm').where('id', '=', id).executeTakeFirstOrThrow();
    const call = db.selectFrom('task_line').select('step').where('obligation', '=', id).where('arm', '=', arm);
    const asked = await call.executeTakeFirst();
    return asked ? [] : [`从没有打过电话：${id}`];
  });
  return (await Promise.all(each)).flat();
}

/** Mail that waits for nobody, and calls about what nobody owes. */
async function leftOver(db: World['db'], { settled, needless }: Told): Promise<string[]> {
  const stuck = await db
    .selectFrom('message')
    .select(['id', 'state'])
    .where('state', 'in', ['planned', 'deferred', 'unknown', 'sending'])
    .where('office', 'is', null)
    .where('kind', '=', 'chase')
    .where('send_after', '<', plus(UNTIL, -60 * MINUTE))
    .execute();
  const calls = await db
    .selectFrom('task as t')
    .innerJoin('task_line as l', 'l.task', 't.id')
    .select(['t.id', 'l.obligation'])
    .where('t.state', '=', 'open')
    .execute();
  const open = new Map<string, string[]>();
  for (const { id, obligation } of calls) open.set(id, [...(open.get(id) ?? []), obligation]);
  return [
    ...needless.map((id) => `打了不必打的电话：${id}`),
    ...stuck.map(({ id, state }) => `没有发出（${state}）：${id}`),
    ...[...open].flatMap(([id, about]) => (about.every((o) => settled.has(o)) ? [`还在清单上：${id}`] : [])),
  ];
}
