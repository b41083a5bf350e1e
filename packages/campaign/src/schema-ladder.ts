import type { OfficeHours } from '@duban/calendar';
import { z } from 'zod';
import type { Standing } from './definition.js';
import { defaultLadder, isHourStep, type Ladder, type LadderStep, urgentLadder } from './ladder.js';
import { allowedText, type Problem } from './problems.js';
import { fields, text, time } from './schema-fields.js';
import type { YamlSource } from './yaml-source.js';

const days = z.int().min(-30).max(30);
const minutes = z.int().min(-1440).max(1440);
const off = z.literal(true).optional();

/** `off` drops a step; otherwise its distance in working days and its time of day (in minutes, of an urgent request) may be changed. */
const dayChange = spelledOff(fields({ off, offset: days.optional(), at: time.optional() }));
const hourChange = spelledOff(fields({ off, minutes: minutes.optional() }));

function spelledOff<T extends z.ZodType>(change: T) {
  return z.preprocess((value) => (value === 'off' ? { off: true } : value), change);
}

const key = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9+-]*[A-Za-z0-9])?$/, '应为字母、数字、加减号组成的步骤编号');
const ofTask = {
  task: z.enum(['call', 'sign', 'check']),
  by: z.enum(['operator', 'chief', 'deputy', 'leader']),
  script: z.enum([
    'due-tomorrow',
    'due-today',
    'overdue',
    'overdue-chief',
    'overdue-deputy',
    'promise-broken',
    'urgent',
    'courtesy',
    'chase-letter',
    'request-letter',
    'check',
  ]),
};
const ofMessage = {
  message: z.enum([
    'before-period-end',
    'before-holiday',
    'period-start',
    'reminder',
    'due-tomorrow',
    'due-today',
    'urgent',
  ]),
  to: z.array(z.enum(['A', 'B', 'leader'])).min(1),
};
const ofDays = { anchor: z.enum(['period-end', 'period-start', 'due', 'holiday']), offset: days, at: time };
const ofHours = { anchor: z.enum(['due-time', 'asked']), minutes };
const named = { key, label: text, only: z.literal('lapse').optional() };

/** A step of one's own: when, and either a message to roles or a task for an officer. */
const extraStep = z
  .union(
    [
      fields({ ...named, ...ofDays, ...ofMessage }),
      fields({ ...named, ...ofDays, ...ofTask }),
      fields({ ...named, ...ofHours, ...ofMessage }),
      fields({ ...named, ...ofHours, ...ofTask }),
    ],
    {
      error:
        '应有 key、label、anchor，再有 offset 和 at（或 minutes，anchor 为 due-time、asked 时），再有 message 和 to（或 task、by、script）',
    },
  )
  .transform((step): LadderStep => {
    const { only, key: name, label, ...rest } = step;
    const action =
      'message' in rest
        ? { message: rest.message, to: rest.to }
        : { task: rest.task, by: rest.by, script: rest.script };
    const when =
      'minutes' in rest
        ? { anchor: rest.anchor, minutes: rest.minutes }
        : { anchor: rest.anchor, offset: rest.offset, at: rest.at };
    return { key: name, label, ...when, action, ...(only ? { only } : {}) };
  });

type Change = z.output<typeof dayChange> & z.output<typeof hourChange>;

/** Changes of a standing's steps by key; `extra`: steps of one's own behind them. A superior gets nothing, so there is nothing to change. */
function changesOf(base: Ladder, standing: Standing) {
  const steps = base[standing];
  const keys = Object.fromEntries(
    steps.map((step) => [step.key, (isHourStep(step) ? hourChange : dayChange).optional()]),
  );
  if (standing === 'superior')
    return fields({})
      .optional()
      .transform((): readonly LadderStep[] => []);
  return fields({ ...keys, extra: z.array(extraStep).optional() })
    .superRefine(({ extra = [] }, ctx) => {
      const taken = new Set(steps.map((step) => step.key));
      for (const [i, step] of extra.entries()) {
        if (taken.has(step.key))
          ctx.addIssue({ code: 'custom', path: ['extra', i, 'key'], message: '每个步骤编号只能出现一次' });
        taken.add(step.key);
      }
    })
    .optional()
    .transform((changes): readonly LadderStep[] => {
      const byKey = (changes ?? {}) as Readonly<Record<string, Change>>;
      return inOrder([...steps.flatMap((step) => changed(step, byKey[step.key])), ...(changes?.extra ?? [])]);
    });
}

