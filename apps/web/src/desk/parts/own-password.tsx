import { type FormEvent, useState } from 'react';
import { send } from '../api/ask.js';
import { accountWords } from '../words.js';
import { Line } from './line.js';

/** 修改口令, folded away: of a clerk with an account. */
export function OwnPassword() {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [said, setSaid] = useState('');
  const change = async (): Promise<void> => {
    const outcome = await send('/desk/account/password', { current, password });
    setSaid(outcome.ok ? accountWords.changed : outcome.refusal.text);
    if (!outcome.ok) return;
    setCurrent('');
    setPassword('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (current === '' || password === '') setSaid(accountWords.missing);
    else void change();
  };
  return (
    <details className="door">
      <summary>{accountWords.change}</summary>
      <form onSubmit={submit}>
        <Line
          id="current-password"
          label={accountWords.current}
          autoComplete="current-password"
          secret
          value={current}
          onChange={setCurrent}
        />
        <Line
          id="new-password"
          label={accountWords.newPassword}
          autoComplete="new-password"
          secret
          hint={accountWords.passwordHint}
          value={password}
          onChange={setPassword}
        />
        <p role="alert">{said}</p>
        <button type="submit" className="primary">
          {accountWords.change}
        </button>
      </form>
    </details>
  );
}
