import { email, phone, text } from './schema-fields.js';

export interface ContactFields {
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

const FIELDS = { title: text, email, phone } as const;

/** What only a file needs. */
const QUOTED = '（加引号）';

/** What of a contact does not hold to the directory's own rules (`directory.yaml`), in words; null when it is fit. */
export function contactProblem(
  contact: ContactFields,
): { readonly field: keyof ContactFields; readonly message: string } | null {
  for (const field of ['title', 'email', 'phone'] as const) {
    const { error } = FIELDS[field].safeParse(contact[field]);
    const message = error?.issues[0]?.message.replace(QUOTED, '') ?? '有误';
    if (error) return { field, message: contact[field] === '' ? '没有填' : message };
  }
  return null;
}
