import { Radio, Select } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { useBoard } from '../api/queries.js';

export interface Chosen {
  readonly id: string;
  readonly name: string;
}

interface Offices {
  readonly campaign: string;
  /** null: all of them. */
  readonly value: readonly Chosen[] | null;
  readonly onChange: (value: readonly Chosen[] | null) => void;
}

/** Which offices: all, or those looked up by a part of their name. A province has thousands, so the server looks. */
export function OfficesChoice({ campaign, value, onChange }: Offices) {
  const id = useId();
  const [find, setFind] = useState('');
  // The list would lie over the rest of the form until it is clicked away.
  const [open, setOpen] = useState(false);
  const found = useBoard(campaign, { find: useDeferredValue(find) }).data;
  const options = (found?.offices ?? []).map((o) => ({ value: o.id, label: o.shortName }));
  return (
    <fieldset className="bare-fieldset stack">
      <legend>哪些单位报</legend>
      <Radio.Group
        name={`${id}-whom`}
        value={value === null ? 'all' : 'some'}
        onChange={(e) => onChange(e.target.value === 'all' ? null : [])}
        options={[
          { value: 'all', label: '全部单位' },
          { value: 'some', label: <span data-testid="some-offices">选择单位</span> },
        ]}
      />
      {value !== null && (
        <Select
          mode="multiple"
          className="wide"
          aria-label="选择单位"
          data-testid="offices"
          labelInValue
          open={open}
          onOpenChange={setOpen}
          onBlur={() => setOpen(false)}
          placeholder="输入单位名称查找，可选多家"
          showSearch={{ filterOption: false, onSearch: setFind }}
          options={options}
          value={value.map((o) => ({ value: o.id, label: o.name }))}
          onChange={(chosen) => {
            onChange(chosen.map((o) => ({ id: o.value, name: String(o.label) })));
            setOpen(false);
          }}
        />
      )}
    </fieldset>
  );
}

interface OneOffice {
  readonly campaign: string;
  readonly label: string;
  readonly value: Chosen | null;
  readonly onChange: (value: Chosen | null) => void;
  readonly clearable?: boolean;
}

/** One office, looked up likewise. */
export function OfficeChoice({ campaign, label, value, onChange, clearable = false }: OneOffice) {
  const id = useId();
  const [find, setFind] = useState('');
  const found = useBoard(campaign, { find: useDeferredValue(find) }).data;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        className="wide"
        data-testid="office"
        labelInValue
        allowClear={clearable}
        placeholder="输入单位名称查找"
        showSearch={{ filterOption: false, onSearch: setFind }}
        options={(found?.offices ?? []).map((o) => ({ value: o.id, label: o.shortName }))}
        value={value === null ? null : { value: value.id, label: value.name }}
        onChange={(chosen) => onChange(chosen ? { id: chosen.value, name: String(chosen.label) } : null)}
      />
    </div>
  );
}
