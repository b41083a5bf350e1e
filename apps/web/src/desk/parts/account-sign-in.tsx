import { type FormEvent, useState } from 'react';
import { send } from '../api/ask.js';
import { accountWords } from '../words.js';
import { Line } from './line.js';

/** Login and password; the code of the app where the account has one bound. */
export function AccountSignIn({ entered }: { readonly entered: () => Promise<void> }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [factor, setFactor] = useState('');
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const enter = async (): Promise<void> => {
    setBusy(true);
    const body = { login, password, factor: factor.trim() === '' ? null : factor };
    const outcome = await send('/desk/session/password', body);
    setBusy(false);
    if (outcome.ok) return entered();
    if (outcome.refusal.code === 'second-factor-needed') setAsking(true);
    setSaid(outcome.refusal.text);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (login.trim() === '' || password === '') setSaid(accountWords.missing);
    else void enter();
  };
  return (
    <form onSubmit={submit}>
      <Line id="login" label={accountWords.login} autoComplete="username" value={login} onChange={setLogin} />
      <Line
        id="password"
        label={accountWords.password}
        autoComplete="current-password"
        secret
        value={password}
        onChange={setPassword}
      />
      {asking && (
        <Line
          id="factor"
          label={accountWords.factor}
          autoComplete="one-time-code"
          hint={accountWords.factorHint}
          value={factor}
          onChange={setFactor}
        />
      )}
      <p role="alert">{said}</p>
      <button type="submit" className="primary" data-testid="account-enter" disabled={busy}>
        {accountWords.enter}
      </button>
    </form>
  );
}
