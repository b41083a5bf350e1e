import { Button, Modal, Radio } from 'antd';
import { type FormEvent, useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { Field } from '../sign-in/field.js';
import { FormEnd } from '../sign-in/form-end.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { accountWords, kindWords } from '../words.js';

/** 建立账户: of somebody who works, or of somebody who administers. */
export function NewAccount() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" data-testid="new-account" onClick={() => setOpen(true)}>
        建立账户
      </Button>
      <Modal open={open} title="建立账户" footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <NewAccountForm onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function NewAccountForm({ onDone }: { readonly onDone: () => void }) {
  const [accountKind, setKind] = useState<'bureau' | 'admin'>('bureau');
  const [login, setLogin] = useState('');
  const [title, setTitle] = useState('');
  const { refusal, say, refused } = useRefusal();
  const create = useAction({
    url: urls.accounts,
    said: () => '账户已建立，请发账户码，并请安全管理员授予身份',
    onDone,
    onRefused: refused,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(null);
    if (login.trim() === '' || title.trim() === '') say('请输入登录名和岗位。');
    else create.run({ accountKind, login, title });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <fieldset className="bare-fieldset">
        <legend>类别</legend>
        <Radio.Group
          name="kind"
          value={accountKind}
          onChange={(e) => setKind(e.target.value as 'bureau' | 'admin')}
          options={(['bureau', 'admin'] as const).map((kind) => ({
            value: kind,
            label: <span data-testid={`kind-${kind}`}>{kindWords[kind]}</span>,
          }))}
        />
      </fieldset>
      <Field
        id="new-login"
        label="登录名"
        autoComplete="off"
        value={login}
        onChange={setLogin}
        help={accountWords.loginHelp}
      />
      <Field
        id="new-title"
        label="岗位"
        autoComplete="off"
        value={title}
        onChange={setTitle}
        help={accountWords.titleHelp}
      />
      <FormEnd refusal={refusal} label="建立" testId="create-account" busy={create.busy} />
    </form>
  );
}
