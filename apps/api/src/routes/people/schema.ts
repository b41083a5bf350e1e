import { z } from 'zod';
import { dayField } from '../../fields.js';

const serves = z.array(z.object({ office: z.string().min(1), role: z.enum(['A', 'B', 'leader']) })).max(200);
/** What of it is fit, the action says in words: the same rules as of a directory. */
const person = { title: z.string().max(200), email: z.string().max(254), phone: z.string().max(40) };

/** GET /api/campaigns/:id/contacts — the directory as it is today. */
export const contactsSchema = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    email: z.string(),
    phone: z.string(),
    revision: z.number().int(),
    /** The first and the last day in that function; null: open. */
    from: dayField.nullable(),
    until: dayField.nullable(),
    /** Since when a mail server refuses the address for good, with its words; null: it does not. */
    refused: z.object({ at: z.number().int(), reason: z.string() }).nullable(),
    /** `name`: the office's, as tables print it. */
    serves: z.array(z.object({ office: z.string(), role: z.enum(['A', 'B', 'leader']), name: z.string() })),
    absences: z.array(
      z.object({
        id: z.string(),
        from: dayField,
        until: dayField,
        standIn: z.string().nullable(),
        reason: z.string(),
        revision: z.number().int(),
      }),
    ),
  }),
);

export const contactParams = z.object({ id: z.string().min(1), contact: z.string().min(1) });
/** POST /api/campaigns/:id/contacts — 201. */
export const addContactSchema = z.object({ ...person, serves });
export const contactMadeSchema = z.object({ contact: z.string() });
/** PATCH /api/campaigns/:id/contacts/:contact — what is left out stays. If-Match: the contact's revision. */
export const changeContactSchema = z.object({
  title: person.title.optional(),
  email: person.email.optional(),
  phone: person.phone.optional(),
  serves: serves.optional(),
});
// POST /api/campaigns/:id/contacts/:contact/remove — If-Match: the contact's.
/** POST /api/campaigns/:id/contacts/:contact/handover — from a day on somebody else serves. If-Match: the contact's. */
export const handOverSchema = z.object({ from: dayField, successor: z.object(person) });
/** POST /api/campaigns/:id/contacts/:contact/absences — both days included. */
export const absenceSchema = z.object({
  from: dayField,
  until: dayField,
  standIn: z.string().min(1).nullable().default(null),
  reason: z.string().trim().max(200).default(''),
});
export const absenceMadeSchema = z.object({ absence: z.string() });
/** POST /api/absences/withdraw — If-Match: the absence's. */
export const withdrawAbsenceSchema = z.object({ absence: z.string().min(1) });

export type ContactListed = z.infer<typeof contactsSchema>[number];
