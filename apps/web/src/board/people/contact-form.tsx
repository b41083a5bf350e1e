import type { ContactListed } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { FormDialog } from '../frame/form-dialog.js';
import {
  contactBody,
  contactChange,
  missingFromContact,
  missingFromServes,
  type Serving,
  servesChange,
  servesInWords,
} from '../logic/contacts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { contactWords } from '../words.js';
import { PersonLines } from './person-lines.js';
import { ServesLines } from './serves-lines.js';

interface Editing {
  readonly campaign: string;
  /** null: a new one. */
  readonly contact: ContactListed | null;
  readonly onClose: () => void;
}

/** 添加 or 修改联系人; says what becomes of the mail before it is saved. */
export function ContactForm({ campaign, contact, onClose }: Editing) {
  // What was on screen when the form opened: somebody else's change meanwhile is refused, not overwritten.
  const [seen] = useState(contact);
  const [person, setPerson] = useState(contactBody(contact ?? { title: '', email: '', phone: '' }));
  const [serves, setServes] = useState<readonly Serving[]>(contact?.serves ?? []);
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
    const missing = missingFromContact(person) ?? missingFromServes(serves);
    say(missing);
    if (missing !== null) return;
    const moved = servesChange(seen?.serves ?? [], serves);
    const fields = seen ? contactChange(seen, person) : contactBody(person);
    save.run({ ...fields, ...(moved ? { serves: moved } : {}) });
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
      <ServesLines campaign={campaign} value={serves} onChange={setServes} />
      <PersonLines value={person} onChange={setPerson} />
    </FormDialog>
  );
}
