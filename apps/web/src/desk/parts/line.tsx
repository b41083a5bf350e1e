interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: string;
  readonly hint?: string;
  readonly secret?: boolean;
}

/** One labelled line of a form; pasting and password managers are welcome. */
export function Line({ id, label, value, onChange, autoComplete, hint, secret = false }: LineProps) {
  return (
    <p className="line">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        data-testid={id}
        type={secret ? 'password' : 'text'}
        autoComplete={autoComplete}
        spellCheck={false}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="quiet">
          {hint}
        </span>
      )}
    </p>
  );
}
