import { z } from 'zod';
import { dayField } from '../../fields.js';

/** GET /api/seeds — the notices that can be launched. */
export const seedsSchema = z.array(
  z.union([
    z.object({ name: z.string(), /** What is wrong with its files. */ problem: z.string() }),
    z.object({
      name: z.string(),
      problem: z.null(),
      title: z.string(),
      number: z.string(),
      issued: dayField.nullable(),
      offices: z.number().int(),
      requirements: z.number().int(),
      /** Where the dates come to lie when it is launched today: a notice of the program is moved by whole quarters, the bureau's own campaign is not. */
      redated: z.object({ campaign: z.string(), issued: dayField.nullable(), quarters: z.number().int() }),
      /** The campaign that this launch would make exists already. */
      running: z.boolean(),
    }),
  ]),
);

/** GET /api/seeds/:name/launch — what a launch would do, before it is confirmed. */
export const launchPreviewSchema = z.object({
  name: z.string(),
  campaign: z.string(),
  title: z.string(),
  notice: z.object({
    title: z.string(),
    number: z.string(),
    issued: dayField.nullable(),
    originallyIssued: dayField.nullable(),
  }),
  quarters: z.number().int(),
  phases: z.array(z.object({ title: z.string(), phrase: z.string(), start: dayField.nullable(), end: dayField })),
  rounds: z.array(
    z.object({
      what: z.string(),
      asOf: dayField.nullable(),
      due: dayField,
      cutOff: dayField,
      offices: z.number().int(),
      /** The due (or a step before it) rests on a year whose holidays are not published yet. */
      assumed: z.boolean(),
    }),
  ),
  /** What was due before the notice was out, or is by now: it is asked of nobody. */
  past: z.array(z.object({ what: z.string(), due: dayField.nullable() })),
  /** Years whose holidays are not published: dates in them fall back to the statutory days. */
  assumedYears: z.array(z.number().int()),
  questions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** The notice's words; null where it is silent. */
      quote: z.string().nullable(),
      proposals: z.array(z.object({ value: z.string(), meaning: z.string().nullable() })),
      source: z.string(),
    }),
  ),
  answers: z.array(z.object({ question: z.string(), title: z.string(), value: z.string(), reason: z.string() })),
  messages: z.array(
    z.object({
      kind: z.enum(['launch', 'launch-info']),
      recipient: z.string(),
      address: z.string(),
      subject: z.string(),
      text: z.string(),
      attachments: z.array(z.string()),
    }),
  ),
  /** What is confirmed: a launch is refused (409) when the preview would read differently by then. */
  digest: z.string(),
});

export const seedParams = z.object({ name: z.string().min(1) });

export type SeedListed = z.infer<typeof seedsSchema>[number];
export type SeedReady = Extract<SeedListed, { problem: null }>;
export type LaunchPreview = z.infer<typeof launchPreviewSchema>;
