import type { Board, ContactListed } from '@duban/api/types';
import { Radio } from 'antd';
import { useState } from 'react';
import { dayOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { ChoiceLine, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { clerkAccountBody, missingFromClerkAccount } from '../logic/accounts.js';
import { isServing, servesInWords } from '../logic/contacts.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { contactWords } from '../words.js';

interface Making {
  readonly board: Board;
  readonly people: readonly ContactListed[];
  readonly onClose: () => void;
}

/** A new account for a contact, or one that the person has from another campaign. */
export function ClerkAccountForm({ board, people, onClose }: Making) {
  const [known, setKnown] = useState(false);
  const [contact, setContact] = useState<string | null>(null);
  const [login, setLogin] = useState('');
  const { refusal, say, refused } = useRefusal();
  const save = useAction({
    url: known ? urls.clerkBindings(board.id) : urls.clerkAccounts(board.id),
    said: () => (known ? `${login.trim()}可以填报本专项了` : '账户已建立：请发账户码'),
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromClerkAccount({ contact, login });
    say(missing);
    const person = people.find(({ id }) => id === contact);
    if (missing === null && person) save.run(clerkAccountBody(person, { login, known }));
  };
  return (
    <FormDialog
      title="填报账户"
      ok={known ? '关联' : '建立'}
      testId="save-clerk-account"
      busy={save.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Radio.Group
        aria-label="新建还是关联"
        value={known}
        options={[
          { value: false, label: '新建账户' },
          { value: true, label: '此人在别的专项已有账户' },
        ]}
        onChange={(e) => setKnown(e.target.value as boolean)}
      />
      <ChoiceLine
        label="联系人"
        testId="clerk-account-contact"
        options={people
          .filter((p) => isServing(p, dayOf(board.now)))
          .map((p) => ({ value: p.id, label: `${p.title}（${servesInWords(p.serves)}）` }))}
        value={contact}
        onChange={setContact}
      />
      <TextLine
        label="登录名"
        testId="clerk-account-login"
        max={100}
        value={login}
        onChange={setLogin}
        help={contactWords.login}
      />
    </FormDialog>
  );
}
