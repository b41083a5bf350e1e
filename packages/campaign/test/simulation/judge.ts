import { type Instant, instant, MINUTE, plus } from '@duban/base';
import { at, dateOf, endOfDay, formatMinute } from '@duban/base/time';
import { defaultLadder, isOwed, type LadderStep, serves } from '../../src/index.js';
import { isHourStep, urgentLadder } from '../../src/ladder.js';
import { isWorked, slotByHand, workedFrom } from '../by-hand.js';
import { rules } from '../chase-world.js';
import type { Arm, Course, Message, Performed } from './course.js';
import { END } from './scene.js';

/** What must never happen, judged from what happened and the calendar alone: nothing here asks planChase. */
export type Rule = 'lost' | 'twice' | 'early' | 'wrong-person' | 'after-settlement' | 'rest-day' | 'volley';

export interface Violation {
  readonly rule: Rule;
  readonly what: string;
}

export function judge(course: Course): Violation[] {
  return [
    ...course.performed.flatMap(early),
    ...course.performed.flatMap(restDay),
    ...course.performed.flatMap((performed) => settled(performed)),
    ...course.messages.flatMap(sentAfterSettlement),
    ...openTasks(course),
    ...twice(course),
    ...volleys(course),
    ...course.performed.flatMap((performed) => wrongPerson(course, performed)),
    ...course.arms.flatMap((arm) => lost(course, arm)),
    ...course.messages.flatMap((message) => unsent(course, message)),
  ];
}

function ladderOf({ requirement, standing }: Arm['fact']): readonly LadderStep[] {
  return (requirement === 'urgent' ? urgentLadder : defaultLadder)[standing];
}

function said(rule: Rule, { at: when, step }: Pick<Performed, 'at' | 'step'>, why: string): Violation {
  return { rule, what: `${formatMinute(when)} ${step.obligation}#${step.arm} ${step.step}: ${why}` };
}

function early(performed: Performed): Violation[] {
  const { at: when, step, fact } = performed;
  if (step.slot > when) return [said('early', performed, `its slot is ${formatMinute(step.slot)}`)];
  const rung = ladderOf(fact).find(({ key }) => key === step.step);
  if (rung) {
    const slot = slotByHand(rung, fact);
    if (slot === null || when < slot) return [said('early', performed, `by hand ${slot && formatMinute(slot)}`)];
  }
  const { promise } = fact;
  if (!promise || promise.madeAt < fact.armedAt) return [];
  const hourly = fact.requirement === 'urgent' && promise.until < endOfDay(fact.due);
  const over = hourly ? promise.until : endOfDay(dateOf(promise.until));
  return when < over ? [said('early', performed, `it is promised until ${formatMinute(promise.until)}`)] : [];
}

function restDay(performed: Performed): Violation[] {
  const { at: when, fact } = performed;
  const day = dateOf(when);
  const office = isWorked(day) && when >= at(day, rules.hours.open) && when < at(day, rules.hours.close);
  const urgent = fact.requirement === 'urgent' && when < endOfDay(fact.due);
  return office || urgent ? [] : [said('rest-day', performed, 'nobody is at work')];
}

function settled(performed: Performed): Violation[] {
  const { step, fact } = performed;
  if (fact.standing === 'superior') return [said('wrong-person', performed, 'a superior is not chased')];
  const over = !isOwed(fact.state) || fact.closed || fact.arm !== step.arm;
  return over ? [said('after-settlement', performed, fact.closed ? 'closed' : fact.state)] : [];
}

function sentAfterSettlement(message: Message): Violation[] {
  return message.sentLines.flatMap(({ line, fact }) =>
    isOwed(fact.state) && !fact.closed && fact.arm === line.arm
      ? []
      : [said('after-settlement', { at: message.sentAt ?? message.plannedAt, step: line.step }, `sent: ${fact.state}`)],
  );
}

/** Nobody is left with a call about something that nobody owes. */
function openTasks({ tasks, facts }: Course): Violation[] {
  return tasks.flatMap(({ id, lines, state }) => {
    const owed = lines.some(({ obligation, arm }) => {
      const fact = facts.get(obligation);
      return fact && isOwed(fact.state) && !fact.closed && fact.arm === arm;
    });
    return state === 'open' && !owed ? [{ rule: 'after-settlement' as const, what: `${id} is still on the list` }] : [];
  });
}

function twice({ performed, messages, tasks }: Course): Violation[] {
  const times = new Map<string, number>();
  const count = (key: string): void => void times.set(key, (times.get(key) ?? 0) + 1);
  for (const { step } of performed) count(`${step.obligation}#${step.arm} ${step.step}`);
  for (const { sentLines, recipient } of messages)
    for (const { line } of sentLines) count(`${line.obligation}#${line.arm} ${line.step.step} to ${recipient}`);
  for (const { lines } of tasks)
    for (const line of lines) count(`task ${line.obligation}#${line.arm} ${line.step.step}`);
  // One chase a person and day; of urgent requests one a minute.
  for (const { recipient, plannedAt, urgent, state } of messages)
    if (state !== 'cancelled')
      count(`${recipient} on ${urgent ? formatMinute(plannedAt) : dateOf(plannedAt)}${urgent ? '!' : ''}`);
  return [...times].flatMap(([key, n]) => (n > 1 ? [{ rule: 'twice' as const, what: `${key}: ${n} times` }] : []));
}

