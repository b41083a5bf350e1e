import { z } from 'zod';
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

/** `answers.yaml`: what the notice leaves open, as the bureau settled it. */
export const answersFile = fields({
  answers: z.array(
    answer.refine(
      (a) =>
        /^((duty|recipient|department|directory)\/|[^/]+\/\*\/|.*\/past$)/.test(a.question) ||
        date.safeParse(a.value).success,
      {
        path: ['value'],
        message: '应为 YYYY-MM-DD 的日期',
      },
    ),
  ),
});
