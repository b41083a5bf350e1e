import { z } from 'zod';
import { key, source, when } from './written-words.js';

const column = z.strictObject({
  key,
  label: z.string().min(1),
  kind: z.enum(['text', 'code', 'choice', 'date', 'count', 'money', 'number']).default('text'),
  unit: z.string().default(''),
  decimals: z.int().min(0).max(6).optional(),
  required: z.boolean().default(true),
  choices: z.array(z.string().min(1)).default([]),
  pattern: z.string().min(1).max(200).optional(),
  note: z.string().optional(),
  source,
  when,
});

export const writtenLedger = z.strictObject({
  key,
  title: z.string().min(1),
  columns: z.array(column).min(1),
  unique: z.array(z.string()).default([]),
  rows: z.int().min(1).max(100_000).default(20),
  optional: z.boolean().default(false),
  when,
});

export type WrittenLedger = z.infer<typeof writtenLedger>;
export type WrittenColumn = z.infer<typeof column>;
