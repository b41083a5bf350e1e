import { Button, Select } from 'antd';
import { OfficeChoice } from '../frame/office-choice.js';
import { type Serving, servingAlso } from '../logic/contacts.js';
import { contactRoleWords, contactWords } from '../words.js';

interface Lines {
  readonly campaign: string;
  readonly value: readonly Serving[];
  readonly onChange: (value: readonly Serving[]) => void;
}

const ROLES = (['A', 'B', 'leader'] as const).map((value) => ({ value, label: contactRoleWords[value] }));

/** 负责单位: the offices somebody serves, and in which function at each. */
export function ServesLines({ campaign, value, onChange }: Lines) {
  const put = (at: number, role: Serving['role']): void =>
    onChange(value.map((line, n) => (n === at ? { ...line, role } : line)));
  return (
    <fieldset className="bare-fieldset stack">
      <legend>负责单位</legend>
      {value.map(({ office, name, role }, at) => (
        <span key={`${office} ${role}`} className="row" data-testid={`serves-${office}`}>
          <span>{name}</span>
          <Select
            aria-label={`${name}：职责`}
            data-testid={`role-${office}`}
            options={ROLES}
            value={role}
            onChange={(chosen) => put(at, chosen)}
          />
          <Button
            size="small"
            aria-label={`不再负责：${name} ${contactRoleWords[role]}`}
            data-testid={`unserve-${office}`}
            onClick={() => onChange(value.filter((_, n) => n !== at))}
          >
            移除
          </Button>
        </span>
      ))}
      <OfficeChoice
        campaign={campaign}
        label={value.length === 0 ? '单位' : '再加一个单位'}
        value={null}
        onChange={(chosen) => chosen && onChange(servingAlso(value, chosen))}
      />
      <p className="quiet">{contactWords.serves}</p>
    </fieldset>
  );
}
