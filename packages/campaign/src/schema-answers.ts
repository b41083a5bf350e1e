import { z } from 'zod';
import { looksLikeDay } from './plain-day.js';
import { date, fields, text } from './schema-fields.js';

const answer = fields({
  question: z
    .string()
    .regex(
      /^[a-z0-9-]+\/([A-Za-z0-9-]+|\*)\/(as-of|due|cut-off|end|date|past|resolve|aliases|period|confirmed)$/,
      '应为“事项/期次/as-of、due 或 cut-off”，如 quarterly-table/2023Q3/due',
    ),
  /** A date for rounds, phases and milestones; words for the rest (未定时限). */
  value: text,
  by: text,
  on: date,
  reason: text,
});

const TAKES_WORDS = /^((duty|recipient|department|directory)\/|[^/]+\/\*\/|.*\/past$)/;

/** `answers.yaml`: what the notice leaves open, as the bureau settled it. */
export const answersFile = fields({
  answers: z.array(
    answer.refine(
      ({ question, value }) => date.safeParse(value).success || (TAKES_WORDS.test(question) && !looksLikeDay(value)),
      {
        path: ['value'],
        message: '应为 YYYY-MM-DD 的日期',
      },
    ),
  ),
});
