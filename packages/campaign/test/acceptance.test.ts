import { type LocalDate, plus } from '@duban/base';
import { endOfDay } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import {
  amend,
  denominators,
  diffCampaigns,
  expand,
  type Institution,
  isOnTime,
  openQuestions,
  planCampaign,
} from '../src/index.js';
import { answersOf, JINING_ISSUERS, listOf, said, seed } from './seeds.js';

// The acceptance checks of notices.md §6, by their names; here the half that is a plan.
const day = (text: string) => text as LocalDate;

describe('AC1 (JN23-A/M)', () => {
  const jining = seed('jining-2023');

  it('five issuers in order, the bureau first; 59 recipients and 15 reporting units', () => {
    expect(jining.notice.issuers).toEqual(JINING_ISSUERS);
    expect(jining.recipients).toHaveLength(11 * 5 + 4);
    expect(jining.offices).toHaveLength(15);
  });

  it('太白湖, 经开区 and 兖矿 without a division code and without counterparts', () => {
    for (const id of ['taibaihu', 'jingkai', 'yankuang']) {
      const office = jining.offices.find((o) => o.id === id);
      expect(office?.code).toBeNull();
      expect(office?.counterparts).toEqual([]);
    }
  });

  it('the same letters of two cities live beside one another: a number counts with its first issuer', () => {
    const key = ({ notice }: typeof jining) => `${notice.issuers[0]} ${notice.number}`;
    const jinan = seed('jinan-2019');
    expect(jinan.notice.number.slice(0, 4)).toBe(jining.notice.number.slice(0, 4));
    expect(key(jinan)).not.toBe(key(jining));
  });
});

describe('AC2 (JN23-O13/O14)', () => {
  const jining = seed('jining-2023');
  const answers = answersOf('jining-2023');

  it('launch waits until the due of the quarterly table and the data date of the last one are set', () => {
    const open = openQuestions(jining, []).map((q) => q.id);
    expect(open).toContain('quarterly-table/2023Q3/due');
    expect(open).toContain('quarterly-table/2023Q4/as-of');
    expect(openQuestions(jining, answers)).toEqual([]);
  });

  it('Q3 and Q4 of 2023, no Q2; on time until the end of 2023-12-10', () => {
    const { rounds } = expand(jining, answers);
    expect(rounds.filter((r) => r.requirement === 'quarterly-table').map((r) => r.period)).toEqual([
      '2023Q3',
      '2023Q4',
    ]);
    const due = rounds.find((r) => r.requirement === 'final-report')?.due ?? day('');
    expect(due).toBe('2023-12-10');
    expect(isOnTime(plus(endOfDay(due), -1), due)).toBe(true);
    expect(isOnTime(endOfDay(due), due)).toBe(false);
  });
});

describe('AC3 (JN23-T2/T3)', () => {
  const items = listOf('jining-2023', 'key-items.csv');
  const named = (name: string) => items.filter((row) => row.name === name && row.sub === '');

  it('120 rows, four lists of thirty with serials 1 to 30', () => {
    for (const category of ['西药', '中成药', '中药饮片', '耗材']) {
      const serials = items
        .filter((row) => row.category === category && row.sub === '')
        .map((row) => Number(row.serial));
      expect(serials).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    }
  });

  it('keeps what the original has twice and three times', () => {
    expect(named('连花清瘟片(胶囊、颗粒)').map((row) => row.serial)).toEqual(['15', '24']);
    expect(named('冠脉药物涂层球囊').map((row) => row.serial)).toEqual(['14', '18', '27']);
    expect(named('颅内支架').map((row) => row.serial)).toEqual(['19', '24']);
  });

  it('keeps the sub-rows of 硝苯地平 as they are written', () => {
    const subs = items.filter((row) => row.category === '西药' && row.serial === '3' && row.sub !== '');
    expect(subs.map((row) => row.name)).toEqual(['硝苯地平 I', '硝苯地平Ⅱ', '硝苯地平Ⅲ', '硝苯地平 IV']);
  });

  it('28 violations: 9, 7, 4, 4, 4, as the definition says of its list', () => {
    const rows = listOf('jining-2023', 'key-violations.csv');
    const list = seed('jining-2023').matter.lists.find((l) => l.file === 'key-violations.csv');
    const counts = list?.categories.map(({ name }) => rows.filter((row) => row.category === name).length);
    expect(counts).toEqual([9, 7, 4, 4, 4]);
    expect(list?.categories.map(({ count }) => count)).toEqual(counts);
  });
});

