import path from 'node:path';
import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import { planCampaign } from '../src/index.js';
import { loadCampaign } from '../src/schema.js';
import { textsIn } from './seeds.js';

// Campaigns outside health insurance, written by the notice's words alone; the dates are worked out by hand from the calendar.
const plan = (name: string) =>
  planCampaign(loadCampaign(textsIn(path.join(import.meta.dirname, 'foreign', name))), [], stateCouncilCalendar);
const dues = (name: string, requirement: string) =>
  plan(name)
    .rounds.filter((r) => r.requirement === requirement)
    .map((r) => r.due);

describe('air pollution', () => {
  it('monthly by the fifth for the month before, from the month of issue to the last', () => {
    expect(dues('environment', 'monthly')).toEqual([
      '2024-10-05',
      '2024-11-05',
      '2024-12-05',
      '2025-01-05',
      '2025-02-05',
      '2025-03-05',
      '2025-04-05',
      '2025-05-05',
    ]);
  });

  it('fifteen working days from the day after issue, across 国庆', () => {
    // Wednesday 09-25; 26, 27, 29 (make-up), 30, then 10-08 to 10-12 (12 is a make-up Saturday), 14 to 18, 21.
    expect(dues('environment', 'plan')).toEqual(['2024-10-21']);
  });

  it('a winter reaches into the next year, and the province’s due plans the counties’ backwards', () => {
    const { phases, upward } = plan('environment');
    expect(phases.find((p) => p.id === 'action')).toMatchObject({ start: '2024-10-01', end: '2025-03-31' });
    expect(upward[0]).toMatchObject({ due: '2025-04-20', draft: '2025-04-16', countyDue: '2025-04-11' });
  });

  it('flags a due that falls into a holiday and does not move it', () => {
    const first = plan('environment').rounds.find((r) => r.due === '2024-10-05');
    expect(first?.flags).toEqual(['2024-10-05 是国庆节假期，未顺延也未提前']);
  });
});

describe('work safety', () => {
  it('quarterly five days after the quarter', () => {
    expect(dues('work-safety', 'quarterly')).toEqual(['2025-04-05', '2025-07-05', '2025-10-05', '2026-01-05']);
  });

  it('asks about the duty without a time and leaves the accident to its event', () => {
    const { questions, duties } = plan('work-safety');
    expect(questions.map((q) => q.id)).toContain('duty/training/due');
    expect(duties.find((d) => d.id === 'accident')?.phrase).toBe('事发1小时内电话、2小时内书面');
  });
});

describe('food at schools', () => {
  it('「国庆节前」 is two days, and the bureau chooses', () => {
    // In 2023 the holiday began on Friday 09-29 with 中秋; the last working day before it was Thursday 09-28.
    const question = plan('food').questions.find((q) => q.id === 'before-term/final/due');
    expect(question?.proposals[0]).toBe('2023-09-28');
    expect(question?.proposals.length).toBeGreaterThan(1);
  });

  it('「12月10日前（不含当日）」 is the ninth, owed by the counties only', () => {
    const final = plan('food').rounds.find((r) => r.requirement === 'final');
    expect(final?.due).toBe('2023-12-09');
    expect(final?.offices).toEqual(['dong', 'xi']);
  });
});
