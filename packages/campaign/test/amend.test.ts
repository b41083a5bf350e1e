import type { LocalDate } from '@duban/base';
import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import {
  amend,
  type CampaignDefinition,
  completed,
  diffCampaigns,
  expand,
  NOT_LATE,
  openQuestions,
  planCampaign,
  type Requirement,
  settle,
} from '../src/index.js';
import { selectOffices } from '../src/select-offices.js';
import { answersOf, said, seed } from './seeds.js';

const day = (text: string) => text as LocalDate;
const jining = seed('jining-2023');
const answers = answersOf('jining-2023');
const report = jining.requirements.find((r) => r.id === 'final-report') as Requirement;

function later(change: Partial<CampaignDefinition>, withdraw: readonly string[] = []): CampaignDefinition {
  return {
    ...jining,
    requirements: [],
    ...change,
    notice: {
      ...jining.notice,
      number: '济医保发〔2023〕20号',
      date: day('2023-11-15'),
      extends: { campaign: jining.id, number: jining.notice.number, withdraw },
    },
  };
}

describe('an amended campaign', () => {
  it('is the same campaign, and its notice rests on the one before', () => {
    const amended = amend(jining, later({}));
    expect([amended.id, amended.notice.number]).toEqual([jining.id, '济医保发〔2023〕20号']);
    expect(amended.notice.basis).toContain('济医保发〔2023〕11号');
  });

  it('goes on with its recurrences from where they began, though the new document is of November', () => {
    const { rounds, questions } = expand(amend(jining, later({})), answers);
    expect(questions).toEqual([]);
    expect(rounds.map((r) => [r.period, r.start])).toEqual([
      ['2023Q3', '2023-08-22'],
      ['2023Q4', '2023-10-01'],
      ['final', null],
    ]);
  });

  it('begins a new recurrence with the document that brings it', () => {
    const monthly: Requirement = { ...report, id: 'monthly', frequency: 'monthly', due: null };
    const amended = amend(jining, later({ requirements: [monthly] }));
    const asked = expand(amended, answers).open.filter((r) => r.requirement === 'monthly');
    expect(asked.map((r) => r.period)).toEqual(['2023-11', '2023-12']);
  });

  it('ends what is withdrawn from the day the document takes effect; what was due before stays', () => {
    const amended = amend(jining, later({}, ['quarterly-table']), day('2023-11-20'));
    const before = { definition: jining, answers };
    const diff = diffCampaigns(before, { definition: amended, answers }, day('2023-11-20'));
    expect(new Set(diff.withdrawn.map((c) => c.period))).toEqual(new Set(['2023Q4']));
    expect(diff.untouched.filter((c) => c.period === '2023Q3')).toHaveLength(15);
    expect(openQuestions(amended, answers)).toEqual([]);
    // The requirement itself stays readable: old hand-ins are still shown by it.
    expect(amended.requirements.map((r) => r.id)).toContain('quarterly-table');
  });

  it('needs a day to withdraw anything', () => {
    const undated = later({}, ['quarterly-table']);
    expect(() => amend(jining, { ...undated, notice: { ...undated.notice, date: null } })).toThrow(RangeError);
  });

  it('shows an added round whose day is still open', () => {
    const open = amend(jining, later({ requirements: [{ ...report, id: 'extra', due: null }] }));
    const diff = diffCampaigns({ definition: jining, answers }, { definition: open, answers }, day('2023-11-15'));
    expect(diff.added.map((c) => c.after)).toEqual(Array.from({ length: 15 }, () => null));
    expect(diff.tell).toHaveLength(15);
  });

  it('gives time to what is already over only when the new due lies ahead', () => {
    const before = { definition: jining, answers };
    const to = (due: string, effective: string) =>
      diffCampaigns(
        before,
        { definition: amend(jining, later({ requirements: [{ ...report, due: day(due) }] })), answers },
        day(effective),
      );
    expect(to('2023-12-31', '2023-12-20').redated).toHaveLength(15);
    expect(to('2023-12-15', '2023-12-20').redated).toEqual([]);
  });
});