describe('AC5 (JN19-P/M)', () => {
  const jinan = seed('jinan-2019');
  const phase = (id: string) => jinan.phases.find((p) => p.id === id);

  it('on 2019-04-24 phase two, begun on 04-15, is running beside phase one; all years are 2019', () => {
    const issued = day('2019-04-24');
    expect(jinan.notice.date).toBe(issued);
    for (const id of ['publicity', 'self-inspection']) {
      expect((phase(id)?.start ?? '') <= issued && issued <= (phase(id)?.end ?? '')).toBe(true);
    }
    expect(phase('self-inspection')?.start).toBe('2019-04-15');
    for (const { start, end } of jinan.phases) expect([start?.slice(0, 4), end.slice(0, 4)]).toEqual(['2019', '2019']);
  });

  it("the city's own duty to the province ends on 11-20 although its phase ends on 11-15", () => {
    expect(phase('summary')?.end).toBe('2019-11-15');
    const [upward] = planCampaign(jinan, [], stateCouncilCalendar).upward;
    expect(upward?.due).toBe('2019-11-20');
    expect(upward?.flags).toEqual(['2019-11-20 晚于所在阶段的止期 2019-11-15']);
    // Backwards from Wednesday 11-20: three and seven working days.
    expect([upward?.draft, upward?.countyDue]).toEqual(['2019-11-15', '2019-11-11']);
  });
});

describe('AC7 (JN19-Q1)', () => {
  const jurisdiction = seed('jinan-2019').matter.targets.find((t) => t.kind === 'jurisdiction');
  if (jurisdiction === undefined) throw new Error('Jinan divides its jurisdiction');
  const at = (district: string, kind: string): Institution => ({ id: `${district}-${kind}`, district, kind });
  const kinds = ['定点零售药店', '区级定点医疗机构', '乡镇卫生院', '三级医院'];
  const { byUnit, unassigned } = denominators(
    jurisdiction,
    ['长清区', '历下区'].flatMap((district) => kinds.map((kind) => at(district, kind))),
  );

  it("长清区's denominator has everything, 历下区's only its own clinics; the rest belongs to nobody", () => {
    expect(byUnit.长清区?.map((i) => i.kind)).toEqual(kinds);
    expect(byUnit.历下区?.map((i) => i.kind)).toEqual(['区级定点医疗机构', '乡镇卫生院']);
    expect(unassigned.map((i) => i.id)).toEqual(['历下区-定点零售药店', '历下区-三级医院']);
  });
});

describe('AC8 (WH24-O1/O3, Q2)', () => {
  const weihai = seed('weihai-2024');

  it('「2024年5月前」 stops for confirmation with 05-31 and 04-30 and keeps the text', () => {
    const question = openQuestions(weihai, []).find((q) => q.id === 'self-inspection/final/due');
    expect([...(question?.proposals ?? [])].sort()).toEqual(['2024-04-30', '2024-05-31']);
    expect(question?.quote).toBe('2024年5月前');
  });

  it('「12月上旬」 is 12-10, and a county report has six parts', () => {
    const plan = planCampaign(weihai, [], stateCouncilCalendar);
    const report = plan.rounds.find((r) => r.requirement === 'final-report');
    expect(report?.due).toBe('2024-12-10');
    expect(report?.parts.map((part) => part.department)).toEqual([
      '医疗保障局',
      '人民法院',
      '人民检察院',
      '公安局',
      '财政局',
      '卫生健康局',
    ]);
  });

  it("the province's duty of December is no county's", () => {
    const plan = planCampaign(weihai, [], stateCouncilCalendar);
    expect(plan.milestones.find((m) => m.id === 'province-report')?.date).toBe('2024-12-31');
    expect(plan.rounds.every((r) => r.due !== '2024-12-31')).toBe(true);
  });
});

