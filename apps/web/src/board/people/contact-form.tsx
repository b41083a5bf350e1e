import type { ContactListed } from '@duban/api/types';
import { Radio } from 'antd';
import { useId, useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { FormDialog } from '../frame/form-dialog.js';
import { type Chosen, OfficeChoice } from '../frame/office-choice.js';
import { contactBody, contactChange, missingFromContact, servesInWords } from '../logic/contacts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { contactRoleWords, contactWords } from '../words.js';
import { PersonLines } from './person-lines.js';

interface Editing {
  readonly campaign: string;
  /** null: a new one. */
  readonly contact: ContactListed | null;
  readonly onClose: () => void;
}

type Role = ContactListed['serves'][number]['role'];
const ROLES: readonly Role[] = ['A', 'B', 'leader'];

/** 添加 or 修改联系人; says what becomes of the mail before it is saved. */
export function ContactForm({ campaign, contact, onClose }: Editing) {
  const name = useId();
  // What was on screen when the form opened: somebody else's change meanwhile is refused, not overwritten.
  const [seen] = useState(contact);
  const [person, setPerson] = useState(contactBody(contact ?? { title: '', email: '', phone: '' }));
  const [office, setOffice] = useState<Chosen | null>(null);
  const [role, setRole] = useState<Role>('B');
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: seen ? urls.contact(campaign, seen.id) : urls.contacts(campaign),
    method: seen ? 'PATCH' : 'POST',
    ...(seen ? { revision: seen.revision } : {}),
    said: () => (seen ? '联系人已修改' : '联系人已添加'),
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromContact(person) ?? (seen || office ? null : '请选择单位。');
    say(missing);
    if (missing !== null) return;
    if (seen) save.run(contactChange(seen, person));
    else if (office) save.run({ ...contactBody(person), serves: [{ office: office.id, role }] });
  };
  return (
    <FormDialog
      title={seen ? `修改联系人：${servesInWords(seen.serves)}` : '添加联系人'}
      ok="保存"
      testId="save-contact"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{seen ? contactWords.change : contactWords.add}</p>
      {!seen && (
        <>
          <OfficeChoice campaign={campaign} label="单位" value={office} onChange={setOffice} />
          <fieldset className="bare-fieldset">
            <legend>职责</legend>
            <Radio.Group
              name={name}
              value={role}
              onChange={(e) => setRole(e.target.value as Role)}
              options={ROLES.map((value) => ({ value, label: contactRoleWords[value] }))}
            />
          </fieldset>
        </>
      )}
      <PersonLines value={person} onChange={setPerson} />
    </FormDialog>
  );
}
