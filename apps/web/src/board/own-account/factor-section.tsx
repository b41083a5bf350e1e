import type { Enrolment, OwnAccount } from '@duban/api/types';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { RefusalBox } from '../frame/refusal-box.js';
import { FactorEnrolment } from '../sign-in/factor-enrolment.js';
import { Field } from '../sign-in/field.js';
import { RecoveryCodes } from '../sign-in/recovery-codes.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { accountWords } from '../words.js';

/** 验证器: another phone, and with it other recovery codes. */
export function FactorSection({ account }: { readonly account: OwnAccount }) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [password, setPassword] = useState('');
  const [present, setPresent] = useState('');
  const [digits, setDigits] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { refusal, say, refused } = useRefusal();
  const begin = useAction<Enrolment>({ url: urls.beginFactor, looks: true, onDone: setEnrolment, onRefused: refused });
  const bind = useAction<{ recoveryCodes: string[] }>({
    url: urls.factor,
    said: () => '验证器已绑定，别处的登录已结束',
    onDone: (answer) => {
      setCodes(answer?.recoveryCodes ?? null);
      setEnrolment(null);
      for (const empty of [setPassword, setPresent, setDigits]) empty('');
    },
    onRefused: refused,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(null);
    const factor = account.secondFactor ? present.trim() || null : null;
    if (enrolment === null) begin.run(null);
    else if (password === '' || digits === '') say('请输入当前口令和新验证器上的动态码。');
    else bind.run({ password, factor, proof: { token: enrolment.token, code: digits } });
  };
  if (codes !== null)
    return (
      <section className="panel">
        <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
      </section>
    );
  return (
    <form className="panel stack" onSubmit={submit} aria-labelledby="factor-title">
      <h2 id="factor-title">验证器</h2>
      <p>
        {account.secondFactor
          ? `已绑定，备用码还剩 ${account.recoveryCodesLeft} 个。换手机，或备用码不多时，重新绑定。`
          : '没有绑定。'}
      </p>
      {enrolment !== null && (
        <>
          <Field
            id="factor-password"
            label="当前口令"
            autoComplete="current-password"
            secret
            value={password}
            onChange={setPassword}
          />
          {account.secondFactor && (
            <Field
              id="present-factor"
              label="现在的动态码"
              autoComplete="one-time-code"
              value={present}
              onChange={setPresent}
              help={accountWords.factorHelp}
            />
          )}
          <FactorEnrolment enrolment={enrolment} code={digits} onChange={setDigits} />
        </>
      )}
      <RefusalBox refusal={refusal} />
      <div>
        <Button htmlType="submit" data-testid="bind-factor" loading={begin.busy || bind.busy}>
          {enrolment === null ? '绑定新的验证器' : '完成绑定'}
        </Button>
      </div>
    </form>
  );
}
