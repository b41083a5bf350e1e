// Above 300 lines: one machine, whose parts all change the same facts; what it is told and what it tells stands in course.ts.

import { HOUR, type Instant, instant, type LocalDate, MINUTE, plus } from '@duban/base';
import { type Dice, dice } from '@duban/base/dice';
import { addDays, at, dateOf, formatMinute } from '@duban/base/time';
import {
  type ChaseObligation,
  type ChasePlan,
  type ChaseRules,
  isOwed,
  onDuty,
  type People,
  type PlannedStep,
  planChase,
  sendAfter,
} from '../../src/index.js';
import { workedFrom } from '../by-hand.js';
import { rules } from '../chase-world.js';
import { circlesOf } from './circles.js';
import type { Arm, Course, Fault, Line, Message, Performed, Task, Trouble } from './course.js';
import { type Act, END, type Scene, START, sceneOf } from './scene.js';

const MOST_TICKS = 20_000;

/** Plays the campaign of a seed on the planner and a ledger in memory. The same seed gives the same course. */
export function play(seed: number, fault: Fault = {}): Course {
  const thrown = dice(seed, 'campaign');
  return new Machine(sceneOf(thrown), thrown, fault).run();
}

class Machine {
  readonly #facts = new Map<string, ChaseObligation>();
  readonly #messages = new Map<string, Message>();
  readonly #tasks = new Map<string, Task>();
  readonly #wake = new Map<string, Instant | null>();
  readonly #performed: Performed[] = [];
  readonly #arms: Arm[] = [];
  readonly #trouble: Trouble[] = [];
  readonly #lost = new Map<string, Instant>();
  readonly #people: People;
  readonly #rules: ChaseRules;
  readonly #circles: ReadonlyMap<string, readonly string[]>;
  readonly #acts: { readonly at: Instant; readonly run: (now: Instant) => void }[] = [];
  #ticks = 0;

