import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ApiError } from '../api/client.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { accountWords } from '../words.js';
import { Field } from './field.js';
import { FormEnd } from './form-end.js';
import { useRefusal } from './use-refusal.js';

/** Login and password; the code of the app is asked for once the password is right, or given at once. */
export function PasswordForm({ onSetUp }: { readonly onSetUp: () => void }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [factor, setFactor] = useState('');
  const [asking, setAsking] = useState(false);
  const { refusal, say, refused } = useRefusal();
  const onRefused = (error: ApiError): boolean => {
    if (error.code !== 'second-factor-needed') return refused(error);
    setAsking(true);
    return true;
  };
  const enter = useAction({ url: urls.passwordSignIn, onRefused });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(null);
    if (login.trim() === '' || password === '') say('请输入登录名和口令。');
    else enter.run({ login, password, factor: factor.trim() === '' ? null : factor });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <h1>督办 · 调度台</h1>
      <Field id="login" label="登录名" autoComplete="username" value={login} onChange={setLogin} autoFocus />
      <Field
        id="password"
        label="口令"
        autoComplete="current-password"
        secret
        value={password}
        onChange={setPassword}
      />
      {asking && (
        <Field
          id="factor"
          label="动态码"
          autoComplete="one-time-code"
          value={factor}
          onChange={setFactor}
          help={accountWords.factorHelp}
          autoFocus
        />
      )}
      <FormEnd refusal={refusal} label="登录" testId="sign-in" busy={enter.busy} />
      <Button type="link" data-testid="set-up" onClick={onSetUp}>
        首次登录或忘记口令
      </Button>
    </form>
  );
}