/** What was missed is made up for by one step of its kind, not by a row of them. */
function volleys({ performed }: Course): Violation[] {
  const seen = new Map<string, string>();
  return performed.flatMap((one) => {
    const { at: when, step } = one;
    const key = `${formatMinute(when)} ${step.obligation} ${step.kind}`;
    const before = seen.get(key);
    seen.set(key, step.step);
    return before === undefined || before === step.step ? [] : [said('volley', one, `with ${before}`)];
  });
}

function wrongPerson({ scene }: Course, performed: Performed): Violation[] {
  const { at: when, step, recipients } = performed;
  const day = dateOf(when);
  const { serving, absences } = scene.people;
  const mine = serving.filter((person) => person.office === step.office && serves(person, day));
  const away = (contact: string): boolean =>
    absences.some((a) => a.contact === contact && a.from <= day && day <= a.until);
  const standsIn = (recipient: string): boolean =>
    absences.some(
      (a) =>
        a.standIn === recipient && a.from <= day && day <= a.until && mine.some(({ contact }) => contact === a.contact),
    );
  return recipients.flatMap((recipient) => {
    if (!mine.some(({ contact }) => contact === recipient) && !standsIn(recipient))
      return [said('wrong-person', performed, `${recipient} does not serve ${step.office}`)];
    const spared = away(recipient) && mine.some(({ contact }) => !away(contact));
    return spared ? [said('wrong-person', performed, `${recipient} is away`)] : [];
  });
}

/** Until when a step must have been done, of an urgent request until its day is over at once: the next working day (the day's message may have left), and longer where the system stood still or a poke or a mail got lost. */
function deadline({ scene, trouble }: Course, slot: Instant, itsDay: Instant | null = null): Instant {
  let from = slot;
  const grace = (time: Instant): Instant =>
    itsDay !== null && time < itsDay ? plus(time, 2 * MINUTE) : at(workedFrom(dateOf(time), 1), rules.hours.close);
  // Both lists are in order of time, but a lost poke may lie in an outage: until nothing moves any more.
  const spans = [...scene.outages, ...trouble.map((t) => (t.lost ? { ...t, until: swept(slot, t.until) } : t))];
  for (let moved = true; moved; ) {
    moved = false;
    for (const span of spans) {
      if (span.from > grace(from) || span.until <= from) continue;
      from = span.until;
      moved = true;
    }
  }
  return grace(from);
}

/** A lost poke is made up for by the sweep on the morning after the slot's working day, if the office does not look earlier. */
function swept(slot: Instant, looked: Instant): Instant {
  const day = dateOf(slot);
  const morning = at(workedFrom(isWorked(day) ? day : workedFrom(day, 1), 1), '08:31');
  return looked < morning ? looked : morning;
}

function lost(course: Course, { fact, endedAt, promises }: Arm): Violation[] {
  const ladder = ladderOf(fact);
  const steps = ladder.flatMap((rung, rank): Violation[] => {
    if (rung.only === 'lapse' && fact.earlierLapses === 0) return [];
    const slot = slotByHand(rung, fact);
    if (slot === null || slot < fact.armedAt) return [];
    const kind = 'message' in rung.action ? 'message' : 'task';
    const hourly = isHourStep(rung);
    if (hourly && rung.anchor === 'due-time' && kind === 'message' && slot < fact.armedAt + 30 * MINUTE) return [];
    const until = deadline(course, slot, hourly ? endOfDay(fact.due) : null);
    if (until >= END || (endedAt !== null && endedAt <= until)) return [];
    // A promise takes the place of the steps before its day; whether it was kept is judged elsewhere.
    if (promises.some(({ madeAt }) => madeAt <= until)) return [];
    const done = course.performed.some(
      ({ step, at: when }) =>
        step.obligation === fact.id &&
        step.arm === fact.arm &&
        step.kind === kind &&
        when >= fact.armedAt &&
        when <= until &&
        ladder.findIndex(({ key }) => key === step.step) >= rank,
    );
    const why = `${formatMinute(slot)} ${fact.id}#${fact.arm} ${rung.key} was not done by ${formatMinute(until)}`;
    return done ? [] : [{ rule: 'lost', what: why }];
  });
  return [...steps, ...brokenPromises(course, { fact, endedAt, promises })];
}

/** A promise that was not kept is asked about, by its own call or a later one, unless another promise took its place. */
function brokenPromises(course: Course, { fact, endedAt, promises }: Arm): Violation[] {
  const promise = promises.at(-1);
  if (!promise || fact.standing === 'superior') return [];
  const until = deadline(course, at(workedFrom(dateOf(promise.until), 1), '09:00'));
  if (until >= END || (endedAt !== null && endedAt <= until)) return [];
  const key = `promise-broken@${promise.madeAt}`;
  // After a standstill a higher step of the ladder may stand for it: no volley.
  const asked = course.performed.some(
    ({ step, at: when }) =>
      step.obligation === fact.id &&
      step.arm === fact.arm &&
      step.kind === 'task' &&
      (step.step === key || step.slot >= endOfDay(dateOf(promise.until))) &&
      when <= until,
  );
  return asked ? [] : [{ rule: 'lost', what: `${fact.id}#${fact.arm} ${key} was not done by ${formatMinute(until)}` }];
}

function unsent(course: Course, message: Message): Violation[] {
  if (message.state !== 'planned') return [];
  const until = deadline(course, instant(message.plannedAt));
  if (until >= END) return [];
  const owed = message.lines.some(({ obligation, arm }) => {
    const fact = course.facts.get(obligation);
    return fact && isOwed(fact.state) && !fact.closed && fact.arm === arm;
  });
  return owed ? [{ rule: 'lost', what: `${message.id} was never sent` }] : [];
}
