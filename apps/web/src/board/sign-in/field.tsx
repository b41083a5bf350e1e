import { Input } from 'antd';
import type { ReactNode } from 'react';

interface Field {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: string;
  readonly help?: ReactNode;
  /** Masked, with an eye to look. */
  readonly secret?: boolean;
  readonly autoFocus?: boolean;
}

/** One labelled line of a form. Pasting and password managers are welcome (ASVS 6.2.7). */
export function Field({ id, label, value, onChange, autoComplete, help, secret = false, autoFocus = false }: Field) {
  const Control = secret ? Input.Password : Input;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Control
        id={id}
        data-testid={id}
        size="large"
        autoFocus={autoFocus}
        autoComplete={autoComplete}
        spellCheck={false}
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(e) => onChange(e.target.value)}
      />
      {help !== undefined && (
        <div id={`${id}-help`} className="quiet">
          {help}
        </div>
      )}
    </div>
  );
}
