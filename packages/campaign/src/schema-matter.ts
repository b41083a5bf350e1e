import { z } from 'zod';
import { date, fields, id, source, text } from './schema-fields.js';

const many = <T extends z.ZodType>(item: T) => z.array(item).default([]);
const orNull = <T extends z.ZodType>(item: T) => item.nullable().default(null);

const department = fields({
  id,
  name: text,
  aliases: many(fields({ name: text, unsure: z.boolean().default(false) })),
  citation: orNull(text),
  duties: many(fields({ what: text, source })),
  members: many(fields({ function: text, source })),
  source,
});

const target = fields({
  id,
  title: text,
  kind: z.enum(['field', 'category', 'coverage', 'tag', 'focus', 'tool', 'jurisdiction', 'principle']),
  items: z.array(fields({ name: text, mode: orNull(text), note: orNull(text), covers: many(text), source })).min(1),
  source,
});

const list = fields({
  id,
  title: text,
  version: text,
  file: orNull(z.string().regex(/^[a-z0-9-]+\.csv$/, '应为 lists/ 下的 .csv 文件名')),
  pending: orNull(text),
  categories: many(fields({ name: text, count: z.int().min(1) })),
  source,
});

const rule = fields({
  id,
  kind: z.enum(['clue', 'case', 'self-inspection', 'praise', 'publicity']),
  what: text,
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  honouredBy: orNull(text),
  source,
});

/** `matter.yaml`: what the notice says beside its schedule. */
export const matterFile = fields({
  scopes: many(fields({ phrase: text, from: orNull(date), to: orNull(date), what: text, source })),
  departments: many(department),
  targets: many(target),
  lists: many(list),
  rules: many(rule),
  actions: many(
    fields({ id, title: text, kind: z.enum(['special', 'routine']), lead: z.array(id), what: text, source }),
  ),
  peculiarities: many(fields({ what: text, answer: text, source })),
  modulesOff: many(
    fields({
      module: z.enum([
        'self-inspection',
        'contacts',
        'praise',
        'publicity',
        'tables',
        'final-report',
        'clues',
        'cases',
        'rewards',
      ]),
      reason: text,
      source,
    }),
  ),
});
