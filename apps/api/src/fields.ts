import { accountRoles } from '@duban/actions/rights';
import { at, localDate, PLANNED_YEARS } from '@duban/base/time';
import { z } from 'zod';

const { first, last } = PLANNED_YEARS;
const years = `年份要在 ${first} 至 ${last} 之间`;

/** Epoch milliseconds of campaign time. */
export const instantField = z
  .number()
  .int()
  .min(at(localDate(`${first}-01-01`), '00:00'), years)
  .max(at(localDate(`${last}-12-31`), '23:59'), years);
/** `2026-11-24`, a day in Asia/Shanghai. */
export const dayField = z.iso
  .date({ error: '日期要写成 2026-11-24 这样，且确有这一天', abort: true })
  // As texts: a board holds thousands of days, each checked on its way out.
  .refine((day) => day >= `${first}-01-01` && day <= `${last}-12-31`, years);
/** What will happen by itself from here on, the soonest first, at most 40 entries; `endsDay`: its moment reads 24:00 of the day before. */
export const nextStepsField = z.array(
  z.object({
    at: instantField,
    endsDay: z.boolean(),
    office: z.string().nullable(),
    what: z.string(),
    step: z.string(),
  }),
);
export const roleField = z.enum(['operator', 'chief', 'deputy', 'leader']);
/** What a session may act as: an officer, a superior who reads, one of the three administrators. */
export const accountRoleField = z.enum(accountRoles);
/** As it was typed; what it must look like is the verb's to say. */
export const loginField = z.string().trim().min(1, '请输入登录名').max(100);
/** Before it is judged: longer than any that is taken. */
export const LONGEST_PASSWORD_SENT = 1000;
/** A code of the app or a recovery code; null where none was asked for. */
export const factorField = z.string().trim().min(1, '请输入动态码').max(60).nullable();
const severityField = z.enum(['E', 'W', 'I']);
export const stateField = z.enum([
  'expected',
  'received',
  'checked',
  'accepted',
  'merged',
  'returned',
  'nil',
  'exempt',
  'withdrawn',
]);

/** One check's verdict on one cell; `place` is null when the finding is about the whole sheet. */
export const findingField = z.object({
  check: z.string(),
  severity: severityField,
  label: z.string(),
  place: z.object({ sheet: z.string(), cell: z.string() }).nullable(),
  found: z.string(),
  expected: z.string(),
  message: z.string(),
});

/** RFC 9457, from the one catalogue of errors. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  /** `urn:uuid:` and the answer's `x-request-id`: the number to tell an administrator. */
  instance: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type FindingView = z.infer<typeof findingField>;
export type Problem = z.infer<typeof problemSchema>;
