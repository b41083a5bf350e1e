import type { LocalDate } from '@duban/base';
import type { CampaignDefinition, DateReading, Duty, Milestone } from './definition.js';
import { CONFIRMED, NOT_LATE, OTHER_ACTOR, type Question, SAME_ACTOR, UNDATED } from './question.js';

/**
 * What the notice leaves open besides the dates of rounds (`expand` asks for those): ambiguous windows and milestones, duties without a time,
 * recipients without a name, actors that may be one and the same. In the order of the definition.
 */
export function noticeQuestions(definition: CampaignDefinition): readonly Question[] {
  return [
    ...unconfirmed(definition),
    ...definition.phases.flatMap((phase) =>
      dateQuestion(`phase/${phase.id}/end`, { ...phase, title: `“${phase.title}”阶段到哪一天结束？` }),
    ),
    ...definition.milestones.flatMap((milestone) =>
      dateQuestion(`milestone/${milestone.id}/date`, { ...milestone, title: `“${milestone.title}”是哪一天？` }),
    ),
    ...definition.milestones.flatMap((milestone) => pastMilestone(milestone, definition.notice.date)),
    ...definition.duties.flatMap(undated),
    ...definition.recipients.flatMap((recipient) =>
      recipient.unresolved === null
        ? []
        : [
            {
              id: `recipient/${recipient.id}/resolve`,
              title: `“${recipient.name}”具体是哪些单位？`,
              proposals: recipient.proposals,
              meanings: {},
              quote: recipient.unresolved,
              source: recipient.source,
            },
          ],
    ),
    ...definition.matter.departments.flatMap(({ id, name, aliases, source }) => {
      const unsure = aliases.filter((alias) => alias.unsure).map((alias) => alias.name);
      if (unsure.length === 0) return [];
      const title = `${unsure.map((alias) => `“${alias}”`).join('、')}与“${name}”是不是同一单位？`;
      return [
        {
          id: `department/${id}/aliases`,
          title,
          proposals: [SAME_ACTOR, OTHER_ACTOR],
          meanings: {},
          quote: unsure.join('、'),
          source,
        },
      ];
    }),
  ];
}

/** A campaign made from last year's: people change. */
function unconfirmed({ confirmed, contacts }: CampaignDefinition): readonly Question[] {
  if (confirmed) return [];
  return [
    {
      id: 'directory/contacts/confirmed',
      title: `${contacts.length} 个联系人沿用以前的专项，是否逐个核对过？`,
      proposals: [CONFIRMED],
      meanings: {},
      quote: null,
      source: 'P',
    },
  ];
}

/** A phrase with several meanings, or one that waits for an event. */
export function dateQuestion(
  id: string,
  { title, reading, source }: { readonly title: string; readonly reading: DateReading | null; readonly source: string },
): readonly Question[] {
  if (reading === null || reading.kind === 'certain') return [];
  return [
    {
      id,
      title,
      proposals: reading.proposals.map(({ value }) => value),
      meanings: Object.fromEntries(reading.proposals.map(({ name, value }) => [value, name])),
      quote: reading.phrase,
      source,
    },
  ];
}

function undated(duty: Duty): readonly Question[] {
  if (duty.kind !== 'undated') return [];
  return [
    {
      id: `duty/${duty.id}/due`,
      title: `“${duty.what}”没有写时限，定在哪一天？`,
      proposals: [UNDATED],
      meanings: { [UNDATED]: '列为未定时限，不催办' },
      quote: duty.phrase,
      source: duty.source,
    },
  ];
}

/** WS25-Q1: a deadline without anything to hand in, over before the notice was out. */
function pastMilestone({ id, title, bound, date, phrase, source }: Milestone, issued: LocalDate | null): Question[] {
  if (bound !== 'before' || date === null || issued === null || date >= issued) return [];
  return [
    {
      id: `milestone/${id}/past`,
      title: `“${title}”的时限 ${date} 在印发前已过，怎样处理？`,
      proposals: [NOT_LATE],
      meanings: {},
      quote: phrase,
      source,
    },
  ];
}
