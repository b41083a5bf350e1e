import { DubanError, type Instant, MINUTE, plus } from '@duban/base';
import { dateOf, endOfDay, timeOf } from '@duban/base/time';
import { readPhrase } from '@duban/calendar';
import { noticeContext, readingOf } from '../dates/read-date.js';
import type { Answer, CampaignDefinition, Requirement } from '../definition.js';
import { ONCE } from '../frames.js';
import { isHourStep, urgentLadder } from '../ladder.js';
import { emptyMatter } from '../matter.js';

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
 * An ad-hoc request with hours instead of days, ready to be put into a running campaign (`withUrgent`).
 * @throws DubanError `urgent-unclear` with the readings when the words have several or no hour, `urgent-past`, and those of `readPhrase`.
 */
export function urgentRequest(definition: CampaignDefinition, input: UrgentInput): UrgentRequest {
  const { title, offices, due: words, now } = input;
  const today = dateOf(now);
  const context = noticeContext(today, { officeHours: definition.hours, events: { call: now, issue: now } });
  const phrase = readPhrase(words, context);
  const [reading] = phrase.readings;
  const due = phrase.kind === 'certain' ? reading?.dues.at(-1) : undefined;
  if (reading === undefined || due === undefined) {
    const readings = phrase.readings.map((r) => r.name || r.derivation).join('；');
    throw new DubanError('urgent-unclear', { phrase: words, readings });
  }
  if (due.at <= now) throw new DubanError('urgent-past', { phrase: words, due: `${due.date} ${timeOf(due.at)}` });
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
      due: due.date,
      // 明日前 names no hour: it is late when the day is over.
      ...(due.at < endOfDay(due.date) ? { dueTime: timeOf(due.at) } : {}),
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
        value: due.date,
        by: input.by,
        on: today,
        reason: '临时加报，到点即汇总',
      },
    ],
    due: due.at,
    steps: stepsOf({ now, due: due.at }),
    derivation: reading.derivation,
  };
}

/** For subordinate offices; what `planChase` will do, as `urgentLadder` has it. */
function stepsOf({ now, due }: { readonly now: Instant; readonly due: Instant }): UrgentStep[] {
  return urgentLadder.subordinate.filter(isHourStep).flatMap(({ anchor, minutes, action, label }) => {
    const at = plus(anchor === 'asked' ? now : due, minutes * MINUTE);
    const kind = 'message' in action ? 'message' : 'call';
    return at < now ? [] : [{ at, kind, name: label } as const];
  });
}

/** The document that brings an urgent request into a running campaign: nothing but the one requirement (see `amend`). */
export function urgentDocument(running: CampaignDefinition, { requirement }: UrgentRequest): CampaignDefinition {
  return { ...running, requirements: [requirement], matter: emptyMatter };
}
