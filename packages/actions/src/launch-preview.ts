import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { allQuestions, type CampaignDefinition, type Question, type RoundPlan, settle } from '@duban/campaign';
import { requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { type LaunchContext, type PlannedMessage, planLaunch } from './launch/plan-launch.js';
import type { SeedFolders } from './seed-folders.js';

/** What a launch would do, before it is confirmed. */
export interface LaunchPreview {
  readonly name: string;
  readonly campaign: string;
  readonly title: string;
  readonly notice: {
    readonly title: string;
    readonly number: string;
    readonly issued: LocalDate | null;
    readonly originallyIssued: LocalDate | null;
  };
  readonly quarters: number;
  readonly phases: {
    readonly title: string;
    readonly phrase: string;
    readonly start: LocalDate | null;
    readonly end: LocalDate;
  }[];
  readonly rounds: PreviewRound[];
  /** What was due before the notice was out, or is by now: it is asked of nobody. */
  readonly past: { readonly what: string; readonly due: LocalDate | null }[];
  /** Years whose holidays are not published: dates in them fall back to the statutory days. */
  readonly assumedYears: number[];
  readonly questions: PreviewQuestion[];
  readonly answers: {
    readonly question: string;
    /** What was asked, in words. */
    readonly title: string;
    readonly value: string;
    readonly reason: string;
  }[];
  readonly messages: PreviewMessage[];
  /** What is confirmed. */
  readonly digest: string;
}

/** What the notice leaves open; a launch is refused until it is answered. */
export interface PreviewQuestion {
  readonly id: string;
  readonly title: string;
  /** The notice's words; null where it is silent. */
  readonly quote: string | null;
  readonly proposals: { readonly value: string; readonly meaning: string | null }[];
  /** The notice's items it stands in. */
  readonly source: string;
}

export interface PreviewRound {
  readonly what: string;
  readonly asOf: LocalDate | null;
  readonly due: LocalDate;
  readonly cutOff: LocalDate;
  readonly offices: number;
  /** Its steps rest on a year whose holidays are not published yet. */
  readonly assumed: boolean;
}

export interface PreviewMessage {
  readonly kind: 'launch' | 'launch-info';
  /** In words: 兖州区医保局基金监管科经办人. */
  readonly recipient: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: string[];
}

/**
 * What launching the seed `name` would do now: dates, open questions, every message as it would read today. Writes nothing.
 * @throws DubanError `seed-unknown`, `definition-invalid`, `answer-unknown`.
 */
export async function launchPreview(
  ctx: LaunchContext,
  { now, ...about }: SeedFolders & { readonly name: string; readonly now: Instant },
): Promise<LaunchPreview> {
  const { name } = about;
  const { seed, quarters, originallyIssued, expansion, messages, digest } = await planLaunch(ctx, about, now);
  const { definition, answers } = seed;
  const asked = new Map(allQuestions(definition, answers, ctx.calendar).map((q) => [q.id, q.title]));
  const { title, number, date } = definition.notice;
  const last = [...definition.phases.map((p) => p.end), ...expansion.rounds.map((r) => r.cutOff)].sort().at(-1);
  return {
    name,
    campaign: definition.id,
    title: definition.title,
    notice: { title, number, issued: date, originallyIssued },
    quarters,
    phases: settle(definition, answers).phases.map((p) => ({
      title: p.title,
      phrase: p.phrase,
      start: p.start,
      end: p.end,
    })),
    rounds: expansion.rounds.map((round) => previewRound(ctx.calendar, definition, round)),
    past: expansion.past.map(({ requirement, periodLabel, due }) => ({
      what: whatIsOwed(requirementOf(definition, requirement), periodLabel),
      due,
    })),
    assumedYears: assumedYears(ctx.calendar, dateOf(now), last ?? dateOf(now)),
    questions: expansion.questions.map(previewQuestion),
    answers: answers.map(({ question, value, reason }) => ({
      question,
      title: asked.get(question) ?? question,
      value,
      reason,
    })),
    messages: messages.map(previewMessage),
    digest,
  };
}

function previewQuestion({ id, title, quote, proposals, meanings, source }: Question): PreviewQuestion {
  const shown = proposals.map((value) => ({ value, meaning: meanings[value] ?? null }));
  return { id, title, quote, proposals: shown, source };
}

function previewRound(calendar: WorkCalendar, definition: CampaignDefinition, round: RoundPlan): PreviewRound {
  const { requirement, periodLabel, asOf, due, cutOff, offices } = round;
  const what = whatIsOwed(requirementOf(definition, requirement), periodLabel);
  const assumed = [due, cutOff].some((date) => calendar.isAssumed(date));
  return { what, asOf, due, cutOff, offices: offices.length, assumed };
}

function previewMessage({ message, subject, text, attachments }: PlannedMessage): PreviewMessage {
  const kind = message.kind === 'launch' ? 'launch' : 'launch-info';
  const recipient = String(message.facts.to ?? message.recipient);
  return { kind, recipient, address: message.address, subject, text, attachments: [...attachments] };
}

/** The years from one day to another in which a day that no announcement covers is taken by the statutory days. */
function assumedYears(calendar: WorkCalendar, from: LocalDate, to: LocalDate): number[] {
  const first = Number(from.slice(0, 4));
  const years = Array.from({ length: Math.max(0, Number(to.slice(0, 4)) - first + 1) }, (_, i) => first + i);
  return years.filter((year) => calendar.isAssumed(`${year}-12-31` as LocalDate));
}
