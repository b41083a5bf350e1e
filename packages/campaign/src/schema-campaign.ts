import { z } from 'zod';
import { date, email, fields, id, phone, source, text, time } from './schema-fields.js';
import { ladder, requirementLadder } from './schema-ladder.js';

/** The id of a form in seeds/tables; whether there is one is asked where the files are read. */
const tableId = z.string().regex(/^T[1-9][0-9]?[a-z]?$/, '应为 seeds/tables 下的表号，如 T1、T2a');

const form = z.discriminatedUnion(
  'kind',
  [
    fields({ kind: z.literal('table'), table: tableId, version: z.int().min(1) }),
    fields({ kind: z.literal('report'), outline: z.array(text).min(1) }),
  ],
  { error: '应为 table 或 report' },
);

/** Offices by what they are; every condition given must hold. */
const selector = fields({
  kind: z
    .array(z.enum(['county', 'zone', 'enterprise', 'department', 'township']))
    .min(1)
    .optional(),
  standing: z
    .array(z.enum(['subordinate', 'peer', 'superior', 'outside']))
    .min(1)
    .optional(),
  /** Part of a counterpart's name: 公安局 selects offices that have one. */
  counterpart: text.optional(),
  /** The division code they lie under. */
  under: z
    .string()
    .regex(/^\d{2,6}$/, '应为行政区划代码的前 2 至 6 位（加引号）')
    .optional(),
  except: z.array(id).optional(),
});

/** A date, or the notice's own words for one (`12月10日前`, `次月5个工作日内`), or null when it says none. */
const due = z.union([date, text]).nullable();
const layer = text.nullable().default(null);

const requirement = fields({
  id,
  title: text,
  shortTitle: text,
  form,
  offices: z.union([z.literal('all'), z.array(id), selector], {
    error: '应为 all、单位编号的列表，或 kind / standing / counterpart 的条件',
  }),
  frequency: z.enum(['once', 'monthly', 'quarterly']),
  phrase: text,
  due,
  /** The hour on the due's day from which it is late (`12:00`). */
  dueTime: time.exactOptional(),
  ladder: requirementLadder.exactOptional(),
  paperDue: due.default(null),
  rolling: z.enum(['later', 'earlier', 'stay']).default('stay'),
  layer,
  phase: id.exactOptional(),
  direction: z.enum(['county', 'upward']).default('county'),
  to: text.nullable().default(null),
  artefacts: z.array(fields({ id, title: text })).default([]),
  collects: z.array(fields({ id, department: text })).default([]),
  backward: fields({
    from: id,
    draftDays: z.int().min(0).max(60),
    countyDays: z.int().min(0).max(60),
    unit: z.enum(['day', 'workday']).default('workday'),
  })
    .nullable()
    .default(null),
  source,
}).refine((r) => r.direction === 'upward' || !Array.isArray(r.offices) || r.offices.length > 0, {
  path: ['offices'],
  message: '至少 1 项',
});

const phase = fields({
  id,
  title: text,
  phrase: text,
  /** The phrase to read (`9月1日-10月31日`), instead of `start` and `end`. */
  window: text.optional(),
  start: date.nullable().optional(),
  end: date.optional(),
  layer,
  source,
}).refine((p) => (p.window === undefined) !== (p.end === undefined), '写 window（通知原话）或 start 和 end，二者取一');

const milestone = fields({
  id,
  title: text,
  who: text,
  phrase: text,
  bound: z.enum(['before', 'from', 'within']),
  source,
});

const link = fields({
  id,
  layer: z.enum(['nation', 'province', 'city', 'county']),
  issuer: text,
  number: text.nullable().default(null),
  title: text.nullable().default(null),
  date: date.nullable().default(null),
  gap: text.nullable().default(null),
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
    year: z.int().min(2000).max(2100).optional(),
    basis: z.array(text),
    publicity: text.nullable(),
    chain: z.array(link).default([]),
    extends: fields({ campaign: id, number: text, withdraw: z.array(id).default([]) })
      .nullable()
      .default(null),
    source,
  }),
  phases: z.array(phase).min(1),
  bureau,
  requirements: z.array(requirement),
  milestones: z.array(milestone).default([]),
  duties: z.array(
    fields({
      id,
      who: text,
      what: text,
      kind: z.enum(['event', 'undated', 'continuous']),
      phrase: text.nullable().default(null),
      layer,
      immediate: fields({
        phoneHours: z.number().positive().max(72),
        writtenHours: z.number().positive().max(72),
        to: text.nullable().default(null),
        phone: phone.optional(),
      }).optional(),
      source,
    }),
  ),
  ladder,
  hours: fields({ open: time, close: time }),
  correctionDays: z.int().min(1).max(30),
  digestAt: time,
});
