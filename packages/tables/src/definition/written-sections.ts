import { z } from 'zod';
import { key, source, when } from './written-words.js';

const figure = {
  kind: z.enum(['count', 'money', 'ratio', 'text']).default('count'),
  unit: z.string(),
  decimals: z.int().min(0).max(6).optional(),
  semantics: z.enum(['flow-additive', 'flow-distinct', 'stock', 'ratio', 'text']),
  required: z.boolean().default(true),
};

const measure = z.strictObject({
  key,
  label: z.string().min(1),
  ...figure,
  indent: z.int().min(0).max(3).default(0),
  note: z.string().optional(),
  ratio: z.strictObject({ of: z.string(), over: z.string() }).optional(),
  /** Counted from a ledger of this table, e.g. `count(clues where status == '已办结')`. */
  from: z.string().min(1).optional(),
  distinct: z.strictObject({ ledger: z.string(), column: z.string(), where: z.string().min(1).optional() }).optional(),
  source,
  when,
});

const matrix = z.strictObject({
  rowTitle: z.string().min(1),
  /** Of every cell whose column or row names none of its own. */
  source,
  rows: z
    .array(
      z.strictObject({ key, label: z.string().min(1), note: z.string().optional(), source: source.optional(), when }),
    )
    .min(1),
  columns: z
    .array(z.strictObject({ key, label: z.string().min(1), ...figure, source: source.optional(), when }))
    .min(1),
});

/** A list of measures or a matrix of them. */
export const writtenSection = z.strictObject({
  key: key.optional(),
  title: z.string().min(1),
  block: z.string().optional(),
  measures: z.array(measure).min(1).optional(),
  matrix: matrix.optional(),
  when,
});

export type WrittenSection = z.infer<typeof writtenSection>;
export type WrittenMeasure = z.infer<typeof measure>;
export type WrittenMatrix = z.infer<typeof matrix>;
