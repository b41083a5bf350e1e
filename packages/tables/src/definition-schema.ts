import { z } from 'zod';
import { writtenCheck, writtenReconciliation } from './definition/written-checks.js';
import { writtenLedger } from './definition/written-ledgers.js';
import { writtenSection } from './definition/written-sections.js';
import { key, when } from './definition/written-words.js';
import { isDate } from './values.js';

/** How a table definition is written down (seeds/tables/*.yaml); `when` names an option, `!option` its absence. */
export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/),
  version: z.int().min(1),
  title: z.string().min(1),
  registration: z
    .strictObject({
      number: z.string().min(1),
      authority: z.string().min(1),
      approval: z.string().min(1),
      validUntil: z.string().refine(isDate, '日期，如 2024-12-31').nullable().default(null),
    })
    .optional(),
  frame: z.enum(['periodic', 'once']).default('periodic'),
  options: z.record(z.string(), z.boolean()).default({}),
  header: z.array(
    z.strictObject({
      key,
      label: z.string().min(1),
      required: z.boolean().default(true),
      kind: z.enum(['text', 'date', 'phone']).default('text'),
      prefilled: z.boolean().default(false),
    }),
  ),
  blocks: z
    .array(z.strictObject({ key, label: z.string().min(1), optional: z.boolean().default(false), when }))
    .default([]),
  /** May be empty in a table of ledgers only. */
  sections: z.array(writtenSection).default([]),
  ledgers: z.array(writtenLedger).default([]),
  checks: z.array(writtenCheck).default([]),
  reconciliations: z.array(writtenReconciliation).default([]),
  crosswalk: z
    .strictObject({
      fromVersion: z.int().min(1),
      /** New measure ← one old measure, or the sum of several. */
      carry: z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])).default({}),
      dropped: z.array(z.string()).default([]),
    })
    .optional(),
  guidance: z.array(z.string().min(1)).default([]),
});

export type WrittenDefinition = z.infer<typeof definitionSchema>;
