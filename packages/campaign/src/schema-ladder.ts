import type { OfficeHours } from '@duban/calendar';
import { z } from 'zod';
import type { Standing } from './definition.js';
import { defaultLadder, type Ladder, type LadderStep } from './ladder.js';
import type { Problem } from './problems.js';
import { fields, time } from './schema-fields.js';
import type { YamlSource } from './yaml-source.js';

/** `off` drops a step; otherwise its distance in working days and its time of day may be changed. */
const stepChange = z.preprocess(
  (value) => (value === 'off' ? { off: true } : value),
  fields({ off: z.literal(true).optional(), offset: z.int().min(-30).max(30).optional(), at: time.optional() }),
);
type StepChange = z.output<typeof stepChange>;

function changesOf(standing: Standing) {
  const keys = Object.fromEntries(defaultLadder[standing].map((step) => [step.key, stepChange.optional()]));
  return fields(keys).optional();
}

/** `default`, or the steps of the default ladder that are to differ: `{ subordinate: { T-3: { at: '10:00' }, T-1-call: off } }`. */
export const ladder = z.preprocess(
  (value) => (value === 'default' ? {} : value),
  fields({
    subordinate: changesOf('subordinate'),
    peer: changesOf('peer'),
    outside: changesOf('outside'),
    superior: changesOf('superior'),
  }).transform(
    (changes): Ladder => ({
      subordinate: changed('subordinate', changes.subordinate),
      peer: changed('peer', changes.peer),
      outside: changed('outside', changes.outside),
      superior: changed('superior', changes.superior),
    }),
  ),
);

function changed(
  standing: Standing,
  changes: Readonly<Record<string, StepChange | undefined>> = {},
): readonly LadderStep[] {
  return defaultLadder[standing].flatMap((step) => {
    const change = changes[step.key];
    if (change?.off) return [];
    return [{ ...step, offset: change?.offset ?? step.offset, at: change?.at ?? step.at }];
  });
}

/** A step outside office hours would always be carried out the next working day: refused, not shifted in silence. */
export function ladderHours(source: YamlSource, rules: { ladder: Ladder; hours: OfficeHours }): Problem[] {
  const { open, close } = rules.hours;
  // Hours in the wrong order are a problem of their own.
  if (close <= open) return [];
  return Object.entries(rules.ladder).flatMap(([standing, steps]) =>
    steps.flatMap(({ key, at }) =>
      at >= open && at < close
        ? []
        : [
            {
              source,
              path: ['ladder', standing, key, 'at'],
              found: `${key} 在 ${at}`,
              allowed: `应在上班时间 ${open} 至 ${close} 之内`,
            },
          ],
    ),
  );
}
