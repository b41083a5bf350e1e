import type { AccountSetup as Setup } from '@duban/api/types';
import { type FormEvent, useState } from 'react';
import { send } from '../api/ask.js';
import { accountWords } from '../words.js';
import { Line } from './line.js';

/** The first password, or another for one that was forgotten. An app is bound later, where a clerk wants one. */
export function AccountSetup({ done }: { readonly done: () => void }) {
  const [code, setCode] = useState('');
  const [setup, setSetup] = useState<Setup | null>(null);
  const [password, setPassword] = useState('');
  const [factor, setFactor] = useState('');
  const [said, setSaid] = useState('');
  const begin = async (): Promise<void> => {
    const outcome = await send<Setup>('/setup/begin', { code });
    if (outcome.ok) setSetup(outcome.value);
    setSaid(outcome.ok ? '' : outcome.refusal.text);
  };
  const finish = async (): Promise<void> => {
    const body = { code, password, proof: null, factor: factor.trim() === '' ? null : factor };
    const outcome = await send('/setup', body);
    if (outcome.ok) done();
    else setSaid(outcome.refusal.text);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (setup === null ? code.trim() === '' : password === '') setSaid(accountWords.missing);
    else void (setup === null ? begin() : finish());
  };
  return (
    <form onSubmit={submit}>
      {setup === null ? (
        <Line
          id="account-code"
          label={accountWords.code}
          autoComplete="one-time-code"
          hint={accountWords.codeHint}
          value={code}
          onChange={setCode}
        />
      ) : (
        <>
          <p>
            {accountWords.login}：{setup.login}（{setup.title}）
          </p>
          <Line
            id="new-password"
            label={accountWords.newPassword}
            autoComplete="new-password"
            secret
            hint={accountWords.passwordHint}
            value={password}
            onChange={setPassword}
          />
          {setup.factor === 'bound' && (
            <Line
              id="factor"
              label={accountWords.factor}
              autoComplete="one-time-code"
              hint={accountWords.factorHint}
              value={factor}
              onChange={setFactor}
            />
          )}
        </>
      )}
      <p role="alert">{said}</p>
      <button type="submit" className="primary" data-testid="setup-next">
        {setup === null ? accountWords.next : accountWords.finish}
      </button>
    </form>
  );
}
