import type { Instant } from '@duban/base';
import { dateOf, timeOf } from '@duban/base/time';
import { addWorkdays, stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import { type Dated, isJustAsked, slotsOf } from '../chase-slots.js';
import { readingOf } from '../dates/read-date.js';
import type { Answer, CampaignDefinition, Requirement } from '../definition.js';
import { ONCE } from '../frames.js';
import { URGENT_WAIT, urgentLadder } from '../ladder.js';
import { emptyMatter } from '../matter.js';
import { readHour } from './read-hour.js';

/** 加报: what an officer says in two minutes. */
export interface UrgentInput {
  readonly title: string;
  readonly offices: 'all' | readonly string[];
  /** `今日17:00前`, `接电后2小时内`, `明早上班前`: as one says it. */
  readonly due: string;
  /** When it is said: `今日` and `接电后` count from here. */
  readonly now: Instant;
  /** Who asks. */
  readonly by: string;
  /** By which the working day after it is counted. */
  readonly calendar?: WorkCalendar;
}

/** One step of chasing in hours, at weekends too (practice.md 13). */
export interface UrgentStep {
  readonly at: Instant;
  readonly kind: 'message' | 'call';
  /** `截止前2小时` */
  readonly name: string;
}

export interface UrgentRequest {
  readonly requirement: Requirement;
  /** The bureau's answers that go with it: it waits for nothing. */
  readonly answers: readonly Answer[];
  /** The first instant that is late. */
  readonly due: Instant;
  /** In order; those whose moment has passed are left out. */
  readonly steps: readonly UrgentStep[];
  readonly derivation: string;
}

/**
 * An ad-hoc request with hours instead of days, ready to be put into a running campaign (`urgentDocument`).
 * @throws DubanError as `readHour`.
 */
export function urgentRequest(definition: CampaignDefinition, input: UrgentInput): UrgentRequest {
  const { title, offices, due: words, now, calendar = stateCouncilCalendar } = input;
  const { hours } = definition;
  const today = dateOf(now);
  const { phrase, date, time, at, derivation } = readHour(words, { hours, now });
  const id = `urgent-${today.replaceAll('-', '')}-${timeOf(now).replace(':', '')}`;
  return {
    requirement: {
      id,
      title,
      shortTitle: title,
      form: { kind: 'report', outline: [title] },
      offices,
      frequency: 'once',
      phrase: words,
      due: date,
      dueTime: time,
      ladder: urgentLadder,
      duePhrase: null,
      rolling: 'stay',
      paperDue: null,
      reading: readingOf(phrase, today),
      layer: null,
      direction: 'county',
      to: null,
      artefacts: [],
      collects: [],
      backward: null,
      since: today,
      source: 'P',
    },
    answers: [
      {
        question: `${id}/${ONCE}/cut-off`,
        value: addWorkdays(calendar, date, URGENT_WAIT),
        by: input.by,
        on: today,
        reason: `临时加报，到点未报的再催${URGENT_WAIT}个工作日后汇总`,
      },
    ],
    due: at,
    steps: stepsOf({ due: date, dueTime: time, periodEnd: null, arm: 0, armedAt: now }, { hours, calendar }),
    derivation,
  };
}

/** For subordinate offices: what `planChase` will do when nobody files. */
function stepsOf(asked: Dated, rules: Parameters<typeof slotsOf>[2]): UrgentStep[] {
  const ladder = urgentLadder.subordinate;
  const slots = slotsOf(ladder, asked, rules);
  return ladder.flatMap((rung, i) => {
    const at = slots[i] ?? null;
    if (at === null || at < asked.armedAt || isJustAsked(rung, at, asked.armedAt)) return [];
    return [{ at, kind: 'message' in rung.action ? 'message' : 'call', name: rung.label } as const];
  });
}

/** The document that brings an urgent request into a running campaign: nothing but the one requirement (see `amend`). */
export function urgentDocument(running: CampaignDefinition, { requirement }: UrgentRequest): CampaignDefinition {
  return { ...running, requirements: [requirement], matter: emptyMatter };
}
