import { z } from 'zod';
import { instantField } from '../../fields.js';

const text = z.string().trim().min(1, '没有写内容').max(4000);

/** GET /api/campaigns/:id/questions, GET /api/desk/questions — open ones first, oldest first. */
export const questionsSchema = z.array(
  z.object({
    id: z.string(),
    office: z.string(),
    officeName: z.string(),
    requirement: z.string().nullable(),
    form: z.string().nullable(),
    text: z.string(),
    channel: z.enum(['desk', 'phone']),
    askedBy: z.string(),
    askedAt: instantField,
    revision: z.number().int(),
    /** 第N号 of the answer; null while it is open. */
    number: z.number().int().nullable(),
  }),
);

/** POST /api/campaigns/:id/questions (phoned in), POST /api/desk/questions — 201. `requirement` null: about the campaign as such. */
export const askSchema = z.object({ office: z.string().min(1), requirement: z.string().min(1).nullable(), text });
export const askedSchema = z.object({ question: z.string() });

/** POST /api/questions/answer — the answer becomes the next 口径说明 and goes to all whom it concerns. If-Match: the question's revision. */
export const answerSchema = z.object({ question: z.string().min(1), answer: text });
export const publishedSchema = z.object({
  guidance: z.string(),
  number: z.number().int(),
  messages: z.number().int(),
});

/** GET /api/campaigns/:id/guidance, GET /api/desk/guidance — by number, withdrawn ones too. */
export const guidanceSchema = z.array(
  z.object({
    id: z.string(),
    number: z.number().int(),
    requirement: z.string().nullable(),
    form: z.string().nullable(),
    version: z.number().int(),
    text: z.string(),
    question: z.string().nullable(),
    state: z.enum(['published', 'withdrawn']),
    revision: z.number().int(),
    publishedBy: z.string(),
    publishedAt: instantField,
    changedAt: instantField,
    reason: z.string(),
  }),
);

/** POST /api/guidance/revise — If-Match: the guidance's. */
export const reviseSchema = z.object({
  guidance: z.string().min(1),
  text,
  reason: z.string().trim().max(2000),
});
/** POST /api/guidance/withdraw — If-Match: the guidance's. */
export const withdrawSchema = reviseSchema.omit({ text: true });
/** How many messages are planned. */
export const toldSchema = z.object({ messages: z.number().int() });

export type QuestionListed = z.infer<typeof questionsSchema>[number];
export type GuidanceListed = z.infer<typeof guidanceSchema>[number];
export type Published = z.infer<typeof publishedSchema>;
