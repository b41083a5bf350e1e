import { describe, expect, it } from 'vitest';
import { defaultLadder } from '../src/index.js';
import { urgentLadder } from '../src/ladder.js';
import { loadCampaign } from '../src/schema.js';
import { refused, small, smallWith } from './fixtures.js';

const inCampaign = (from: string, to: string): string[] =>
  refused(() => loadCampaign(smallWith('campaign.yaml', { from, to })));

describe('campaign.yaml is refused, with line and column,', () => {
  it('when a day does not exist', () => {
    expect(inCampaign('date: 2023-08-22', 'date: 2023-02-30')).toEqual([
      'campaign.yaml:8:9 notice.date：发现“2023-02-30”，应为 YYYY-MM-DD 的日期',
    ]);
  });

  it('when a time of day does not exist', () => {
    expect(inCampaign("digestAt: '08:30'", "digestAt: '24:00'")).toEqual([
      'campaign.yaml:43:11 digestAt：发现“24:00”，应为 HH:MM 的时刻（加引号）',
    ]);
  });

  it('when a field is missing, at the group that should hold it', () => {
    expect(inCampaign('    phrase: 即日起\n', '')).toEqual([
      'campaign.yaml:13:5 phases[0].phrase：缺少这一项，应为文字（数字样的内容请加引号）',
    ]);
  });

  it('when a field is misspelt, at its name', () => {
    const problems = inCampaign('noun: 专项整治', 'nown: 专项整治');
    expect(problems[0]).toContain('campaign.yaml:1:1 noun：缺少这一项');
    expect(problems[1]).toContain('campaign.yaml:3:1 nown：不认识这个字段，允许的字段：id、title、noun、notice');
    expect(problems).toHaveLength(2);
  });

  it('when a text is empty', () => {
    expect(inCampaign('title: 测试\n', "title: ''\n")).toEqual(['campaign.yaml:2:8 title：发现“”，不能为空']);
  });

  it('when a phase ends before it starts', () => {
    expect(inCampaign('    end: 2023-12-10', '    end: 2023-08-21')).toEqual([
      'campaign.yaml:17:10 phases[0].end：结束“2023-08-21”早于开始“2023-08-22”，结束不能早于开始',
    ]);
  });

  it('when it has no phases', () => {
    const phases = small['campaign.yaml'].match(/phases:\n( {2}.*\n)+/)?.[0] ?? '';
    expect(inCampaign(phases, 'phases: []\n')).toEqual(['campaign.yaml:12:9 phases：发现列表（0 项），至少 1 项']);
  });

  it('when a requirement asks for a form that can be none', () => {
    expect(inCampaign('table: T1', 'table: X1')).toEqual([
      'campaign.yaml:33:33 requirements[0].form.table：发现“X1”，应为 seeds/tables 下的表号，如 T1、T2a',
    ]);
  });

  it('when a form is neither a table nor a report', () => {
    expect(inCampaign('{ kind: table, table: T1, version: 1 }', '{ kind: letter }')).toEqual([
      'campaign.yaml:33:19 requirements[0].form.kind：发现“letter”，应为 table 或 report',
    ]);
  });

  it('when a requirement names an office that is not in the directory', () => {
    expect(inCampaign('offices: [east]', 'offices: [east, west]')).toEqual([
      'campaign.yaml:34:21 requirements[0].offices[1]：没有单位“west”，应为 directory.yaml 中 offices 的编号',
    ]);
  });

  it('when a requirement stands in a phase that does not exist', () => {
    expect(inCampaign('due: null', 'due: null\n    phase: later')).toEqual([
      'campaign.yaml:38:12 requirements[0].phase：没有阶段“later”，应为 all 之一',
    ]);
  });

  it('when a requirement names an office twice', () => {
    expect(inCampaign('offices: [east]', 'offices: [east, east]')).toEqual([
      'campaign.yaml:34:21 requirements[0].offices[1]：“east”已经用过，每个只能出现一次',
    ]);
  });

  it('when one day is given as the due of every quarter (JN23-Q1)', () => {
    expect(inCampaign('due: null', 'due: 2023-10-10')).toEqual([
      'campaign.yaml:37:10 requirements[0].due：按期报送的事项写了“2023-10-10”，应为 null，每期的截止日期写在 answers.yaml',
    ]);
  });

  it('when an id is used twice', () => {
    const duty = '{ id: d, who: 各部门, what: 宣传, kind: event, source: P }';
    expect(inCampaign('duties: []', `duties:\n  - ${duty}\n  - ${duty}`)).toEqual([
      'campaign.yaml:41:11 duties[1].id：“d”已经用过，每个只能出现一次',
    ]);
  });

  it('when an id could not be part of a workflow id', () => {
    expect(inCampaign('id: test', 'id: Test/1')).toEqual([
      'campaign.yaml:1:5 id：发现“Test/1”，应为小写字母、数字和连字符组成的编号',
    ]);
  });

  it('when the bureau has nobody for a role that the ladder calls on', () => {
    expect(inCampaign('role: deputy', 'role: chief')).toEqual([
      'campaign.yaml:24:5 bureau.officers：缺少“deputy”，应有 operator、chief、deputy、leader 各一人',
      'campaign.yaml:26:15 bureau.officers[2].role：“chief”已经用过，每个只能出现一次',
    ]);
  });

  it('when the office closes before it opens', () => {
    expect(inCampaign("close: '17:30'", "close: '08:00'")[0]).toBe(
      'campaign.yaml:41:32 hours.close：下班“08:00”不晚于上班“08:30”，下班应晚于上班',
    );
  });

  it('when a source is not an item of a notice', () => {
    expect(inCampaign('  source: P\nphases', '  source: JN23\nphases')).toEqual([
      'campaign.yaml:11:11 notice.source：发现“JN23”，应为通知条目编号（如 JN23-O13，多个用空格分开）或 P',
    ]);
  });
});

