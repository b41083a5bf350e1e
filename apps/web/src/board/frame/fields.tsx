import { Input, Select } from 'antd';
import { type ReactNode, useId } from 'react';

interface FieldOf<T> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly testId?: string;
  readonly help?: ReactNode;
}

interface Around {
  readonly id: string;
  readonly label: string;
  readonly help: ReactNode;
  readonly children: ReactNode;
}

function Labelled({ id, label, help, children }: Around) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children}
      {help !== undefined && (
        <div id={`${id}-help`} className="quiet">
          {help}
        </div>
      )}
    </div>
  );
}

const described = (id: string, help: ReactNode) => (help === undefined ? {} : { 'aria-describedby': `${id}-help` });

interface Line extends FieldOf<string> {
  readonly max?: number;
  readonly type?: 'text' | 'date' | 'time' | 'email' | 'tel';
  readonly placeholder?: string;
  readonly inputMode?: 'decimal' | 'numeric';
  /** The first and the last day that may be chosen. */
  readonly from?: string;
  readonly until?: string;
}

/** One labelled line. */
export function TextLine({ label, value, onChange, testId, help, max = 200, from, until, ...input }: Line) {
  const id = useId();
  return (
    <Labelled id={id} label={label} help={help}>
      <Input
        id={id}
        data-testid={testId}
        maxLength={max}
        min={from}
        max={until}
        autoComplete="off"
        value={value}
        onChange={(e) => onChange(e.target.value)}
        {...input}
        {...described(id, help)}
      />
    </Labelled>
  );
}

interface Block extends FieldOf<string> {
  readonly max?: number;
  readonly rows?: number;
}

/** Several lines. */
export function TextBlock({ label, value, onChange, testId, help, max = 2000, rows = 3 }: Block) {
  const id = useId();
  return (
    <Labelled id={id} label={label} help={help}>
      <Input.TextArea
        id={id}
        data-testid={testId}
        rows={rows}
        maxLength={max}
        value={value}
        onChange={(e) => onChange(e.target.value)}
        {...described(id, help)}
      />
    </Labelled>
  );
}

interface Choice<T extends string> extends FieldOf<T | null> {
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly placeholder?: string;
  /** It may be left open. */
  readonly clearable?: boolean;
}

/** One of several; a part of its name finds it. */
export function ChoiceLine<T extends string>({
  label,
  value,
  onChange,
  testId,
  help,
  options,
  placeholder,
  clearable = false,
}: Choice<T>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} help={help}>
      <Select<T>
        id={id}
        data-testid={testId}
        className="wide"
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={clearable}
        placeholder={placeholder}
        options={[...options]}
        value={value}
        onChange={(chosen) => onChange(chosen ?? null)}
        {...described(id, help)}
      />
    </Labelled>
  );
}
