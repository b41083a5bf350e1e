import type { ContactListed } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import { absenceInWords } from '../src/board/logic/absences.js';

const away = (from: string, until: string, standIn: string | null = null) => ({
  id: `${from}-${until}`,
  from,
  until,
  standIn,
  reason: '',
  revision: 1,
});

function person(id: string, role: 'A' | 'B' | 'leader', absences: ContactListed['absences'] = []): ContactListed {
  const serves = [{ office: 'yanzhou', role, name: '兖州区' }];
  return {
    id,
    title: `兖州区${id}`,
    email: '',
    phone: '',
    revision: 1,
    from: null,
    until: null,
    refused: null,
    serves,
    absences,
  };
}

function said(a: ContactListed['absences'], b: ContactListed['absences'] = [], leader: ContactListed['absences'] = []) {
  const people = [person('经办人', 'A', a), person('负责人', 'leader', leader), person('副手', 'B', b)];
  const [first] = people;
  const [absence] = a;
  return first && absence && absenceInWords(absence, first, people);
}

describe('an absence in the directory', () => {
  it('of one day names it once', () => {
    expect(said([away('2027-01-05', '2027-01-05')])).toBe('1月5日（周二）外出，由兖州区副手代办');
    expect(said([away('2027-01-05', '2027-01-06')])).toBe('1月5日（周二）至1月6日（周三）外出，由兖州区副手代办');
  });
  it('says that the leader takes it where A and B are both away, and both where B is away for some of it', () => {
    const a = [away('2027-01-05', '2027-01-07')];
    expect(said(a, [away('2027-01-01', '2027-01-31')])).toMatch(/由兖州区负责人代办$/);
    expect(said(a, [away('2027-01-07', '2027-01-08')])).toMatch(/由兖州区副手、兖州区负责人代办$/);
  });
  it('says that it stays with who is away where nobody else is there', () => {
    const all = [away('2027-01-05', '2027-01-07')];
    expect(said(all, all, all)).toMatch(/外出，本单位没有别人在，仍发给本人$/);
  });
  it('names the stand-in who was chosen, unless away as well', () => {
    expect(said([away('2027-01-05', '2027-01-05', '负责人')])).toMatch(/由兖州区负责人代办$/);
    const leaderAway = [away('2027-01-05', '2027-01-05')];
    expect(said([away('2027-01-05', '2027-01-05', '负责人')], [], leaderAway)).toMatch(/由兖州区副手代办$/);
  });
});