describe('the ladder is refused', () => {
  it('when a step does not exist for that standing', () => {
    expect(inCampaign('ladder: default', 'ladder: { peer: { T-3: off } }')).toEqual([
      'campaign.yaml:40:19 ladder.peer.T-3：不认识这个字段，允许的字段：period-end、period-start、T-1-call、T+3-letter、extra',
    ]);
  });

  it('when a standing does not exist', () => {
    expect(inCampaign('ladder: default', 'ladder: { friend: {} }')).toEqual([
      'campaign.yaml:40:11 ladder.friend：不认识这个字段，允许的字段：subordinate、peer、outside、superior',
    ]);
  });

  it('when a superior is to get a step (practice.md 5)', () => {
    expect(inCampaign('ladder: default', 'ladder: { superior: { T-1: { offset: -1 } } }')).toEqual([
      'campaign.yaml:40:23 ladder.superior.T-1：不认识这个字段，这里不允许任何字段',
    ]);
  });

  it('when a step is put outside office hours, where it would slip to the next day', () => {
    expect(inCampaign('ladder: default', "ladder: { subordinate: { T-1: { at: '18:00' } } }")).toEqual([
      'campaign.yaml:40:37 ladder.subordinate.T-1.at：T-1 在 18:00，应在上班时间 08:30 至 17:30 之内',
    ]);
  });

  it('when a step of one’s own has the name of another, or says neither what nor when', () => {
    const step = "{ key: T-3, label: 再提醒, anchor: due, offset: -5, at: '09:00', message: reminder, to: [A] }";
    expect(inCampaign('ladder: default', `ladder: { subordinate: { extra: [${step}] } }`)).toEqual([
      'campaign.yaml:40:41 ladder.subordinate.extra[0].key：发现“T-3”，每个步骤编号只能出现一次',
    ]);
    const [problem] = inCampaign('ladder: default', 'ladder: { subordinate: { extra: [{ key: T-7, label: 提醒 }] } }');
    expect(problem).toMatch(
      /^campaign\.yaml:40:34 ladder\.subordinate\.extra\[0\]：发现成组的字段，应有 key、label、anchor/,
    );
  });

  it('when a requirement’s own ladder names a step that it has not, in days and in hours', () => {
    const inLadder = (text: string) => inCampaign('    due: null', `    due: null\n    ladder: ${text}`);
    expect(inLadder('{ subordinate: { due-2h: off } }')[0]).toMatch(
      /^campaign\.yaml:38:30 requirements\[0\]\.ladder\.subordinate\.due-2h：不认识这个字段/,
    );
    expect(inLadder('{ urgent: { subordinate: { T-3: off } } }')).toEqual([
      'campaign.yaml:38:40 requirements[0].ladder.urgent.subordinate.T-3：不认识这个字段，允许的字段：asked、due-2h、due-30m、due-call、T+1-call、extra',
    ]);
    expect(inLadder("{ subordinate: { T-1: { at: '18:00' } } }")).toEqual([
      'campaign.yaml:38:41 requirements[0].ladder.subordinate.T-1.at：T-1 在 18:00，应在上班时间 08:30 至 17:30 之内',
    ]);
    expect(inLadder('strict')[0]).toMatch(/^campaign\.yaml:38:13 requirements\[0\]\.ladder：发现“strict”/);
  });

  it('when it is another word than default', () => {
    expect(inCampaign('ladder: default', 'ladder: strict')[0]).toMatch(/^campaign\.yaml:40:9 ladder：发现“strict”/);
  });
});

