import { at } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { type CampaignPlan, obligationId, planCampaign } from '@duban/campaign';
import { calendarFile } from '@duban/notify';
import { loadSeed, type SeedReading } from './load-seed.js';

/** What the seed `name` under `seeds` will ask of whom and when, with what is still open. Reads files, writes nothing. Throws as `loadSeed`. */
export async function planSeed(
  seeds: string,
  name: string,
  reading: SeedReading = {},
): Promise<CampaignPlan & { readonly names: OfficeNames }> {
  const { definition, answers } = await loadSeed(seeds, name, reading);
  const names = Object.fromEntries(definition.offices.map((office) => [office.id, office.shortName]));
  return { ...planCampaign(definition, answers, reading.calendar ?? stateCouncilCalendar), names };
}

/** Short names by office id. */
export type OfficeNames = Readonly<Record<string, string>>;

const DAY = 24 * 60;

/** The dues of a plan as a calendar file; `office` narrows it to one office's. */
export function planCalendar(plan: CampaignPlan, office: string | null): string {
  const mine = plan.rounds.filter((round) => !round.past && (office === null || round.offices.includes(office)));
  const entries = mine.flatMap(({ due, ...round }) =>
    due === null
      ? []
      : [
          {
            id: obligationId(plan.id, round, office ?? 'all'),
            start: at(due, '00:00'),
            // Nothing of a plan depends on when it was made: the same plan gives the same file.
            stamp: at(plan.issued ?? due, '00:00'),
            title: `${round.title}（${round.periodLabel}）报送截止`,
            description: round.derivation,
            alarms: [DAY],
          },
        ],
  );
  const upward = plan.upward.flatMap(({ due, requirement, period, title, derivation }) =>
    due === null || office !== null
      ? []
      : [
          {
            id: `${plan.id}/${requirement}/${period}`,
            start: at(due, '00:00'),
            stamp: at(plan.issued ?? due, '00:00'),
            title: `上报：${title}`,
            description: derivation,
            alarms: [3 * DAY],
          },
        ],
  );
  return calendarFile(plan.title, [...entries, ...upward]);
}
