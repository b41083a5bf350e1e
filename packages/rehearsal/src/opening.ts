import type { Seed } from '@duban/actions/load-seed';
import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { at } from '@duban/base/time';
import { onOrAfter, type WorkCalendar } from '@duban/calendar';
import { noticeDay, redate } from '@duban/campaign';
import { type Assumption, assumeAnswers } from './assume-answers.js';

/** A campaign as it is rehearsed: dated, every question answered. */
export interface Opening {
  readonly seed: Seed;
  readonly assumed: readonly Assumption[];
  /** Nine o'clock on the day of the notice (or of `launch`), or on the next working day. */
  readonly begin: Instant;
  /** By how many quarters the dates were moved. */
  readonly quarters: number;
}

/**
 * `launch`: the day on which the campaign is launched instead of its notice's own; its dates move along by whole quarters, also into the past. A launch
 * within the notice's own quarter moves nothing: it comes late, or early, as it would in life.
 * @throws DubanError `rehearsal-undated` when the definition has no day to begin on.
 */
export function openingOf(
  original: Seed,
  { launch, calendar }: { readonly launch: LocalDate | null; readonly calendar: WorkCalendar },
): Opening {
  const moved = launch === null ? { ...original, quarters: 0 } : redate(original, launch, 'also-back');
  const dated: Seed = { ...original, definition: moved.definition, answers: moved.answers };
  const day = onOrAfter(calendar, launch ?? firstDay(dated));
  const { seed, assumed } = assumeAnswers(dated, { on: day, calendar });
  return { seed, assumed, begin: at(day, '09:00'), quarters: moved.quarters };
}

/** The day on which a campaign begins by its notice. Throws `rehearsal-undated`. */
export function firstDay({ definition }: Pick<Seed, 'definition'>): LocalDate {
  const day = noticeDay(definition);
  if (day === null) throw new DubanError('rehearsal-undated', { campaign: definition.title });
  return day;
}
