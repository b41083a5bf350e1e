import { z } from 'zod';
import { date, email, fields, id, phone, source, text, time } from './schema-fields.js';
import { ladder } from './schema-ladder.js';

/** The forms of tables.md §2–§8, one file each in seeds/tables (`T2a` → `t2a.yaml`). */
export const TABLE_FORMS = [
  'T1',
  'T2a',
  'T2b',
  'T3',
  'T4',
  'T5',
  'T6',
  'T7',
  'T8a',
  'T8b',
  'T8c',
  'T8d',
  'T8e',
  'T8f',
] as const;

const form = z.discriminatedUnion(
  'kind',
  [
    fields({ kind: z.literal('table'), table: z.enum(TABLE_FORMS), version: z.int().min(1) }),
    fields({ kind: z.literal('report'), outline: z.array(text).min(1) }),
  ],
  { error: '应为 table 或 report' },
);

const requirement = fields({
  id,
  title: text,
  shortTitle: text,
  form,
  offices: z.union([z.literal('all'), z.array(id).min(1)], { error: '应为 all 或单位编号的列表' }),
  frequency: z.enum(['once', 'monthly', 'quarterly']),
  phrase: text,
  due: date.nullable(),
  source,
});

const bureau = fields({
  name: text,
  section: text,
  email,
  officers: z
    .array(fields({ role: z.enum(['operator', 'chief', 'deputy', 'leader']), title: text, email, phone }))
    .min(1),
  contacts: z.array(fields({ department: text, phones: z.array(phone).min(1), source })),
});

/** `campaign.yaml`: the notice and what the bureau made of it. */
export const campaignFile = fields({
  id,
  title: text,
  noun: text,
  notice: fields({
    number: text,
    title: text,
    issuers: z.array(text).min(1),
    // YY22-Q4: a notice may carry no date; it is then null, never today.
    date: date.nullable(),
    basis: z.array(text),
    publicity: text.nullable(),
    source,
  }),
  phases: z.array(fields({ id, title: text, phrase: text, start: date.nullable(), end: date, source })).min(1),
  bureau,
  requirements: z.array(requirement).min(1),
  duties: z.array(fields({ id, who: text, what: text, kind: z.enum(['event', 'undated', 'continuous']), source })),
  ladder,
  hours: fields({ open: time, close: time }),
  correctionDays: z.int().min(1).max(30),
  digestAt: time,
});
