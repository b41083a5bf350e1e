import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import { type Answer, openQuestions, planCampaign } from '../src/index.js';
import { said, seed } from './seeds.js';

const jinan = seed('jinan-2019');
const planned = (answers: readonly Answer[]) => planCampaign(jinan, answers, stateCouncilCalendar);
const flagsOf = (requirement: string, answers: readonly Answer[] = []) =>
  planned(answers).rounds.find((round) => round.requirement === requirement)?.flags;

describe('a requirement that stands in a phase', () => {
  it('is flagged where the bureau sets its due after the phase (自查整改 ends on 05-15)', () => {
    const due = (day: string) => [said('self-inspection-summary/final/due', day)];
    expect(flagsOf('self-inspection-summary', due('2019-05-20'))).toEqual(['2019-05-20 晚于所在阶段的止期 2019-05-15']);
    expect(flagsOf('self-inspection-summary', due('2019-05-15'))).toEqual([]);
  });

  it('goes by the end that the bureau gave the phase, not by the one it was read with', () => {
    const flags = (answers: readonly Answer[]) => planned(answers).upward[0]?.flags;
    expect(flags([])).toEqual(['2019-11-20 晚于所在阶段的止期 2019-11-15']);
    expect(flags([said('phase/summary/end', '2019-11-20')])).toEqual([]);
  });

  it('without a day is asked about with the end of its own phase first', () => {
    const question = openQuestions(jinan, []).find(({ id }) => id === 'self-inspection-summary/final/due');
    expect(question?.proposals).toEqual(['2019-05-15', '2019-05-31', '2019-08-31', '2019-10-31', '2019-11-15']);
  });
});