describe('AC10 (WS25)', () => {
  const wushen = seed('wushen-2025');
  const plan = planCampaign(wushen, [], stateCouncilCalendar);

  it('three milestones by class of institution; the first was past at issue and is nobody’s lateness', () => {
    const traced = plan.milestones.filter((m) => m.source.includes('WS25-X1'));
    expect(traced.map((m) => [m.bound, m.date, m.reading?.pastAtIssue])).toEqual([
      ['before', '2025-04-01', true],
      ['from', '2025-05-01', false],
      ['from', '2025-06-01', false],
    ]);
    expect(traced.some((m) => m.who.includes('三级'))).toBe(false);
  });

  it('no table and no final report are demanded', () => {
    expect(wushen.requirements.map((r) => r.form.kind)).toEqual(['report']);
    expect(wushen.requirements.map((r) => r.id)).toEqual(['payment-qualification']);
    expect(wushen.matter.modulesOff.map((off) => off.module)).toEqual(
      expect.arrayContaining(['tables', 'final-report']),
    );
  });

  it('68 list items, two of them monitoring thresholds; eleven members of the working group', () => {
    const items = listOf('wushen-2025', 'negative-list.csv');
    expect(items).toHaveLength(68);
    expect(items.filter((row) => row.kind === 'monitoring').map((row) => [row.category, row.serial])).toEqual([
      ['定点医疗机构', '25'],
      ['参保人员', '5'],
    ]);
    expect(wushen.matter.departments.find((d) => d.id === 'working-group')?.members).toHaveLength(11);
  });

  it('three names of 网信办 lead to one actor only after confirmation', () => {
    const open = openQuestions(wushen, []).map((q) => q.id);
    expect(open).toContain('department/wx/aliases');
    const settled = openQuestions(wushen, [said('department/wx/aliases', '是同一单位')]).map((q) => q.id);
    expect(settled).not.toContain('department/wx/aliases');
  });
});

describe('AC11 (YY22)', () => {
  const parent = seed('yunyang-2021');
  const document = seed('yunyang-2022');
  const extended = amend(parent, document);
  const answers = [
    said('monthly-figures/first/period', '2022-03-01'),
    said('monthly-figures/*/due', '次月5日前'),
    said('monthly-figures/*/cut-off', '3个工作日'),
    said('interim-report/final/cut-off', '2022-07-08'),
    said('final-report/final/cut-off', '2023-01-10'),
  ];

  it('extends 云医保发〔2021〕16号: the same campaign id, a later end', () => {
    expect(document.notice.extends).toMatchObject({ campaign: 'yunyang-2021', number: parent.notice.number });
    expect(extended.id).toBe('yunyang-2021');
    expect(extended.phases.map((p) => p.end)).toEqual(['2022-12-31']);
  });

  it('has monthly rows to December for three departments', () => {
    const monthly = expand(extended, answers).rounds.filter((r) => r.requirement === 'monthly-figures');
    expect(monthly.map((r) => r.period)).toEqual(
      ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2022-${month}`),
    );
    for (const round of monthly) expect(round.offices).toEqual(['yb', 'ga', 'wj']);
  });

  it('accepts that there is no issue date and never fills one in', () => {
    expect(document.notice.date).toBeNull();
    expect(planCampaign(extended, answers, stateCouncilCalendar).issued).toBeNull();
  });

  it('township offices and institutions are told and owe nothing', () => {
    const told = extended.recipients.filter((r) => r.source.includes('YY22-A1'));
    expect(told.map((r) => r.office)).toEqual([null, null]);
  });

  it('takes effect without recreating what lay before it', () => {
    const diff = diffCampaigns(
      { definition: parent, answers: [] },
      { definition: extended, answers },
      day('2022-05-20'),
    );
    expect(diff.past.map((c) => c.period)).toEqual(['2022-03', '2022-03', '2022-03', '2022-04', '2022-04', '2022-04']);
    expect(diff.added.filter((c) => c.requirement === 'monthly-figures')).toHaveLength(8 * 3);
    expect(diff.withdrawn).toEqual([]);
    expect(diff.tell).toEqual(['ga', 'wj', 'yb']);
    for (const change of diff.added) expect(change.obligation.startsWith('yunyang-2021/')).toBe(true);
  });
});