describe('a definition launched by an earlier version', () => {
  it('can be amended: what it did not carry is filled in', () => {
    const old = JSON.parse(JSON.stringify(jining)) as Record<string, unknown> & {
      requirements: Record<string, unknown>[];
    };
    for (const field of ['matter', 'milestones', 'confirmed']) delete old[field];
    for (const requirement of old.requirements)
      for (const field of [
        'direction',
        'duePhrase',
        'rolling',
        'collects',
        'artefacts',
        'backward',
        'reading',
        'paperDue',
      ])
        delete requirement[field];
    const amended = amend(completed(old as unknown as CampaignDefinition), later({}));
    expect(expand(amended, answers).rounds).toHaveLength(3);
  });
});

describe('a due that lay before the notice', () => {
  const past: CampaignDefinition = { ...jining, requirements: [{ ...report, due: day('2023-08-01') }] };

  it('is a question, whether written as a date or in words', () => {
    expect(expand(past, []).questions.map((q) => [q.id, q.proposals])).toContainEqual([
      'final-report/final/past',
      [NOT_LATE],
    ]);
  });

  it('is owed by nobody once the bureau says so, and shown as such', () => {
    const settled = [said('final-report/final/past', NOT_LATE)];
    expect(expand(past, settled)).toMatchObject({ rounds: [], open: [], questions: [] });
    const [shown] = planCampaign(past, settled, stateCouncilCalendar).rounds;
    expect([shown?.past, shown?.flags]).toEqual([
      true,
      expect.arrayContaining(['在印发前已到期，不建报送任务，不作迟报']),
    ]);
  });

  it('may be given a new day instead', () => {
    const moved = [said('final-report/final/past', '2023-09-15'), said('final-report/final/cut-off', '2023-09-20')];
    expect(expand(past, moved).rounds.map((r) => r.due)).toEqual(['2023-09-15']);
  });
});

describe('answers that settle the notice', () => {
  const wushen = seed('wushen-2025');
  const department = (answer: string) =>
    settle(wushen, [said('department/wx/aliases', answer)]).matter.departments.find((d) => d.id === 'wx');

  it('make unsure names those of one actor, or take them away', () => {
    expect(department('是同一单位')?.aliases.every((a) => !a.unsure)).toBe(true);
    const other = department('不是同一单位')?.aliases.length ?? 0;
    expect(other).toBeLessThan(department('是同一单位')?.aliases.length ?? 0);
  });

  it('name recipients that the notice does not, and give undated duties a day', () => {
    const weihai = settle(seed('weihai-2024'), [
      said('recipient/zones/resolve', '火炬高技术产业开发区'),
      said('phase/self-inspection/end', '2024-05-31'),
    ]);
    expect(weihai.recipients.find((r) => r.id === 'zones')).toMatchObject({
      name: '火炬高技术产业开发区',
      unresolved: null,
    });
    expect(weihai.phases.find((p) => p.id === 'self-inspection')?.reading?.kind).toBe('certain');
    const duty = settle(jining, [said('duty/opinion-plan/due', '2023-09-30')]).duties.find(
      (d) => d.id === 'opinion-plan',
    );
    expect(duty?.due).toBe('2023-09-30');
  });
});

describe('an office that is there only for a part of the campaign', () => {
  it('owes what is due while it is there', () => {
    const [first, ...others] = jining.offices;
    if (first === undefined) throw new Error('Jining has offices');
    const founded = { ...first, effective: { from: day('2023-11-01'), until: null } };
    const { rounds } = expand({ ...jining, offices: [founded, ...others] }, answers);
    expect(rounds.map((r) => [r.period, r.offices.includes(first.id)])).toEqual([
      ['2023Q3', false],
      ['2023Q4', true],
      ['final', true],
    ]);
  });
});

describe('offices chosen by what they are', () => {
  it('may be those under a division code: eleven counties and 高新区 have one', () => {
    expect(selectOffices({ under: '3708' }, jining.offices)).toHaveLength(12);
    expect(selectOffices({ under: '3708', kind: ['county'] }, jining.offices)).toHaveLength(11);
    expect(selectOffices({ under: '3701' }, jining.offices)).toEqual([]);
  });
});
