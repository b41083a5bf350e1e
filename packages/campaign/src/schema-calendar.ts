import { z } from 'zod';
import type { Problem } from './problems.js';
import { repeated } from './repeated.js';
import { date, fields, text } from './schema-fields.js';
import { calendarSkeleton } from './skeletons.js';
import type { YamlSource } from './yaml-source.js';

const day = fields({
  date,
  worked: z.boolean(),
  /** `春节` */
  holiday: text.exactOptional(),
});

/** `calendar.yaml`: the days of an installation that differ from the calendar that comes with the program. */
export const calendarFile = fields({
  announced: z.array(z.int().min(2000).max(2999)).default([]),
  days: z
    .array(
      day.refine((row) => !(row.worked && row.holiday !== undefined), {
        path: ['holiday'],
        message: '上班的日子（worked: true）不写假期名称',
      }),
    )
    .default([]),
});

/** Days and years among themselves: each once, and a year that counts as announced has its days off. */
export function dayChecks(source: YamlSource): Problem[] {
  const { announced, days } = calendarSkeleton.parse(source.value);
  const off = new Set(days.filter(({ worked }) => !worked).map(({ date: written }) => written.slice(0, 4)));
  const years = announced.map((year, i) => ({ name: year === 0 ? '' : String(year), path: ['announced', i] }));
  return [
    ...repeated(source, years),
    ...repeated(
      source,
      days.map(({ date: written }, i) => ({ name: written, path: ['days', i, 'date'] })),
    ),
    // Else its Spring Festival would quietly be worked: nothing of an announced year is assumed any more.
    ...years
      .filter(({ name }, i) => years.findIndex((year) => year.name === name) === i && name !== '' && !off.has(name))
      .map(({ name, path }) => ({
        source,
        path,
        found: `${name}年列为已公布，days 里却没有这一年的放假日`,
        allowed: '请把该年放假和调休上班的日子写全，或从 announced 删去',
      })),
  ];
}
