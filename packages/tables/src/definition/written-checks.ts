import { z } from 'zod';
import { column, source, when } from './written-words.js';

export const writtenCheck = z.strictObject({
  id: z.string().min(1),
  severity: z.enum(['E', 'W', 'I']),
  /** sheet unless a ledger is named; a rule on a ledger's rows is `row`. */
  scope: z.enum(['sheet', 'row', 'merged']).optional(),
  ledger: z.string().optional(),
  /**
   * What stands for `each` in expr and message, one after another: measures (in a rule on rows: columns) by key, all of one
   * semantics (`flow-additive`), or all of a section, block or matrix column (`@police`, `@self.amt`).
   */
  each: z
    .union([
      z.array(z.string()).min(1),
      z.enum(['flow-additive', 'flow-distinct', 'stock']),
      z.string().regex(/^@[A-Za-z0-9]+(\.[A-Za-z0-9]+)?$/),
    ])
    .optional(),
  /** A matrix section: for each of its rows, `eachAmt` is the row's cell in column `amt` (`r01Amt`, `r02Amt` …). */
  eachRow: z.string().optional(),
  expr: z.string().min(1),
  /** Of measures; 本期 unless said otherwise. A rule on rows has none. */
  columns: z.array(column).min(1).optional(),
  message: z.string().min(1),
  source,
  mixedUnits: z.boolean().default(false),
  reason: z.string().optional(),
  when,
});

export const writtenReconciliation = z.strictObject({
  id: z.string().min(1),
  left: z.string(),
  right: z.strictObject({ table: z.string(), key: z.string() }),
  /** `{left}` and `{right}` are filled with the two figures. */
  message: z
    .string()
    .min(1)
    .refine((text) => !/\{(?!(?:left|right)\})/.test(text), '只用 {left}、{right}'),
  source,
});

export type WrittenCheck = z.infer<typeof writtenCheck>;
export type WrittenReconciliation = z.infer<typeof writtenReconciliation>;
