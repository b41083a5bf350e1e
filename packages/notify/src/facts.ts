import { z } from 'zod';
import { attachments, common, finding, line, list, maybe, person, prose, toOffice } from './facts-common.js';

const owed = z.object({
  /** e.g. `第三季度医保基金工作情况统计表` */
  what: line,
  /** e.g. `2023年10月10日（星期二）` */
  due: line,
  /** e.g. `数据截至2023年9月30日` */
  asOf: maybe(line),
  note: maybe(line),
});

const debt = owed.extend({
  /** Which campaign it belongs to, where the mail speaks for several. */
  campaign: maybe(line),
  /** Which step of the ladder caused this line; chooses its wording. */
  step: z.enum([
    'before-period-end',
    'before-holiday',
    'period-start',
    'T-3',
    'T-1',
    'T',
    'urgent',
    'urgent-first',
    'returned',
    'returned-today',
    'returned-tomorrow',
    'overdue',
  ]),
  /** The due falls on a rest day and the steps were counted from the working day before it: then neither 今日 nor 明日到期 would be true. */
  dueOnRestDay: z.boolean().default(false),
  /** A sheet came and was sent back: what is asked for is that it comes again. */
  returned: z.boolean().default(false),
  /** The county's own progress (practice.md 1): changes the wording only. */
  stage: maybe(z.enum(['filling', 'approving', 'sealing'])),
  /** Whoever reads it leads the office: 审签 is theirs. */
  leads: z.boolean().default(false),
  /** The 口径说明 that hold, where a period is about to end, e.g. `第1号、第3号`. */
  guidance: maybe(line),
  /** What the clerk promised, formatted, e.g. `10月12日`. */
  promised: maybe(line),
});

const dueLine = z.object({ office: line, what: line, due: line, note: maybe(line) });
const call = z.object({ office: line, name: line, phone: line, about: line, script: maybe(line) });

