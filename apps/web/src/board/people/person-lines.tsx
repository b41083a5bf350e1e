import { TextLine } from '../frame/fields.js';
import type { ContactForm } from '../logic/contacts.js';

interface Person {
  readonly value: ContactForm;
  readonly onChange: (value: ContactForm) => void;
}

/** A person by function, never by name. */
export function PersonLines({ value, onChange }: Person) {
  return (
    <>
      <TextLine
        label="职务"
        testId="person-title"
        value={value.title}
        onChange={(title) => onChange({ ...value, title })}
        help="写职务，不写姓名，如：兖州区医保局经办人。"
      />
      <TextLine
        label="邮箱"
        testId="person-email"
        type="email"
        max={254}
        value={value.email}
        onChange={(email) => onChange({ ...value, email })}
      />
      <TextLine
        label="电话"
        testId="person-phone"
        type="tel"
        max={40}
        value={value.phone}
        onChange={(phone) => onChange({ ...value, phone })}
      />
    </>
  );
}
