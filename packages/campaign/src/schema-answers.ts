import { z } from 'zod';
import { date, fields, text } from './schema-fields.js';

const answer = fields({
  question: z
    .string()
    .regex(
      /^[a-z0-9-]+\/[A-Za-z0-9-]+\/(as-of|due|cut-off)$/,
      '应为“事项/期次/as-of、due 或 cut-off”，如 quarterly-table/2023Q3/due',
    ),
  value: date,
  by: text,
  on: date,
  reason: text,
});

/** `answers.yaml`: what the notice leaves open, as the bureau settled it. */
export const answersFile = fields({ answers: z.array(answer) });