describe('files that are no YAML are refused', () => {
  it('with the place of every syntax error in both', () => {
    const problems = refused(() => loadCampaign({ 'campaign.yaml': 'id: a\nid: b\n', 'directory.yaml': 'offices: [' }));
    expect(problems[0]).toBe('campaign.yaml:2:1 全文：YAML 写法有误（同一个字段写了两次），应为合法的 YAML 1.2');
    expect(problems[1]).toMatch(/^directory\.yaml:1:\d+ 全文：YAML 写法有误/);
  });

  it('when they are empty, or a list where fields belong', () => {
    expect(refused(() => loadCampaign({ 'campaign.yaml': '', 'directory.yaml': '[]' }))).toEqual([
      'campaign.yaml:1:1 全文：发现空值，应为成组的字段',
      'directory.yaml:1:1 全文：发现列表（0 项），应为成组的字段',
    ]);
  });

  it('when references multiply without end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
`;
    expect(refused(() => loadCampaign({ ...small, 'campaign.yaml': bomb }))[0]).toContain('层层引用过多');
  });
});

it('all problems of both files are told at once, in reading order', () => {
  const texts = {
    'campaign.yaml': small['campaign.yaml'].replace('date: 2023-08-22', 'date: soon').replace('T1', 'X1'),
    'directory.yaml': small['directory.yaml']
      .replace('a@east.example', 'nobody')
      .replace('office: east, source', 'office: x, source'),
  };
  expect(refused(() => loadCampaign(texts)).map((line) => line.split(' ')[0])).toEqual([
    'campaign.yaml:8:9',
    'campaign.yaml:33:33',
    'directory.yaml:13:12',
    'directory.yaml:17:60',
  ]);
});

describe('a campaign that loads', () => {
  it('has the default ladder when it asks for it', () => {
    expect(loadCampaign(small).ladder).toEqual(defaultLadder);
  });

  it('has the default ladder but for the steps it changes or drops', () => {
    const { ladder } = loadCampaign(
      smallWith('campaign.yaml', {
        from: 'ladder: default',
        to: "ladder: { subordinate: { T-3: { offset: -4, at: '10:30' }, T-1-call: off } }",
      }),
    );
    const before = defaultLadder.subordinate;
    expect(ladder.subordinate.map((step) => step.key)).toEqual(
      before.map((step) => step.key).filter((key) => key !== 'T-1-call'),
    );
    expect(ladder.subordinate.find((step) => step.key === 'T-3')).toMatchObject({
      offset: -4,
      at: '10:30',
      anchor: 'due',
    });
    expect(ladder.subordinate.find((step) => step.key === 'T-1')).toEqual(before.find((step) => step.key === 'T-1'));
    expect(ladder.outside).toEqual(defaultLadder.outside);
  });

  it('has steps of its own where their time puts them', () => {
    const step = "{ key: T-2, label: 再提醒, anchor: due, offset: -2, at: '09:00', message: reminder, to: [A, B] }";
    const { ladder } = loadCampaign(
      smallWith('campaign.yaml', { from: 'ladder: default', to: `ladder: { subordinate: { extra: [${step}] } }` }),
    );
    const keys = ladder.subordinate.map(({ key }) => key);
    expect(keys.slice(keys.indexOf('T-3'), keys.indexOf('T-1') + 1)).toEqual(['T-3', 'T-2', 'T-1']);
    expect(ladder.subordinate.find(({ key }) => key === 'T-2')).toEqual({
      key: 'T-2',
      label: '再提醒',
      anchor: 'due',
      offset: -2,
      at: '09:00',
      action: { message: 'reminder', to: ['A', 'B'] },
    });
  });

  it('may have tasks of every kind among them: to call, to sign, to check', () => {
    const step =
      "{ key: T+4-check, label: 核对, anchor: due, offset: 4, at: '09:00', task: check, by: operator, script: check }";
    const { ladder } = loadCampaign(
      smallWith('campaign.yaml', { from: 'ladder: default', to: `ladder: { subordinate: { extra: [${step}] } }` }),
    );
    expect(ladder.subordinate.find(({ key }) => key === 'T+4-check')).toMatchObject({
      action: { task: 'check', by: 'operator', script: 'check' },
    });
  });

  it('may have a requirement with a ladder of its own, in days or in hours', () => {
    const own = (text: string) =>
      loadCampaign(smallWith('campaign.yaml', { from: '    due: null', to: `    due: null\n${text}` }));
    expect(loadCampaign(small).requirements[0]).not.toHaveProperty('ladder');
    const daily = own('    ladder: { subordinate: { T-3: off } }');
    expect(daily.requirements[0]?.ladder?.subordinate.map(({ key }) => key)).not.toContain('T-3');
    expect(daily.ladder).toEqual(defaultLadder);
    const hourly = own("    dueTime: '12:00'\n    ladder: urgent").requirements[0];
    expect([hourly?.dueTime, hourly?.ladder]).toEqual(['12:00', urgentLadder]);
    const earlier = own('    ladder: { urgent: { subordinate: { due-2h: { minutes: -180 } } } }').requirements[0];
    expect(earlier?.ladder?.subordinate.find(({ key }) => key === 'due-2h')).toMatchObject({ minutes: -180 });
  });

  it('may rest on a notice without a date (YY22-Q4)', () => {
    expect(
      loadCampaign(smallWith('campaign.yaml', { from: 'date: 2023-08-22', to: 'date: null' })).notice.date,
    ).toBeNull();
  });

  it('is the same after a journey through JSON: the ledger keeps it so', () => {
    const definition = loadCampaign(small);
    expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
  });
});
