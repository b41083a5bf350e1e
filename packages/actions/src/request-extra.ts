import { DubanError, type Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type UrgentRequest, type UrgentStep, urgentDocument, urgentRequest } from '@duban/campaign';
import { shownOrDone } from './amend/taken-back.js';
import { type Amended, amendWithin, type Running } from './amend-campaign.js';
import type { Actor, Context } from './context.js';

export interface RequestExtra {
  readonly campaign: string;
  readonly title: string;
  readonly offices: 'all' | readonly string[];
  /** `今日17:00前`, `接电后2小时内`: as one says it. */
  readonly due: string;
  /** `show`: what would happen; nothing is written. */
  readonly only: 'show' | 'do';
  /** The campaign's revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

export interface ExtraRequested extends Pick<Amended, 'campaign' | 'next'> {
  /** How many offices owe it (家). */
  readonly offices: number;
  /** The first instant that is late. */
  readonly due: Instant;
  readonly derivation: string;
  /** How subordinate offices are chased for it. */
  readonly steps: readonly UrgentStep[];
}

/**
 * 加报: one more requirement with hours instead of days, put into a running campaign in two minutes (practice.md 13).
 * @throws DubanError `urgent-unclear`, `urgent-past`, `entry-invalid`, `entry-unknown` for an office, and as `amendCampaign`.
 */
export async function requestExtra(ctx: Context, input: RequestExtra): Promise<ExtraRequested> {
  const { campaign, offices, only, revision, actor, now } = input;
  const title = input.title.trim();
  if (title === '') throw invalid('没有写报什么');
  if (offices.length === 0) throw invalid('没有选单位');
  return shownOrDone(ctx.ledger, { only }, async (tx) => {
    const made: { urgent?: UrgentRequest } = {};
    const document = (running: Running) => {
      const { definition } = running;
      refuseUnknown(running, offices);
      const said = { title, offices, due: input.due, now, by: actor.name, calendar: ctx.calendar };
      const urgent = ownId(running, urgentRequest(definition, said));
      made.urgent = urgent;
      return { definition: urgentDocument(definition, urgent), answers: urgent.answers, tables: [] };
    };
    const amended = await amendWithin(tx, ctx, { campaign, document, effective: dateOf(now), revision, actor, now });
    const { urgent } = made;
    if (urgent === undefined) throw new Error('amended without a document');
    const { due, derivation, steps } = urgent;
    return { campaign, next: amended.next, offices: amended.added.length, due, derivation, steps };
  });
}

function refuseUnknown({ definition }: Running, offices: RequestExtra['offices']): void {
  if (offices === 'all') return;
  const known = new Set(definition.offices.map(({ id }) => id));
  const unknown = offices.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new DubanError('entry-unknown', { what: '单位', id: unknown.join('、') });
}

/** Two requests of one minute are two: the second must not take the place of the first. */
function ownId({ definition }: Running, urgent: UrgentRequest): UrgentRequest {
  const { id } = urgent.requirement;
  const same = definition.requirements.filter((r) => r.id === id || r.id.startsWith(`${id}-`)).length;
  if (same === 0) return urgent;
  const own = `${id}-${same + 1}`;
  return {
    ...urgent,
    requirement: { ...urgent.requirement, id: own },
    answers: urgent.answers.map((answer) => ({ ...answer, question: answer.question.replace(id, own) })),
  };
}

function invalid(problem: string): DubanError {
  return new DubanError('entry-invalid', { what: '加报', problem });
}
