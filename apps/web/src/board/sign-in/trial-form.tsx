import type { BureauSession } from '@duban/api/types';
import { Input, Radio } from 'antd';
import { type FormEvent, useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { roles, roleWords } from '../words.js';
import { FormEnd } from './form-end.js';
import { useRefusal } from './use-refusal.js';

/** One-time code from the terminal, and as whom one works. */
export function TrialForm() {
  const [code, setCode] = useState('');
  const [role, setRole] = useState<BureauSession['role']>('operator');
  const { refusal, say, refused } = useRefusal();
  const enter = useAction({ url: urls.signIn, onRefused: refused });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    say(null);
    if (code.trim() === '') say('请输入登录码。');
    else enter.run({ code: code.trim(), role });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <h1>督办 · 调度台</h1>
      <div>
        <label htmlFor="code">登录码</label>
        <Input
          id="code"
          data-testid="code"
          size="large"
          autoFocus
          autoComplete="one-time-code"
          spellCheck={false}
          placeholder="四位一组，共三组"
          value={code}
          aria-describedby="code-help"
          onChange={(e) => setCode(e.target.value)}
        />
        <div id="code-help" className="quiet">
          启动时终端里显示的一次性登录码；已登录的同事也可以在页面右上角生成。
        </div>
      </div>
      <fieldset className="bare-fieldset">
        <legend>身份</legend>
        <Radio.Group
          name="role"
          value={role}
          onChange={(e) => setRole(e.target.value as BureauSession['role'])}
          options={roles.map((r) => ({ value: r, label: roleWords[r] }))}
        />
      </fieldset>
      <FormEnd refusal={refusal} label="登录" testId="sign-in" busy={enter.busy} />
    </form>
  );
}
