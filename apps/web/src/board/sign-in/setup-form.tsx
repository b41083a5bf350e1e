import type { AccountSetup, RecoveryCodes as Codes } from '@duban/api/types';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { accountWords } from '../words.js';
import { FactorEnrolment } from './factor-enrolment.js';
import { Field } from './field.js';
import { FormEnd } from './form-end.js';
import { RecoveryCodes } from './recovery-codes.js';
import { useRefusal } from './use-refusal.js';

/** 首次登录或忘记口令: the code of the account, then a password and, where none is bound, an app. */
export function SetupForm({ onLeave }: { readonly onLeave: () => void }) {
  const [code, setCode] = useState('');
  const [setup, setSetup] = useState<AccountSetup | null>(null);
  const [password, setPassword] = useState('');
  const [digits, setDigits] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { refusal, say, refused } = useRefusal();
  const begin = useAction<AccountSetup>({ url: urls.beginSetup, looks: true, onDone: setSetup, onRefused: refused });
  const finish = useAction<Codes>({
    url: urls.setup,
    said: () => '口令已设置，请登录',
    onDone: (answer) => (answer?.recoveryCodes ? setCodes(answer.recoveryCodes) : onLeave()),
    onRefused: refused,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(null);
    if (setup === null) begin.run({ code });
    else if (password === '') say('请输入新口令。');
    else if (setup.factor !== 'optional' && digits === '') say('请输入动态码。');
    else finish.run({ code, password, ...shown(setup, digits) });
  };
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={onLeave} />;
  return (
    <form className="stack" onSubmit={submit}>
      <h1>首次登录或忘记口令</h1>
      {setup === null ? (
        <Field
          id="account-code"
          label="账户码"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          help={accountWords.codeHelp}
          autoFocus
        />
      ) : (
        <>
          <p>
            账户 <strong data-testid="setup-login">{setup.login}</strong>（{setup.title}）
          </p>
          <input type="hidden" autoComplete="username" value={setup.login} readOnly />
          <Field
            id="new-password"
            label="新口令"
            autoComplete="new-password"
            secret
            value={password}
            onChange={setPassword}
            help={accountWords.passwordHelp}
            autoFocus
          />
          {setup.enrolment === null ? (
            <Field
              id="factor"
              label="动态码"
              autoComplete="one-time-code"
              value={digits}
              onChange={setDigits}
              help={accountWords.factorHelp}
            />
          ) : (
            <FactorEnrolment enrolment={setup.enrolment} code={digits} onChange={setDigits} />
          )}
        </>
      )}
      <FormEnd
        refusal={refusal}
        label={setup === null ? '下一步' : '完成设置'}
        testId="setup-next"
        busy={begin.busy || finish.busy}
      />
      <Button type="link" onClick={onLeave}>
        返回登录
      </Button>
    </form>
  );
}

/** What proves the person: the first code of an app that is being bound, or a code of the one that is. */
function shown({ enrolment }: AccountSetup, digits: string) {
  if (enrolment === null) return { proof: null, factor: digits };
  return { proof: digits === '' ? null : { token: enrolment.token, code: digits }, factor: null };
}
