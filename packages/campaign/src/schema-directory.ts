import { z } from 'zod';
import { date, email, fields, id, phone, source, text } from './schema-fields.js';

const effective = fields({ from: date.nullable().default(null), until: date.nullable().default(null) });

const office = fields({
  id,
  name: text,
  shortName: text,
  // JN23-Q3: zones and an enterprise report as well, and have no code of the division list.
  code: z
    .string()
    .regex(/^\d{6}(\d{3})?$/, '应为 6 位（乡镇 9 位）行政区划代码（加引号），没有代码的写 null')
    .nullable(),
  kind: z.enum(['county', 'zone', 'enterprise', 'department', 'township']),
  standing: z.enum(['subordinate', 'peer', 'superior', 'outside']),
  counterparts: z.array(text),
  aliases: z.array(text).min(1).exactOptional(),
  effective: effective.exactOptional(),
  source,
});

const contact = fields({
  id,
  title: text,
  email,
  phone,
  serves: z.array(fields({ office: id, role: z.enum(['A', 'B', 'leader']) })).min(1),
  effective: effective.exactOptional(),
});

/** `directory.yaml`: who owes, who is called, who is told. */
export const directoryFile = fields({
  /** False in a campaign made from last year's: people change, so launching waits until somebody has looked. */
  confirmed: z.boolean().default(true),
  offices: z.array(office).min(1),
  contacts: z.array(contact),
  recipients: z.array(
    fields({
      id,
      name: text,
      email: email.nullable(),
      office: id.nullable(),
      unresolved: text.nullable().default(null),
      proposals: z.array(text).default([]),
      source,
    }),
  ),
});