const ANCHORS = ['holiday', 'period-end', 'period-start', 'due', 'asked', 'due-time'] as const;

/** Of two steps on one slot the later in the ladder is the higher: steps of one's own stand where their time puts them. */
function inOrder(steps: readonly LadderStep[]): readonly LadderStep[] {
  // The working days after an urgent request come after its hours.
  const place = (step: LadderStep): number =>
    step.anchor === 'due' && step.offset > 0 ? ANCHORS.length : ANCHORS.indexOf(step.anchor);
  const distance = (step: LadderStep): number => (isHourStep(step) ? step.minutes : step.offset);
  const time = (step: LadderStep): string => (isHourStep(step) ? '' : step.at);
  return steps.toSorted(
    (a, b) => place(a) - place(b) || distance(a) - distance(b) || (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0),
  );
}

function changed(step: LadderStep, change: Change = {}): LadderStep[] {
  if (change.off) return [];
  if (isHourStep(step)) return [{ ...step, minutes: change.minutes ?? step.minutes }];
  return [{ ...step, offset: change.offset ?? step.offset, at: change.at ?? step.at }];
}

function ladderOn(base: Ladder, word: string) {
  return z.preprocess(
    (value) => (value === word ? {} : value),
    fields({
      subordinate: changesOf(base, 'subordinate'),
      peer: changesOf(base, 'peer'),
      outside: changesOf(base, 'outside'),
      superior: changesOf(base, 'superior'),
    }),
  );
}

/**
 * `default`, or the steps of the default ladder that are to differ and those of one's own:
 * `{ subordinate: { T-3: { at: '10:00' }, T-1-call: off, extra: [{ key: T-5, label: T−5 提醒, anchor: due, offset: -5, at: '09:00', message: reminder, to: [A] }] } }`.
 */
export const ladder = ladderOn(defaultLadder, 'default');
const urgent = ladderOn(urgentLadder, 'urgent');

/** The ladder of one requirement: like the campaign's, or `urgent`, or `{ urgent: { subordinate: { due-2h: { minutes: -180 } } } }`. */
export const requirementLadder = z.unknown().transform((value, ctx): Ladder => {
  const hourly = typeof value === 'object' && value !== null && Object.keys(value).join() === 'urgent';
  const written = hourly ? (value as { urgent: unknown }).urgent : value;
  // Not a union: its refusal would not say which of the two was meant.
  const parsed = (hourly || value === 'urgent' ? urgent : ladder).safeParse(written, { error: allowedText });
  if (parsed.success) return parsed.data;
  const under = hourly ? ['urgent'] : [];
  ctx.issues.push(
    ...parsed.error.issues.map(
      (issue) => ({ ...issue, input: value, path: [...under, ...issue.path] }) as z.core.$ZodRawIssue,
    ),
  );
  return z.NEVER;
});

/** A step outside office hours would always be carried out the next working day: refused, not shifted in silence. */
export function ladderHours(
  source: YamlSource,
  rules: { ladder: Ladder; hours: OfficeHours; path: readonly PropertyKey[] },
): Problem[] {
  const { open, close } = rules.hours;
  // Hours in the wrong order are a problem of their own.
  if (close <= open) return [];
  return Object.entries(rules.ladder).flatMap(([standing, steps]) =>
    steps.flatMap((step) =>
      isHourStep(step) || (step.at >= open && step.at < close)
        ? []
        : [
            {
              source,
              path: [...rules.path, standing, step.key, 'at'],
              found: `${step.key} 在 ${step.at}`,
              allowed: `应在上班时间 ${open} 至 ${close} 之内`,
            },
          ],
    ),
  );
}
