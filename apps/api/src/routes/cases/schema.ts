import { z } from 'zod';
import { dayField, instantField } from '../../fields.js';

/** 分; null: not known, which is not 0. */
const amount = z.number().int().min(0).nullable();
const level = z.enum(['nation', 'province', 'city', 'county']);
const clueState = z.enum(['registered', 'verifying', 'filed', 'transferred', 'closed']);
const words = z.string().trim().max(4000);

// POST /api/institutions — multipart, one part `file`: a roster, .xlsx or .csv with 机构代码, 机构名称, 类别, 所属区县.
/** 家 */
export const importedSchema = z.object({ added: z.number().int(), changed: z.number().int(), same: z.number().int() });
/** GET /api/institutions — by code; `?district=`, `?limit=` (100 by default, at most 1,000). */
export const institutionsQuery = z.object({
  district: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const institutionsSchema = z.object({
  total: z.number().int(),
  institutions: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string(), district: z.string() })),
});

/** POST /api/campaigns/:id/clues — 201. */
export const registerClueSchema = z.object({
  source: z.string().trim().min(1).max(200),
  level,
  externalNo: z.string().trim().max(100).nullable().default(null),
  receivedOn: dayField,
  office: z.string().min(1).nullable().default(null),
  institution: z.string().min(1).nullable().default(null),
  about: words.min(1),
  amount: amount.default(null),
  risk: z.enum(['normal', 'high']).default('normal'),
  /** 规定动作 or 自选动作. */
  track: z.enum(['required', 'own']).default('required'),
  /** 重大: reported upward at once, its clocks run from now. */
  major: z.boolean().default(false),
  /** Handed down and complex: 30 working days to decide instead of 15. */
  complex: z.boolean().default(false),
});
export const clueMadeSchema = z.object({ clue: z.string(), number: z.number().int() });
/** GET /api/campaigns/:id/clues — by number. */
export const cluesSchema = z.array(
  z.object({
    id: z.string(),
    number: z.number().int(),
    source: z.string(),
    level,
    levelLabel: z.string(),
    externalNo: z.string().nullable(),
    receivedOn: dayField,
    office: z.string().nullable(),
    institution: z.string().nullable(),
    about: z.string(),
    amount,
    risk: z.enum(['normal', 'high']),
    track: z.enum(['required', 'own']),
    major: z.boolean(),
    complex: z.boolean(),
    /** The last day on which whether to file a case may be decided; null once it was. */
    decideBy: dayField.nullable(),
    /** What that day rests on, e.g. `收到后30个工作日`; null once it was decided. */
    decideBasis: z.string().nullable(),
    /** The last days to which it may be extended, the first time and in principle; null of one that may not. */
    extendable: z.object({ first: dayField, principle: dayField }).nullable(),
    /** 延长办理期限, the first one first. */
    extensions: z.array(
      z.object({
        until: dayField,
        reason: z.string(),
        approvedBy: z.string(),
        beyondPrinciple: z.boolean(),
        recordedBy: z.string(),
        recordedAt: instantField,
      }),
    ),
    state: clueState,
    stateLabel: z.string(),
    outcome: z.string(),
    recheck: z.string(),
    revision: z.number().int(),
    registeredAt: instantField,
    cases: z.array(z.number().int()),
  }),
);
/** POST /api/clues/state — 204. If-Match: the clue's revision. */
export const moveClueSchema = z.object({
  clue: z.string().min(1),
  state: clueState,
  outcome: words.default(''),
  recheck: words.nullable().default(null),
  /** Handed down and complex after all: 30 working days instead of 15; null: as before. */
  complex: z.boolean().nullable().default(null),
});
/** POST /api/clues/extension — 204. If-Match: the clue's revision. */
export const extendClueSchema = z.object({
  clue: z.string().min(1),
  until: dayField,
  reason: words.min(1, '请写明延长的理由'),
  approvedBy: z.string().trim().min(1, '请写明批准的领导').max(200),
  /** Beyond the six months that hold in principle. */
  beyondPrinciple: z.boolean().default(false),
});

/** POST /api/campaigns/:id/cases — 201. */
export const openCaseSchema = z.object({
  clue: z.string().min(1).nullable().default(null),
  institution: z.string().min(1).nullable().default(null),
  about: words.min(1),
  amount: amount.default(null),
  joint: z.boolean().default(false),
  /** 重大案件: reported upward at once, its clocks run from now. */
  major: z.boolean().default(false),
  supervisedBy: z.string().trim().max(200).nullable().default(null),
  openedOn: dayField,
});
export const caseMadeSchema = z.object({ case: z.string(), number: z.number().int() });
/** GET /api/campaigns/:id/cases — by number, 件. */
export const casesSchema = z.array(
  z.object({
    id: z.string(),
    number: z.number().int(),
    clue: z.string().nullable(),
    institution: z.object({ code: z.string(), name: z.string() }).nullable(),
    about: z.string(),
    amount,
    joint: z.boolean(),
    major: z.boolean(),
    supervisedBy: z.string().nullable(),
    openedOn: dayField,
    revision: z.number().int(),
  }),
);

export type ClueListed = z.infer<typeof cluesSchema>[number];
export type CaseListed = z.infer<typeof casesSchema>[number];
export type Institutions = z.infer<typeof institutionsSchema>;
