import type { LocalDate } from '@duban/base';
import type { WorkCalendar } from '@duban/calendar';
import type { Answer, CampaignDefinition } from '../definition.js';
import { expand, type OpenRound, obligationId } from '../expand.js';
import { settle } from '../settle.js';

/** A definition with the answers that settle it. */
export interface Settled {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
  /** Counts its working days; the State Council's where left out. */
  readonly calendar?: WorkCalendar;
}

export interface ObligationChange {
  readonly obligation: string;
  readonly office: string;
  readonly requirement: string;
  readonly title: string;
  readonly period: string;
  readonly periodLabel: string;
  /** Null: it was not there, or its day is still open. */
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
  /** Recipients of the document who owe nothing by it and are told all the same (YY22-Q2), by name. */
  readonly inform: readonly string[];
}

export type ChangeKind = 'added' | 'redated' | 'withdrawn' | 'untouched' | 'past';

/**
 * Compares a running campaign with its amended form (the same id). `effective` is the day the amendment takes effect: what was due before it and
 * is not yet in the campaign is never created; what was due before it stays as history, whatever the document says of it, unless it is given a
 * due from that day on.
 */
export function diffCampaigns(before: Settled, after: Settled, effective: LocalDate): CampaignDiff {
  const old = obligationsOf(before);
  const now = obligationsOf({ ...after, definition: { ...after.definition, id: before.definition.id } });
  const titles = new Map(
    [...before.definition.requirements, ...after.definition.requirements].map((r) => [r.id, r.title]),
  );
  const found: Record<ChangeKind, ObligationChange[]> = {
    added: [],
    redated: [],
    withdrawn: [],
    untouched: [],
    past: [],
  };
  for (const id of new Set([...now.keys(), ...old.keys()])) {
    const [earlier, later] = [old.get(id)?.round, now.get(id)?.round];
    const office = (now.get(id) ?? old.get(id))?.office ?? '';
    const { requirement = '', period = '', periodLabel = '' } = later ?? earlier ?? {};
    found[changeKind({ earlier, later }, effective)].push({
      obligation: id,
      office,
      requirement,
      title: titles.get(requirement) ?? requirement,
      period,
      periodLabel,
      before: earlier?.due ?? null,
      after: later?.due ?? null,
    });
  }
  const tell = [...found.added, ...found.redated, ...found.withdrawn].map((change) => change.office);
  const known = new Set(before.definition.recipients.map((recipient) => recipient.id));
  const inform = after.definition.recipients.filter(({ id, office }) => office === null && !known.has(id));
  return { ...found, tell: [...new Set(tell)].sort(), inform: inform.map(({ name }) => name) };
}

interface Pair {
  readonly earlier: OpenRound | undefined;
  readonly later: OpenRound | undefined;
}

/** What becomes of one round, seen from the day an amendment takes effect. */
export function changeKind({ earlier, later }: Pair, effective: LocalDate): ChangeKind {
  const over = (round: OpenRound | undefined): boolean => round?.due != null && round.due < effective;
  if (earlier === undefined) return over(later) ? 'past' : 'added';
  if (later === undefined) return over(earlier) ? 'untouched' : 'withdrawn';
  if (sameDates(earlier, later) || (over(earlier) && (over(later) || later.due === null))) return 'untouched';
  return 'redated';
}

interface Owed {
  readonly office: string;
  readonly round: OpenRound;
}

function obligationsOf({ definition, answers, calendar }: Settled): ReadonlyMap<string, Owed> {
  const { rounds, open } = expand(settle(definition, answers), answers, calendar);
  return new Map(
    [...rounds, ...open].flatMap((round) =>
      round.offices.map((office) => [obligationId(definition.id, round, office), { office, round }] as const),
    ),
  );
}

function sameDates(a: OpenRound, b: OpenRound): boolean {
  return a.due === b.due && a.dueTime === b.dueTime && a.cutOff === b.cutOff && a.asOf === b.asOf;
}