/** What each kind of message is made of. Input types are exported as {@link MessageFacts}. */
export const factSchemas = {
  launch: z.object({
    ...toOffice,
    noticeTitle: line,
    noticeNumber: line,
    noticeDate: line,
    issuers: z.array(line).readonly(),
    phases: list(z.object({ name: line, window: line, note: maybe(line) })),
    office: line,
    owes: z.array(owed).readonly(),
    /** How to hand in, one line per way. */
    handIn: z.array(line).readonly(),
    contacts: list(person),
    attachments,
  }),
  'launch-info': z.object({
    ...common,
    noticeTitle: line,
    noticeNumber: line,
    noticeDate: line,
    issuers: z.array(line).readonly(),
    phases: list(z.object({ name: line, window: line, note: maybe(line) })),
    contacts: list(person),
    attachments,
  }),
  chase: z.object({
    ...toOffice,
    offices: z
      .array(
        z.object({
          name: line,
          /** Peers and outside bodies are asked (商请), not chased; a superior gets nothing at all. */
          standing: z.enum(['subordinate', 'peer', 'outside']).default('subordinate'),
          debts: z.array(debt).nonempty().readonly(),
        }),
      )
      .nonempty()
      .readonly(),
    handIn: list(line),
    /** The person's page in each campaign, where the mail speaks for several; then `link` opens only the first. */
    pages: list(z.object({ campaign: line, link: line })),
    attachments,
  }),
  receipt: z.object({
    ...toOffice,
    office: line,
    what: line,
    version: z.number().int().positive(),
    fileName: line,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Server time, e.g. `2023-10-09 10:31`. */
    receivedAt: line,
    due: line,
    /** It corrects what was returned: `due` is its 重报时限. */
    correction: z.boolean().default(false),
    /** The office's standing, by its first receipt. */
    punctuality: z.enum(['on-time', 'late', 'after-cut-off']),
    /** What this version came too late for; it changes no standing. */
    versionLateFor: z.enum(['due', 'cut-off']).nullable().default(null),
    /** Hand registration (代收登记): who registered it and by which way it came. */
    registeredBy: maybe(line),
    findings: list(finding),
    next: line,
  }),
  refusal: z.object({
    ...toOffice,
    office: maybe(line),
    what: maybe(line),
    fileName: line,
    attemptedAt: line,
    due: maybe(line),
    /** The DubanError's message: what was found and the way out. */
    reason: prose,
  }),
  return: z.object({
    ...toOffice,
    office: line,
    what: line,
    version: z.number().int().positive(),
    receivedAt: line,
    /** The officer's reason in words. */
    reason: maybe(prose),
    findings: list(finding),
    newDue: line,
    originalDue: line,
    handIn: list(line),
    attachments,
  }),
  /** What became of something an office asked for or declared: an extension, a nil report, a hand registration. */
  answer: z.object({
    ...toOffice,
    office: line,
    what: line,
    /** What the subject line says, e.g. `延期申请已同意`. */
    heading: line,
    /** One sentence. */
    outcome: prose,
    reason: maybe(prose),
    /** By when it is due now; null when nothing is owed. */
    due: maybe(line),
    originalDue: maybe(line),
  }),
  /** What the bureau changed by itself of what offices owe: another due, or nothing to hand in any more. One line per office. */
  change: z.object({
    ...toOffice,
    /** What the subject line says, e.g. `时限已调整`. */
    heading: line,
    what: line,
    reason: prose,
    changes: z
      .array(
        z.object({
          office: line,
          was: line,
          /** By when it is due now; null when nothing is owed. */
          due: maybe(line),
        }),
      )
      .nonempty()
      .readonly(),
  }),
  digest: z.object({
    ...common,
    dueToday: list(dueLine),
    overdue: list(dueLine),
    calls: list(call),
    received: list(z.object({ office: line, what: line, at: line, note: maybe(line) })),
    /** Handed in, and the bureau has not decided: by when it must, and whose. */
    pending: list(z.object({ what: line, due: line, note: line })),
    pendingCount: z.number().int().nonnegative().default(0),
    /** Of merged rounds, where nobody is chased any more. */
    left: list(z.object({ what: line, due: line, note: line })),
    next: list(z.object({ what: line, due: line, note: maybe(line) })),
    /** What the bureau itself has to do: reports upward, other departments' parts, clues, major cases. */
    own: list(z.object({ what: line, due: line, note: maybe(line) })),
    /** What begins or must hold by then, without anything to hand in: no debt of anybody's. */
    milestones: list(z.object({ what: line, day: line, who: line })),
    /** Duties without a day, and those of an event: once a week, so that they are not forgotten; nobody is behind with them. */
    standing: list(z.object({ what: line, who: line, phrase: maybe(line) })),
    /** How long the audit chain was, and its last hash: a mail cannot be changed from inside the database. */
    audit: maybe(z.object({ day: line, count: z.number().int(), hash: line })),
  }),
  'round-merged': z.object({
    ...common,
    round: line,
    cutOff: line,
    included: z.number().int().nonnegative(),
    offices: z.number().int().nonnegative(),
    /** 未报: nothing came. */
    missing: list(line),
    /** 已报待审核, 退回未重报, and accepted since: filed, and not in the figures. */
    pending: list(line),
    returned: list(line),
    passed: list(line),
    late: list(line),
    afterCutOff: list(line),
    /** Of a round that is merged again: whose 补报 is in the figures now. */
    takenIn: list(line),
    /** And who filed before the cut-off and was decided on after it. */
    reviewed: list(line),
    attachments,
  }),
  'report-draft': z.object({
    ...common,
    report: line,
    snapshot: line,
    drafter: line,
    due: maybe(line),
    missing: list(line),
    /** What the officer still has to fill in, e.g. headings without data. */
    toFill: list(line),
    attachments,
  }),
  guidance: z.object({
    ...toOffice,
    office: line,
    /** 第N号 */
    number: z.number().int().positive(),
    change: z.enum(['new', 'revised', 'withdrawn']),
    /** The form it is about; null: the campaign as such. */
    form: maybe(line),
    /** What was asked, without a person; null when it was published without a question. */
    question: maybe(prose),
    answer: prose,
    /** Why it was revised or withdrawn. */
    reason: maybe(prose),
  }),
  /** To an office that a 通报 is about to name: what it says, and until when it may be put right. */
  'fact-check': z.object({
    ...toOffice,
    office: line,
    /** e.g. `2023年第四季度` */
    quarter: line,
    lapses: z
      .array(z.object({ what: line, due: line, how: line }))
      .nonempty()
      .readonly(),
    /** Lapses of earlier quarters are among them, and say so. */
    earlier: z.boolean().default(false),
    answerBy: line,
  }),
  /** To the coordinator: somebody did not get a message, and will not. */
  undelivered: z.object({
    ...common,
    person: line,
    offices: list(line),
    address: line,
    /** What kind of message it was, e.g. `催报提醒`. */
    what: line,
    /** The address itself is refused, not only this message. */
    dead: z.boolean(),
    /** Who gets it instead; null: nobody can be written to, it is told by telephone. */
    instead: maybe(line),
    /** The day since which the mailbox has taken nothing; the messages to it are tried on, each on its day. */
    since: maybe(line),
    /** The server's words. */
    reason: prose,
  }),
  /** The bureau's own duties that fall to one person at one moment: reports upward, clues' clocks, major cases. */
  duty: z.object({
    ...common,
    duties: z
      .array(
        z.object({
          /** What the subject line says, e.g. `上报提醒`. */
          heading: line,
          what: line,
          due: line,
          /** How it stands, and what is to be done. */
          standing: prose,
          toWhom: maybe(line),
          /** Whose part is not there yet. */
          missing: list(line),
        }),
      )
      .nonempty()
      .readonly(),
  }),
} as const;

export type MessageKind = keyof typeof factSchemas;

/** The facts a caller hands over, per kind. */
export type MessageFacts = { readonly [K in MessageKind]: z.input<(typeof factSchemas)[K]> };
