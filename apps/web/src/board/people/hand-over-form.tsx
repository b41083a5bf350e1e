import type { Board, ContactListed } from '@duban/api/types';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { contactBody, missingFromContact, servesInWords } from '../logic/contacts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { contactWords } from '../words.js';
import { PersonLines } from './person-lines.js';

interface Handing {
  readonly board: Board;
  readonly contact: ContactListed;
  readonly onClose: () => void;
}

/** 交接: from a day on somebody else. */
export function HandOverForm({ board, contact, onClose }: Handing) {
  const [seen] = useState(contact);
  const [from, setFrom] = useState(dayOf(board.now));
  const [successor, setSuccessor] = useState({ title: contact.title, email: '', phone: '' });
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: urls.contactVerb(board.id, seen.id, 'handover'),
    revision: seen.revision,
    said: () => '交接已登记',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = from === '' ? '请填写接任的第一天。' : missingFromContact(successor);
    say(missing);
    if (missing === null) save.run({ from, successor: contactBody(successor) });
  };
  return (
    <FormDialog
      title={`交接：${contact.title}（${servesInWords(contact.serves)}）`}
      ok="登记交接"
      testId="save-hand-over"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{contactWords.handOver}</p>
      <TextLine label="接任第一天" testId="hand-over-from" type="date" value={from} onChange={setFrom} />
      <PersonLines value={successor} onChange={setSuccessor} />
    </FormDialog>
  );
}
