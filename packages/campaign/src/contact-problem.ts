import { email, phone, text } from './schema-fields.js';

export interface ContactFields {
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

const FIELDS = { title: text, email, phone } as const;

/** What of a contact does not hold to the directory's own rules (`directory.yaml`), in words; null when it is fit. */
export function contactProblem(
  contact: ContactFields,
): { readonly field: keyof ContactFields; readonly message: string } | null {
  for (const field of ['title', 'email', 'phone'] as const) {
    const { error } = FIELDS[field].safeParse(contact[field]);
    if (error) return { field, message: contact[field] === '' ? '没有填' : (error.issues[0]?.message ?? '有误') };
  }
  return null;
}
