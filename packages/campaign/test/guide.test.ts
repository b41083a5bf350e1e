import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import { answerable, expand, openQuestions, planCampaign } from '../src/index.js';
import { loadAnswers, loadCampaign } from '../src/schema.js';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/campaigns.md'), 'utf8');
const block = (file: string): string => page.split(`\n\`${file}\`\n\n\`\`\`yaml\n`)[1]?.split('\n```')[0] ?? '';

describe('the example of docs/campaigns.md', () => {
  const definition = loadCampaign({
    'campaign.yaml': block('campaign.yaml'),
    'directory.yaml': block('directory.yaml'),
    'matter.yaml': block('matter.yaml'),
  });
  const answers = loadAnswers(block('answers.yaml'), 'answers.yaml');
  const plan = planCampaign(definition, answers, stateCouncilCalendar);

  it('can be launched as it stands: nothing is open, and every answer answers something', () => {
    expect(plan.questions).toEqual([]);
    expect(answers.map((a) => a.question).filter((q) => !answerable(definition, answers).includes(q))).toEqual([]);
  });

  it('comes to the dates that its words say', () => {
    // The fifth working day of the next month: 10-12 was a make-up Saturday after 国庆 (10-01 to 10-07), 2025-01-01 a holiday.
    const dues = expand(definition, answers).rounds.map((r) => [r.requirement, r.period, r.due, r.cutOff]);
    expect(dues).toEqual([
      ['monthly', '2024-09', '2024-10-12', '2024-10-16'],
      ['monthly', '2024-10', '2024-11-07', '2024-11-12'],
      ['monthly', '2024-11', '2024-12-06', '2024-12-11'],
      ['monthly', '2024-12', '2025-01-08', '2025-01-13'],
      ['final', 'final', '2024-12-05', '2024-12-12'],
    ]);
    // From Friday 12-20: four and nine working days.
    expect(plan.upward.map((u) => [u.due, u.draft, u.countyDue])).toEqual([['2024-12-20', '2024-12-16', '2024-12-09']]);
    expect(plan.upward[0]?.flags).toEqual([]);
  });

  it('reads the ladder that the page shows as it stands', () => {
    const shown = /```yaml\n(ladder:\n[\s\S]*?)\n```/.exec(page)?.[1] ?? '';
    const campaign = block('campaign.yaml').replace('ladder: default', shown);
    const texts = {
      'campaign.yaml': campaign,
      'directory.yaml': block('directory.yaml'),
      'matter.yaml': block('matter.yaml'),
    };
    expect(loadCampaign(texts).ladder.subordinate.map(({ key }) => key)).toEqual([
      ...['holiday', 'period-end', 'period-start', 'T-7', 'T-3', 'T-1', 'T', 'T-call'],
      ...['T+1-call', 'T+2-call', 'T+3-letter', 'T+4-call', 'T+5-call'],
    ]);
  });

  it('says when the bureau would still wait within two working days of its own due (Friday 12-20)', () => {
    const waiting = answers.map((a) => (a.question === 'final/final/cut-off' ? { ...a, value: '2024-12-19' } : a));
    expect(planCampaign(definition, waiting, stateCouncilCalendar).upward[0]?.flags).toEqual([
      '最迟汇总定在12月19日，晚于上报前2个工作日（12月18日）：请把最迟汇总提前，到时仍未报的按未报上报',
    ]);
  });

  it('proposes that day when the cut-off is still to be answered', () => {
    const open = openQuestions(
      definition,
      answers.filter((a) => a.question !== 'final/final/cut-off'),
    );
    expect(open.map(({ proposals, meanings }) => [proposals, meanings])).toEqual([
      [['2024-12-13', '2024-12-18'], { '2024-12-13': '时限后6个工作日', '2024-12-18': '“全市总结”上报前2个工作日' }],
    ]);
  });
});