  constructor(
    private readonly scene: Scene,
    private readonly dice: Dice,
    private readonly fault: Fault,
  ) {
    this.#people = fault.people?.(scene.people) ?? scene.people;
    this.#rules = fault.rules ?? rules;
    this.#circles = circlesOf(scene.people);
    const asked = new Set(scene.acts.filter(({ kind }) => kind === 'ask').map(({ id }) => id));
    for (const fact of scene.obligations) if (!asked.has(fact.id)) this.#begin(fact);
    for (const office of this.#circles.keys()) this.#wake.set(office, START);
    for (const act of scene.acts) this.#plan(act.at, (now) => this.#act(act, now));
    for (let date = dateOf(START); at(date, '08:30') < END; date = addDays(date, 1))
      this.#plan(at(date, '08:30'), (now) => this.#sweep(now));
  }

  run(): Course {
    for (;;) {
      const now = this.#next();
      if (now >= END) break;
      while (this.#acts[0] && this.#acts[0].at <= now) this.#acts.shift()?.run(now);
      for (const [office, wake] of this.#wake) if (wake !== null && this.#awake(wake) <= now) this.#tick(office, now);
    }
    for (const office of [...this.#lost.keys()]) this.#found(office, END);
    const { scene } = this;
    return {
      scene,
      performed: this.#performed,
      messages: [...this.#messages.values()],
      tasks: [...this.#tasks.values()],
      arms: this.#arms,
      facts: this.#facts,
      trouble: this.#trouble,
      ticks: this.#ticks,
    };
  }

  #next(): Instant {
    let first: number = this.#acts[0]?.at ?? END;
    for (const wake of this.#wake.values()) if (wake !== null) first = Math.min(first, this.#awake(wake));
    return instant(first);
  }

  /** What will be done at a moment, or when the system is up again. */
  #plan(time: Instant, run: (now: Instant) => void): void {
    const act = { at: this.#awake(time), run };
    const place = this.#acts.findLastIndex((other) => other.at <= act.at) + 1;
    this.#acts.splice(place, 0, act);
  }

  /** Nothing happens while the system stands still. */
  #awake(time: Instant): Instant {
    const outage = this.scene.outages.find(({ from, until }) => time >= from && time < until);
    return outage ? this.#awake(outage.until) : time;
  }

  /** One look of an office's chaser: one transaction, then the deliveries. It may fail before or after its commit. */
  #tick(office: string, now: Instant): void {
    if (++this.#ticks > MOST_TICKS)
      throw new Error(`no progress: ${office} wakes again and again at ${formatMinute(now)}`);
    this.#found(office, now);
    const fate = this.dice.between(1, 100);
    if (fate <= 4 && this.fault.without !== 'retry') {
      this.#retry(office, now);
      return;
    }
    if (this.fault.without === 'clock') this.#catchUp(office, now);
    const plan = this.#look(office, now);
    if (fate <= 4) {
      // Planted: the answer is taken for given although its transaction was rolled back.
      this.#wake.set(office, plan.wakeAt);
      return;
    }
    const blocked = this.#carry(this.fault.steps?.(plan.now) ?? plan.now, office, now);
    if (fate >= 97) {
      this.#retry(office, now);
      return;
    }
    const tomorrow = blocked ? at(workedFrom(dateOf(now), 1), rules.hours.open) : null;
    this.#deliver(office, now);
    const open = this.#open(office).map((message) => message.sendAfter);
    const times = [plan.wakeAt, tomorrow, ...open].filter((time) => time !== null);
    this.#wake.set(office, times.length > 0 ? instant(Math.min(...times)) : null);
  }

  /** An office whose poke was lost looks again. */
  #found(office: string, now: Instant): void {
    const from = this.#lost.get(office);
    if (from !== undefined) this.#trouble.push({ from, until: now, lost: true });
    this.#lost.delete(office);
  }

  #look(office: string, now: Instant): ChasePlan {
    const plan = planChase(this.#seen(office, now), office, this.#rules, now);
    if (plan.wakeAt !== null && plan.wakeAt <= now)
      throw new Error(`no progress: wakes at ${formatMinute(plan.wakeAt)}`);
    return plan;
  }

  /** Planted: every look that was missed is made up for, one after another. */
  #catchUp(office: string, now: Instant): void {
    let missed = this.#wake.get(office) ?? null;
    while (missed !== null && missed < now) {
      const plan = this.#look(office, missed);
      this.#carry(plan.now, office, now);
      missed = plan.wakeAt;
    }
  }

  #retry(office: string, now: Instant): void {
    const then = plus(now, this.dice.between(1, 3) * MINUTE);
    this.#trouble.push({ from: now, until: plus(then, MINUTE) });
    this.#wake.set(office, then);
  }

  #seen(office: string, now: Instant): ChaseObligation[] {
    const circle = this.#circles.get(office) ?? [office];
    const facts = [...this.#facts.values()].filter((fact) => circle.includes(fact.office));
    return this.fault.fact ? facts.map((fact) => this.fault.fact?.(fact, now) ?? fact) : facts;
  }

  /** As `carryMessages` and `carryTasks`: lines are written once, whatever is repeated. Returns whether a line waits for tomorrow. */
  #carry(steps: readonly PlannedStep[], office: string, now: Instant): boolean {
    let blocked = false;
    for (const step of steps) {
      const fact = this.#facts.get(step.obligation);
      if (!fact) throw new Error(`a step for an unknown obligation: ${step.obligation}`);
      if ('task' in step.action) {
        const id = `${office}/${step.action.task}/${step.action.by}/${step.action.script}/${step.slot}`;
        const task = this.#tasks.get(id) ?? { id, office, lines: [], state: 'open' };
        if (!this.#tasks.has(id)) this.#calls(task, now);
        this.#tasks.set(id, task);
        if (this.#join(task.lines, step)) this.#perform(step, fact, { at: now, recipients: [] });
        continue;
      }
      const to = onDuty(this.#people, { office, roles: step.action.to }, dateOf(now));
      const key = (slot: Instant) => (contact: string) =>
        this.#keyOf(`${contact}/${step.urgent ? formatMinute(slot) : dateOf(now)}`, office);
      let ids = to.map(key(step.slot));
      const closed = (id: string): boolean => {
        const message = this.#messages.get(id);
        return message !== undefined && (message.state === 'sent' || message.attempts > 0);
      };
      if (ids.some(closed) && step.urgent) ids = to.map(key(now));
      if (ids.some(closed)) {
        blocked = true;
        continue;
      }
      let joined = false;
      for (const [i, id] of ids.entries()) {
        const recipient = to[i] ?? '';
        const message = this.#messages.get(id) ?? newMessage({ id, recipient, step }, now);
        if (message.state === 'cancelled')
          Object.assign(message, { state: 'planned', sendAfter: sendAfter(step, now) });
        this.#messages.set(id, message);
        joined = this.#join(message.lines, step) || joined;
      }
      if (joined) this.#perform(step, fact, { at: now, recipients: to });
    }
    return blocked;
  }

  #keyOf(key: string, office: string): string {
    return this.fault.messageKey?.(key, { office, tick: this.#ticks }) ?? key;
  }

  #join(lines: Line[], step: PlannedStep): boolean {
    const { obligation, arm } = step;
    const there = lines.some((l) => l.obligation === obligation && l.arm === arm && l.step.step === step.step);
    if (!there) lines.push({ obligation, arm, step });
    return !there;
  }

  #perform(step: PlannedStep, fact: ChaseObligation, how: { at: Instant; recipients: readonly string[] }): void {
    this.#performed.push({ step, fact, ...how });
    const now = this.#facts.get(fact.id) ?? fact;
    if (this.fault.without === 'lock' && this.dice.chance(20)) return;
    if (step.arm === now.arm)
      this.#facts.set(fact.id, { ...now, done: [...now.done, { step: step.step, kind: step.kind, slot: step.slot }] });
  }

  #open(office: string): Message[] {
    return [...this.#messages.values()].filter(
      (m) => m.state === 'planned' && m.lines.some((line) => line.obligation.endsWith(`/${office}`)),
    );
  }

  /** An attempt claims its message: what is settled is dropped, an empty one cancelled. Mail may fail, or be slow. */
  #deliver(office: string, now: Instant): void {
    for (const message of this.#open(office)) {
      if (message.sendAfter > now) continue;
      message.attempts++;
      const alive = message.lines.filter((line) => {
        const fact = this.#facts.get(line.obligation);
        return fact !== undefined && isOwed(fact.state) && !fact.closed && fact.arm === line.arm;
      });
      if (this.fault.without !== 'claim') {
        if (alive.length === 0) {
          message.attempts--;
          message.state = 'cancelled';
          continue;
        }
        message.lines = alive;
      }
      if (message.attempts < 4 && this.dice.chance(8)) {
        const again = plus(now, this.dice.between(1, 90) * MINUTE);
        this.#trouble.push({ from: now, until: again });
        message.sendAfter = again;
        continue;
      }
      message.state = 'sent';
      message.sentAt = now;
      message.sentLines = message.lines.flatMap((line) => {
        const fact = this.#facts.get(line.obligation);
        return fact ? [{ line, fact }] : [];
      });
    }
  }

  /** Whoever is to call does so after a while: nobody answers, nothing comes of it, or a day is promised. */
  #calls(task: Task, now: Instant): void {
    if (!this.dice.chance(70)) return;
    const at = plus(now, this.dice.between(3, 400) * MINUTE);
    const until = plus(at, this.dice.between(20, 4 * 24 * 60) * MINUTE);
    const promised = this.dice.chance(60);
    const keeps = promised && this.dice.chance(40);
    this.#plan(at, (then) => {
      if (task.state !== 'open') return;
      task.state = 'done';
      for (const { obligation, arm } of task.lines) {
        const fact = this.#facts.get(obligation);
        if (!fact || fact.arm !== arm || !isOwed(fact.state) || fact.closed) continue;
        this.#arms
          .findLast((a) => a.fact.id === obligation)
          ?.promises.push(...(promised ? [{ madeAt: then, until }] : []));
        this.#facts.set(obligation, {
          ...fact,
          ...(promised ? { promise: { madeAt: then, until } } : { callsWithoutPromise: fact.callsWithoutPromise + 1 }),
        });
        if (keeps) {
          const kept = instant(then + Math.floor((until - then) * 0.8));
          this.#plan(kept, (when) => this.#act({ kind: 'file', at: kept, id: obligation }, when));
        }
      }
      this.#poke(task.office, then);
    });
  }

  #act(act: Act, now: Instant): void {
    const fact = this.#facts.get(act.id);
    const asked = this.scene.obligations.find(({ id }) => id === act.id);
    if (act.kind === 'ask') {
      if (!asked) return;
      this.#begin({ ...asked, armedAt: now });
      this.#poke(asked.office, now);
    } else if (!fact || fact.closed) return;
    else if (act.kind === 'close') this.#end(fact, { closed: true }, now);
    else if (!isOwed(fact.state)) return;
    else if (act.kind === 'extend') this.#rearm(fact, addDays(later(fact.due, dateOf(now)), act.days), now);
    else if (act.kind === 'file') this.#file(fact, now);
    else this.#end(fact, { state: SETTLED[act.kind] }, now);
  }

  /** A third of what comes has errors, and is given back; mostly it comes again. */
  #file(fact: ChaseObligation, now: Instant): void {
    this.#end(fact, { state: 'received' }, now);
    if (!this.dice.chance(35)) return;
    const { id } = fact;
    const back = plus(now, this.dice.between(1, 3 * 24 * 60) * MINUTE);
    const due = addDays(dateOf(back), this.dice.between(0, 5));
    this.#plan(back, (then) => {
      const filed = this.#facts.get(id);
      if (!filed || filed.closed || filed.state !== 'received') return;
      this.#rearm({ ...filed, state: 'returned' }, later(due, dateOf(then)), then);
      if (this.dice.chance(60)) {
        const again = plus(then, this.dice.between(5, 8 * 24 * 60) * MINUTE);
        this.#plan(again, (when) => this.#act({ kind: 'file', at: again, id }, when));
      }
    });
  }

  #begin(fact: ChaseObligation): void {
    this.#facts.set(fact.id, fact);
    this.#arms.push({ fact, endedAt: null, promises: [] });
  }

  #end(fact: ChaseObligation, change: Partial<ChaseObligation>, now: Instant): void {
    this.#facts.set(fact.id, { ...fact, ...change });
    this.#endArm(fact.id, now);
    this.#poke(fact.office, now);
  }

  #endArm(id: string, now: Instant): void {
    const arm = this.#arms.findLast(({ fact }) => fact.id === id);
    if (arm && arm.endedAt === null) arm.endedAt = now;
    if (this.fault.without === 'cancelling') return;
    for (const task of this.#tasks.values()) {
      if (task.state !== 'open') continue;
      const owed = task.lines.some((line) => {
        const about = this.#facts.get(line.obligation);
        return about && isOwed(about.state) && !about.closed && about.arm === line.arm;
      });
      if (!owed) task.state = 'cancelled';
    }
  }

  #rearm(fact: ChaseObligation, due: LocalDate, now: Instant): void {
    const fresh =
      this.fault.without === 'rearming' ? {} : { arm: fact.arm + 1, done: [], promise: null, callsWithoutPromise: 0 };
    const armed: ChaseObligation = { ...fact, due, armedAt: now, ...fresh };
    this.#facts.set(fact.id, armed);
    this.#endArm(fact.id, now);
    this.#arms.push({ fact: armed, endedAt: null, promises: [] });
    this.#poke(fact.office, now);
  }

  /** A poke may be lost (the sweep makes up for it) or come twice; those of a circle come to every office of it. */
  #poke(office: string, now: Instant): void {
    for (const each of this.#circles.get(office) ?? [office]) {
      const fate = this.dice.between(1, 100);
      if (fate <= 8) {
        if (!this.#lost.has(each)) this.#lost.set(each, now);
        continue;
      }
      this.#tick(each, now);
      if (fate >= 90) this.#tick(each, now);
    }
  }

  /** As `sweep`: offices with a step of the last working day, or mail of an hour ago, that nobody looked after. */
  #sweep(now: Instant): void {
    if (this.fault.without === 'sweep') return;
    const then = plus(at(workedFrom(addDays(dateOf(now), -1), 0), rules.hours.close), -MINUTE);
    for (const office of this.#circles.keys()) {
      const mine = this.#seen(office, now).filter((fact) => fact.office === office);
      if (!mine.some((fact) => isOwed(fact.state) && !fact.closed)) continue;
      const late = planChase(mine, office, this.#rules, then).now.length > 0;
      const before = planChase(mine, office, this.#rules, plus(now, -HOUR));
      const urgent = before.now.some((step) => step.urgent) || (before.next !== null && before.next.slot <= now - HOUR);
      const stuck = this.#open(office).some((message) => message.sendAfter < now - HOUR);
      if (late || urgent || stuck) this.#tick(office, now);
    }
  }
}

const SETTLED = { nil: 'nil', exempt: 'exempt', withdraw: 'withdrawn' } as const;

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

function newMessage(
  { id, recipient, step }: { id: string; recipient: string; step: PlannedStep },
  now: Instant,
): Message {
  return {
    id,
    recipient,
    plannedAt: now,
    urgent: step.urgent,
    sendAfter: sendAfter(step, now),
    lines: [],
    state: 'planned',
    attempts: 0,
    sentAt: null,
    sentLines: [],
  };
}
