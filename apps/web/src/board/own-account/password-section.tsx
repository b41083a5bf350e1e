import { type FormEvent, useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { Field } from '../sign-in/field.js';
import { FormEnd } from '../sign-in/form-end.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { accountWords } from '../words.js';

/** 修改口令: ends every other session. */
export function PasswordSection({ login }: { readonly login: string }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const { refusal, say, refused } = useRefusal();
  const change = useAction({
    url: urls.ownPassword,
    said: () => '口令已修改，别处的登录已结束',
    onDone: () => {
      setCurrent('');
      setPassword('');
    },
    onRefused: refused,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(null);
    if (current === '' || password === '') say('请输入当前口令和新口令。');
    else change.run({ current, password });
  };
  return (
    <form className="panel stack" onSubmit={submit} aria-labelledby="password-title">
      <h2 id="password-title">修改口令</h2>
      <input type="hidden" autoComplete="username" value={login} readOnly />
      <Field
        id="current-password"
        label="当前口令"
        autoComplete="current-password"
        secret
        value={current}
        onChange={setCurrent}
      />
      <Field
        id="next-password"
        label="新口令"
        autoComplete="new-password"
        secret
        value={password}
        onChange={setPassword}
        help={accountWords.passwordHelp}
      />
      <FormEnd refusal={refusal} label="修改口令" testId="change-password" busy={change.busy} narrow />
    </form>
  );
}
