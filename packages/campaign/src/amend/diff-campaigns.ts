import type { LocalDate } from '@duban/base';
import type { Answer, CampaignDefinition } from '../definition.js';
import { expand, obligationId, type RoundPlan } from '../expand.js';

/** A definition with the answers that settle it. */
export interface Settled {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
}

export interface ObligationChange {
  readonly obligation: string;
  readonly office: string;
  readonly requirement: string;
  readonly period: string;
  readonly before: LocalDate | null;
  readonly after: LocalDate | null;
}

/** What an amendment changes, obligation by obligation, and who must be told. */
export interface CampaignDiff {
  readonly added: readonly ObligationChange[];
  /** Due, cut-off or data date differ; `before` and `after` are the dues. */
  readonly redated: readonly ObligationChange[];
  readonly withdrawn: readonly ObligationChange[];
  readonly untouched: readonly ObligationChange[];
  /** Rounds of the amended campaign that lay in the past on the day it takes effect: they are not made, so nobody is late by them. */
  readonly past: readonly ObligationChange[];
  /** Offices with something added, re-dated or withdrawn. */
  readonly tell: readonly string[];
}

/**
 * Compares a running campaign with its amended form (the same id). `effective` is the day the amendment takes effect: what was due before it and
 * is not yet in the campaign is never created, and what was due before it and is no longer named stays as history.
 */
export function diffCampaigns(before: Settled, after: Settled, effective: LocalDate): CampaignDiff {
  const old = obligationsOf(before);
  const now = obligationsOf({ ...after, definition: { ...after.definition, id: before.definition.id } });
  const diff = { added: [], redated: [], withdrawn: [], untouched: [], past: [] } as Record<
    'added' | 'redated' | 'withdrawn' | 'untouched' | 'past',
    ObligationChange[]
  >;
  for (const [id, { office, round }] of now) {
    const earlier = old.get(id)?.round;
    const change = changeOf(id, { office, earlier, later: round });
    if (earlier === undefined) diff[round.due < effective ? 'past' : 'added'].push(change);
    else diff[sameDates(earlier, round) ? 'untouched' : 'redated'].push(change);
  }
  for (const [id, { office, round }] of old) {
    if (now.has(id)) continue;
    diff[round.due < effective ? 'untouched' : 'withdrawn'].push(
      changeOf(id, { office, earlier: round, later: undefined }),
    );
  }
  const tell = [...diff.added, ...diff.redated, ...diff.withdrawn].map((change) => change.office);
  return { ...diff, tell: [...new Set(tell)].sort() };
}

interface Owed {
  readonly office: string;
  readonly round: RoundPlan;
}

function obligationsOf({ definition, answers }: Settled): ReadonlyMap<string, Owed> {
  return new Map(
    expand(definition, answers).rounds.flatMap((round) =>
      round.offices.map((office) => [obligationId(definition.id, round, office), { office, round }] as const),
    ),
  );
}

function sameDates(a: RoundPlan, b: RoundPlan): boolean {
  return a.due === b.due && a.cutOff === b.cutOff && a.asOf === b.asOf;
}

function changeOf(
  obligation: string,
  { office, earlier, later }: { office: string; earlier: RoundPlan | undefined; later: RoundPlan | undefined },
): ObligationChange {
  const { requirement = '', period = '' } = later ?? earlier ?? {};
  return { obligation, office, requirement, period, before: earlier?.due ?? null, after: later?.due ?? null };
}
