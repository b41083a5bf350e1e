import type { ContactListed } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import {
  contactChange,
  contactMarks,
  findContacts,
  isServing,
  missingFromAbsence,
  missingFromContact,
  missingFromServes,
  removal,
  servesChange,
  servesInWords,
  servingAlso,
  withdrawal,
} from '../src/board/logic/contacts.js';

const TODAY = '2023-10-10';
const person: ContactListed = {
  id: 'yanzhou-a',
  title: '兖州区医保局经办人',
  email: 'a@yanzhou.example',
  phone: '0537-0000001',
  revision: 3,
  from: null,
  until: null,
  refused: null,
  serves: [
    { office: 'yanzhou', role: 'A', name: '兖州区' },
    { office: 'qufu', role: 'leader', name: '曲阜市' },
  ],
  absences: [],
};
const away = { id: 'w', from: '2023-10-09', until: '2023-10-12', standIn: null, reason: '', revision: 2 };
const words = (change: Partial<ContactListed>) => contactMarks({ ...person, ...change }, TODAY).map(({ word }) => word);

describe('a contact', () => {
  it('is not sent without a function, an address and a number', () => {
    expect(missingFromContact({ ...person, title: ' ' })).toMatch(/职务/);
    expect(missingFromContact({ ...person, email: '' })).toMatch(/邮箱/);
    expect(missingFromContact({ ...person, phone: '' })).toMatch(/电话/);
    expect(missingFromContact(person)).toBeNull();
  });

  it('that is corrected keeps what was not touched', () => {
    expect(contactChange(person, { ...person, phone: ' 0537-0000002 ' })).toEqual({ phone: '0537-0000002' });
    expect(contactChange(person, person)).toEqual({});
  });

  it('is found by an office, an address or a number', () => {
    for (const part of ['兖州', 'a@yanz', '0000001', ' 曲阜 ', ''])
      expect(findContacts([person], part)).toEqual([person]);
    expect(findContacts([person], '邹城')).toEqual([]);
  });

  it('says for whom it serves in which function', () => {
    expect(servesInWords(person.serves)).toBe('兖州区 A角、曲阜市 负责人');
  });
});

describe('the offices somebody serves', () => {
  const [a, leader] = person.serves;

  it('are not sent when there is none, or one function stands there twice', () => {
    expect(missingFromServes([])).toMatch(/至少选择一个单位/);
    expect(missingFromServes([...person.serves, ...person.serves])).toBe('“兖州区 A角”写了两次，请移除一行。');
    expect(missingFromServes(person.serves)).toBeNull();
  });

  it('are sent only when they changed, in whatever order they stand', () => {
    expect(servesChange(person.serves, [...person.serves].reverse())).toBeUndefined();
    expect(servesChange(person.serves, person.serves.slice(0, 1))).toEqual([{ office: 'yanzhou', role: 'A' }]);
    expect(servesChange([], person.serves)).toHaveLength(2);
  });

  it('grow by one as B角, by the same office in another function, and by no function twice', () => {
    expect(servingAlso(a ? [a] : [], { id: 'qufu', name: '曲阜市' }).map(({ role }) => role)).toEqual(['A', 'B']);
    expect(servingAlso(leader ? [leader] : [], { id: 'qufu', name: '曲阜市' }).at(-1)?.role).toBe('B');
    const all = (['A', 'B', 'leader'] as const).map((role) => ({ office: 'qufu', name: '曲阜市', role }));
    expect(servingAlso(all, { id: 'qufu', name: '曲阜市' })).toEqual(all);
  });
});

describe('what an officer must see of a contact', () => {
  it('is nothing where nothing is the matter', () => {
    expect(words({})).toEqual([]);
  });

  it('is that mail comes back, that somebody is away today, leaves, or comes', () => {
    expect(words({ refused: { at: 1, reason: '550' }, absences: [away], until: '2023-10-20' })).toEqual([
      '邮箱退信',
      '10月20日离任',
      '外出中',
    ]);
    expect(words({ absences: [{ ...away, from: '2023-10-11' }] })).toEqual([]);
    expect(words({ from: '2023-10-16' })).toEqual(['10月16日起接任']);
  });

  it('is only that they have left, once they have', () => {
    expect(isServing({ until: TODAY }, TODAY)).toBe(true);
    expect(words({ until: '2023-10-09', absences: [away] })).toEqual(['已离任']);
  });
});

describe('an absence', () => {
  it('has both its days, in their order', () => {
    expect(missingFromAbsence({ from: TODAY, until: '' })).toMatch(/起止日期/);
    expect(missingFromAbsence({ from: TODAY, until: '2023-10-09' })).toMatch(/早于/);
    expect(missingFromAbsence({ from: TODAY, until: TODAY })).toBeNull();
  });

  it('is withdrawn, and a contact removed, as it was on screen', () => {
    const taken = withdrawal(away);
    expect([taken.url, taken.revision, taken.body('')]).toEqual(['/api/absences/withdraw', 2, { absence: 'w' }]);
    const removed = removal('jining-2023', person);
    expect([removed.url, removed.revision]).toEqual(['/api/campaigns/jining-2023/contacts/yanzhou-a/remove', 3]);
  });
});
