import type { Desk } from '@duban/api/types';
import { useId } from 'react';
import { Item } from './item.js';

interface OfficeProps {
  readonly office: Desk['offices'][number];
  readonly now: number;
  readonly reread: () => Promise<void>;
}

/** What one office owes. */
export function OfficeSection({ office, now, reread }: OfficeProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{office.name}</h2>
      {office.items.length === 0 && <p className="quiet">没有报送任务。</p>}
      <ul className="items">
        {office.items.map((item) => (
          <Item key={item.obligation} {...{ item, now, reread }} office={office.name} />
        ))}
      </ul>
    </section>
  );
}
