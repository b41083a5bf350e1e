import { z } from 'zod';

/** How a table definition is written down (seeds/tables/*.yaml); `when` names an option, `!option` its absence. */
const key = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const when = z.union([z.string(), z.array(z.string())]).optional();
const column = z.enum(['current', 'adjust', 'cumulative']);

const measure = z.strictObject({
  key,
  label: z.string().min(1),
  kind: z.enum(['count', 'money', 'ratio', 'text']).default('count'),
  unit: z.string(),
  decimals: z.int().min(0).max(6).optional(),
  semantics: z.enum(['flow-additive', 'flow-distinct', 'stock', 'ratio', 'text']),
  indent: z.int().min(0).max(3).default(0),
  required: z.boolean().default(true),
  note: z.string().optional(),
  ratio: z.strictObject({ of: z.string(), over: z.string() }).optional(),
  source: z.string().min(1),
  when,
});

const check = z.strictObject({
  id: z.string().min(1),
  severity: z.enum(['E', 'W', 'I']),
  /** Measures, or all of one semantics (`flow-additive`), that stand for `each` in expr and message, one after another. */
  each: z.union([z.array(z.string()).min(1), z.enum(['flow-additive', 'flow-distinct'])]).optional(),
  expr: z.string().min(1),
  columns: z.array(column).min(1),
  message: z.string().min(1),
  source: z.string().min(1),
  mixedUnits: z.boolean().default(false),
  reason: z.string().optional(),
  when,
});

export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/),
  version: z.int().min(1),
  title: z.string().min(1),
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
  sections: z.array(z.strictObject({ title: z.string().min(1), measures: z.array(measure).min(1) })).min(1),
  checks: z.array(check).default([]),
  guidance: z.array(z.string().min(1)).default([]),
});

export type WrittenDefinition = z.infer<typeof definitionSchema>;
export type WrittenMeasure = WrittenDefinition['sections'][number]['measures'][number];
export type WrittenCheck = WrittenDefinition['checks'][number];
