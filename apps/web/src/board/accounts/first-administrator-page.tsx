import type { Enrolment } from '@duban/api/types';
import { Alert } from 'antd';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { usePageTitle } from '../frame/page-title.js';
import { FactorEnrolment } from '../sign-in/factor-enrolment.js';
import { Field } from '../sign-in/field.js';
import { FormEnd } from '../sign-in/form-end.js';
import { RecoveryCodes } from '../sign-in/recovery-codes.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { accountWords } from '../words.js';

/** 建立管理员账户: the end of the trial. */
export function FirstAdministratorPage() {
  usePageTitle('建立管理员账户');
  const navigate = useNavigate();
  const [login, setLogin] = useState('');
  const [title, setTitle] = useState('系统管理员');
  const [password, setPassword] = useState('');
  const [digits, setDigits] = useState('');
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { refusal, say, refused } = useRefusal();
  const begin = useAction<Enrolment>({
    url: urls.beginAdministrator,
    // The form that it opens is filled in at once: its button must not wait for a fresh look.
    looks: true,
    onDone: setEnrolment,
    onRefused: refused,
  });
  const make = useAction<{ recoveryCodes: string[] }>({
    url: urls.administrator,
    said: () => '管理员账户已建立，试用结束',
    onDone: (answer) => setCodes(answer?.recoveryCodes ?? []),
    onRefused: refused,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(null);
    if (login.trim() === '' || title.trim() === '') say('请输入登录名和岗位。');
    else if (enrolment === null) begin.run({ code: null, login });
    else if (password === '' || digits === '') say('请输入口令和动态码。');
    else make.run({ code: null, login, title, password, proof: { token: enrolment.token, code: digits } });
  };
  const changeLogin = (value: string): void => {
    setLogin(value);
    // The app is bound to the login.
    setEnrolment(null);
  };
  if (codes !== null)
    return (
      <div className="narrow panel">
        <RecoveryCodes codes={codes} onDone={() => void navigate('/accounts')} />
      </div>
    );
  return (
    <form className="narrow panel stack" onSubmit={submit}>
      <h1>建立管理员账户</h1>
      <Alert type="info" showIcon title={accountWords.firstAdministrator} />
      <Field
        id="login"
        label="登录名"
        autoComplete="username"
        value={login}
        onChange={changeLogin}
        help={accountWords.loginHelp}
        autoFocus
      />
      <Field
        id="title"
        label="岗位"
        autoComplete="off"
        value={title}
        onChange={setTitle}
        help={accountWords.titleHelp}
      />
      {enrolment !== null && (
        <>
          <Field
            id="new-password"
            label="口令"
            autoComplete="new-password"
            secret
            value={password}
            onChange={setPassword}
            help={accountWords.passwordHelp}
          />
          <FactorEnrolment enrolment={enrolment} code={digits} onChange={setDigits} />
        </>
      )}
      <FormEnd
        refusal={refusal}
        label={enrolment === null ? '下一步' : '建立并结束试用'}
        testId="make-administrator"
        busy={begin.busy || make.busy}
      />
    </form>
  );
}
