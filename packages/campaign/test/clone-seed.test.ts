import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import { openQuestions, planCampaign } from '../src/index.js';
import { cloneSeed, loadCampaign } from '../src/schema.js';
import { seedTexts } from './seeds.js';

describe("next year's campaign", () => {
  const jinan = cloneSeed(seedTexts('jinan-2019'), {
    id: 'jinan-2020',
    issued: '2020-04-20' as never,
    year: 2020,
    years: 1,
  });
  const next = loadCampaign(jinan);

  it('derives its dates anew from the new date of issue', () => {
    expect(next.phases.map((p) => [p.start, p.end])).toEqual([
      ['2020-04-01', '2020-05-31'],
      ['2020-04-15', '2020-05-15'],
      ['2020-05-16', '2020-08-31'],
      ['2020-09-01', '2020-10-31'],
      ['2020-11-01', '2020-11-15'],
    ]);
    expect(planCampaign(next, [], stateCouncilCalendar).rounds.find((r) => r.requirement === 'final-report')?.due).toBe(
      '2020-11-10',
    );
  });

  it('moves plain dates by whole years', () => {
    const copy = cloneSeed(seedTexts('jining-2023'), { id: 'jining-2024', issued: null, year: 2024, years: 1 });
    expect(loadCampaign(copy).phases.map((p) => p.end)).toEqual(['2024-08-31', '2024-11-30', '2024-12-10']);
  });

  it('can be written before the notice is out: its dates belong to the year named, and nothing is invented', () => {
    const copy = loadCampaign(
      cloneSeed(seedTexts('jinan-2019'), { id: 'jinan-2020', issued: null, year: 2020, years: 1 }),
    );
    expect(copy.notice.date).toBeNull();
    expect(copy.phases.map((p) => p.end)).toEqual([
      '2020-05-31',
      '2020-05-15',
      '2020-08-31',
      '2020-10-31',
      '2020-11-15',
    ]);
  });

  it('keeps who forwards, with this year’s documents to be filled in', () => {
    const copy = loadCampaign(
      cloneSeed(seedTexts('weihai-2024'), { id: 'weihai-2025', issued: null, year: 2025, years: 1 }),
    );
    expect(copy.notice.chain.map(({ id, number, gap }) => [id, number, gap])).toEqual([
      ['nation', null, '今年的上级文件待补'],
      ['province', null, '今年的上级文件待补'],
    ]);
  });

  it('waits for somebody to look at the contacts, and takes over no answer', () => {
    expect(openQuestions(next, []).map((q) => q.id)).toContain('directory/contacts/confirmed');
    expect(jinan['answers.yaml']).toBe('answers: []\n');
  });

  it('leaves number and basis to be filled in and keeps the comments of the files', () => {
    expect(next.notice.number).toBe('待补');
    expect(next.notice.basis).toEqual([]);
    expect(jinan['campaign.yaml']).toContain('# The year is never written');
  });
});
