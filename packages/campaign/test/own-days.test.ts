import type { LocalDate } from '@duban/base';
import { installationCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import { type Answer, diffCampaigns, expand, openQuestions, planCampaign } from '../src/index.js';
import { loadCampaign } from '../src/schema.js';
import { small } from './fixtures.js';
import { said } from './seeds.js';

/** A local day off: Wednesday 2023-10-11, on which the State Council's calendar works. */
const own = installationCalendar({ days: [{ date: '2023-10-11', worked: false }] });

/** The small campaign with another due; the third quarter's holiday ends on 2023-10-06, 10-07 and 10-08 are worked. */
function dueIs(words: string, more: { readonly from?: string; readonly to?: string } = {}) {
  const text = small['campaign.yaml'].replace('due: null', `due: ${words}`).replace(more.from ?? '\0', more.to ?? '');
  return { ...small, 'campaign.yaml': text };
}

const dueOf = (words: string, calendar?: typeof own) =>
  expand(loadCampaign(dueIs(words)), [said('table/*/cut-off', '3个工作日')], calendar).rounds.find(
    ({ period }) => period === '2023Q3',
  );

describe('a day off of the installation’s own', () => {
  it('puts off a due of 5个工作日 and the cut-off behind it by one working day', () => {
    expect(dueOf('季后5个工作日内')).toMatchObject({ due: '2023-10-11', cutOff: '2023-10-16' });
    expect(dueOf('季后5个工作日内', own)).toMatchObject({ due: '2023-10-12', cutOff: '2023-10-17' });
  });

  it('puts off a due that is answered for all periods', () => {
    const definition = loadCampaign(small);
    const answers = [said('table/*/due', '季后5个工作日内'), said('table/*/cut-off', '1个工作日')];
    const dues = (calendar?: typeof own) => expand(definition, answers, calendar).rounds.map((round) => round.due);
    expect([dues()[0], dues(own)[0]]).toEqual(['2023-10-11', '2023-10-12']);
  });

  it('shows in what is proposed while the due or the cut-off is open', () => {
    const definition = loadCampaign(small);
    const proposed = (question: string, answers: readonly Answer[], calendar?: typeof own) =>
      openQuestions(definition, answers, calendar).find(({ id }) => id === question)?.proposals;
    expect(proposed('table/2023Q3/due', [])).toContain('2023-10-11');
    expect(proposed('table/2023Q3/due', [], own)).toEqual(['2023-10-10', '2023-10-12']);
    const due = said('table/2023Q3/due', '2023-10-10');
    expect(proposed('table/2023Q3/cut-off', [due])).toEqual(['2023-10-18']);
    expect(proposed('table/2023Q3/cut-off', [due], own)).toEqual(['2023-10-19']);
  });

  it('counts for a due that is said once and moves off rest days, which is read when the files are', () => {
    const texts = dueIs('2023-10-11', { from: 'frequency: quarterly', to: 'frequency: once\n    rolling: later' });
    const [plain, moved] = [loadCampaign(texts), loadCampaign(texts, null, own)].map((d) => d.requirements[0]?.due);
    expect([plain, moved]).toEqual(['2023-10-11', '2023-10-12']);
  });

  it('is in the plan and in the comparison of two campaigns', () => {
    const definition = loadCampaign(dueIs('季后5个工作日内'));
    expect(planCampaign(definition, [], own).rounds.find(({ period }) => period === '2023Q3')?.due).toBe('2023-10-12');
    const settled = { definition, answers: [] };
    const diff = diffCampaigns(settled, { ...settled, calendar: own }, '2023-09-01' as LocalDate);
    expect(diff.redated.map(({ before, after }) => [before, after])).toEqual([['2023-10-11', '2023-10-12']]);
  });
});
