import path from 'node:path';
import type { LocalDate } from '@duban/base';
import { describe, expect, it } from 'vitest';
import { noticeContext, readDate } from '../src/dates/read-date.js';
import { expand, redate } from '../src/index.js';
import { loadCampaign } from '../src/schema.js';
import { seed, textsIn } from './seeds.js';

const day = (text: string) => text as LocalDate;
const issued = day('2023-08-22');
const hours = { open: '08:30', close: '17:30' } as never;
const read = (words: string, more = {}) => readDate(words, noticeContext(issued, { officeHours: hours, ...more }));

describe('a due in words', () => {
  it('with two receipts counts the electronic one and keeps the sealed one', () => {
    expect(read('电子版12月8日、纸质件12月15日前')).toMatchObject({ end: '2023-12-08', paper: '2023-12-15' });
  });

  it('with an hour is due that day, and says that punctuality goes by the day', () => {
    const { end, reading } = read('8月25日12时前');
    expect(end).toBe('2023-08-25');
    expect(reading?.flags.join()).toContain('原文限到 12:00，系统按当日24时判定');
  });

  it('that names several days with words beside each is a choice, not the last of them', () => {
    const { end, reading } = read('9月1日前定点零售药店、10月1日前二级医疗机构');
    expect(end).toBeNull();
    expect(reading?.proposals.map((p) => p.value)).toEqual(['2023-09-01', '2023-10-01']);
  });

  it('on a rest day moves only when the requirement says so, also when written as a date', () => {
    // 2023-12-10 is a Sunday.
    expect([read('12月10日前').end, read('12月10日前', { rolling: 'later' }).end]).toEqual([
      '2023-12-10',
      '2023-12-11',
    ]);
    expect([read('2023-12-10').end, read('2023-12-10', { rolling: 'earlier' }).end]).toEqual([
      '2023-12-10',
      '2023-12-08',
    ]);
  });
});

describe('a campaign moved to today', () => {
  const weihai = seed('weihai-2024');
  const { definition, quarters } = redate({ definition: weihai, answers: [] }, day('2026-11-24'));

  it('carries no derivation of the old dates, and moves milestones with the rest', () => {
    expect(quarters).toBe(10);
    expect(definition.milestones.map((m) => m.date)).toEqual(['2027-05-31', '2027-06-30']);
    const certain = [...definition.phases, ...definition.requirements, ...definition.milestones].filter(
      (part) => part.reading === null,
    );
    expect(certain.length).toBeGreaterThan(4);
    expect(JSON.stringify(definition.requirements)).not.toContain('→');
    expect(definition.requirements.map((r) => r.duePhrase)).toEqual([null, null]);
  });

  it('keeps what is still to be chosen, with its choices moved', () => {
    const reading = definition.requirements.find((r) => r.id === 'self-inspection')?.reading;
    expect(reading?.proposals.map((p) => p.value)).toEqual(['2026-11-30', '2026-10-31']);
  });

  it('puts off dues that words give, so that nothing is born late', () => {
    const written = loadCampaign(textsIn(path.join(import.meta.dirname, 'foreign/environment')));
    const today = day('2026-11-24');
    // Its monthly figures are due by the fifth of the month after: the first of them lies before today once moved.
    const moved = redate({ definition: written, answers: [] }, today);
    const unmoved = { ...moved.definition };
    delete (unmoved as { earliest?: LocalDate }).earliest;
    const dues = (definition: typeof written) =>
      [...expand(definition, []).open, ...expand(definition, []).rounds].flatMap((r) =>
        r.due === null ? [] : [r.due],
      );
    expect(dues(unmoved).some((due) => due <= today)).toBe(true);
    expect(dues(moved.definition).filter((due) => due < '2026-12-01')).toEqual([]);
  });
});
