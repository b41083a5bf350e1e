import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { callDuban } from './support/call-duban.js';
import { runDuban } from './support/run-duban.js';

const root = repoRoot(import.meta.url);
const folder = throwawayFolder('cli-plan');
afterAll(() => folder.remove());

const duban = (...args: string[]) => callDuban(args);

/** A folder of one's own with Jining in it, one piece of a file replaced; without forms of its own. */
function ownSeeds(name: string, file: string, [from, to]: readonly [string, string]): string {
  const seeds = path.join(folder.path, name);
  cpSync(path.join(root, 'seeds/jining-2023'), path.join(seeds, 'jining-2023'), { recursive: true });
  const place = path.join(seeds, 'jining-2023', file);
  const text = readFileSync(place, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(place, text.replace(from, to));
  return seeds;
}

describe('duban plan', () => {
  it('refuses a seed that is not there, and an office that is not in it, with those that are', async () => {
    const seed = await duban('plan', 'atlantis-2023');
    expect([seed.code, seed.stderr]).toEqual([2, expect.stringContaining('weihai-2024')]);
    const office = await duban('plan', 'jining-2023', '--office', '亚特兰蒂斯');
    expect([office.code, office.stderr]).toEqual([2, expect.stringContaining('兖州区 yanzhou')]);
  });

  it('ends with 0 where nothing is open and with 1 where something is, naming it with the notice’s words', async () => {
    expect((await duban('plan', 'jining-2023')).code).toBe(0);
    const { code, stdout } = await duban('plan', 'weihai-2024');
    expect(code).toBe(1);
    expect(stdout).toContain('启动前还有 5 个问题');
    expect(stdout).toContain('原文“2024年5月前”');
    expect(stdout).toContain('question: self-inspection/final/due');
  });

  it('says with --explain why a date is what it is, and never prints a date the notice has not', async () => {
    const { stdout } = await duban('plan', 'jinan-2019', '--explain');
    expect(stdout).toContain('11月10日前 → 2019-11-10（周日）');
    expect((await duban('plan', 'yunyang-2022')).stdout).toContain('印发日期：待补（通知没有写）');
  });

  it('answers in JSON that parses, narrowed to one office by its id or its short name', async () => {
    const plan = JSON.parse((await duban('plan', 'yunyang-2022', '--json')).stdout);
    expect(plan.questions.map((q: { id: string }) => q.id)).toContain('monthly-figures/first/period');
    const one = JSON.parse((await duban('plan', 'wushen-2025', '--json', '--office', 'wj')).stdout);
    expect(one.rounds.map((r: { requirement: string }) => r.requirement)).toEqual(['payment-qualification']);
  });

  it('writes a calendar that mail programs take: one entry a due, whole lines of 75 bytes at most', async () => {
    const { stdout } = await duban('plan', 'jining-2023', '--ics', '--office', '兖州区');
    const lines = stdout.trimEnd().split('\r\n');
    expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
    expect(lines.filter((line) => line.startsWith('DTSTART;VALUE=DATE:'))).toEqual([
      'DTSTART;VALUE=DATE:20231010',
      'DTSTART;VALUE=DATE:20231210',
      'DTSTART;VALUE=DATE:20231210',
    ]);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(await duban('plan', 'jining-2023', '--ics', '--office', '兖州区')).toEqual({ code: 0, stdout, stderr: '' });
  });
});

describe('duban validate', () => {
  it('finds nothing wrong with the notices that come with the program', async () => {
    const { code, stdout } = await duban('validate');
    expect([code, stdout.split('\n').filter((line) => line.startsWith('✔')).length]).toEqual([0, 6]);
  });

  it('names every mistake of a folder of one’s own with file, line and column', async () => {
    const seeds = ownSeeds('broken', 'campaign.yaml', ['due: 2023-12-10', 'due: 适当的时候']);
    writeFileSync(
      path.join(seeds, 'jining-2023/directory.yaml'),
      readFileSync(path.join(seeds, 'jining-2023/directory.yaml'), 'utf8').replace('kind: zone', 'kind: zonk'),
    );
    const { code, stdout } = await duban('validate', '--seeds', seeds);
    expect(code).toBe(1);
    expect(stdout).toMatch(/campaign\.yaml:\d+:\d+ requirements\[1\]\.due：/);
    expect(stdout).toMatch(/directory\.yaml:\d+:\d+ offices\[\d+\]\.kind：发现“zonk”，应为 county、zone/);
  });

  it('finds an answer to nothing', async () => {
    const seeds = ownSeeds('unasked', 'answers.yaml', ['quarterly-table/2023Q3/due', 'quarterly-table/2023Q2/due']);
    const { code, stdout } = await duban('validate', 'jining-2023', '--seeds', seeds);
    expect([code, stdout]).toEqual([1, expect.stringContaining('quarterly-table/2023Q2/due')]);
  });

  it('says so when the folder is not there', async () => {
    const { code, stderr } = await duban('validate', '--seeds', path.join(folder.path, 'nowhere'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('DUBAN_SEEDS')]);
  });
});

describe('duban coverage', () => {
  it('finds a place for every item of the five notices, and lists rules that are data only', async () => {
    const { code, stdout } = await duban('coverage');
    expect(code).toBe(0);
    expect(stdout.match(/缺 0 条/g)).toHaveLength(5);
    expect(stdout).toContain('（只作数据）');
  });
});

describe('duban diff', () => {
  it('refuses a document that amends nothing, and a day that is none', async () => {
    expect((await duban('diff', 'jining-2023', '--from', '2023-11-01')).code).toBe(2);
    const { code, stderr } = await duban('diff', 'yunyang-2022', '--from', '昨天');
    expect([code, stderr]).toEqual([2, expect.stringContaining('YYYY-MM-DD')]);
  });

  it('shows what the notice of Yunyang of 2022 changes, for whom, and what it leaves open', async () => {
    const { code, stdout } = await duban('diff', 'yunyang-2022', '--from', '2022-05-20');
    expect(code).toBe(1);
    expect(stdout).toContain('（yunyang-2021，编号不变）');
    expect(stdout).toContain('任务有变化、要通知：县公安局、县卫健委、县医保局');
    expect(stdout).toContain('monthly-figures/first/period');
  });
});

describe('a table of days in the data folder', () => {
  const dataWith = (name: string, days: string): string => {
    const data = path.join(folder.path, name);
    mkdirSync(data);
    writeFileSync(path.join(data, 'calendar.yaml'), days);
    return data;
  };

  it('is refused with its line by every command that counts by it, and by `up` before anything starts', async () => {
    const data = dataWith('broken-days', 'days:\n  - { date: 2023-02-30, worked: false }\n');
    const commands = [
      ['calendar', '2023-10-11'],
      ['plan', 'jining-2023'],
      ['diff', 'yunyang-2022', '--from', '2022-05-20'],
    ];
    const refused = [2, expect.stringContaining('calendar.yaml:2:13')];
    for (const command of commands) {
      const { code, stderr } = await duban(...command, '--data', data);
      expect([command[0], code, stderr]).toEqual([command[0], ...refused]);
    }
    const up = await runDuban(['up', '--data', data]);
    expect([up.code, up.stderr]).toEqual(refused);
  });

  it('changes what a day is, what words come to, and what a plan says of a due', async () => {
    const data = dataWith('own-days', 'days:\n  - { date: 2023-10-10, worked: false, holiday: 市庆 }\n');
    expect((await duban('calendar', '2023-10-10', '--data', data)).stdout).toContain('市庆假期');
    const words = ['calendar', '次月5个工作日内', '--issued', '2023-09-22'];
    expect((await duban(...words)).stdout).toContain('2023-10-11');
    expect((await duban(...words, '--data', data)).stdout).toContain('2023-10-12');
    expect((await duban('plan', 'jining-2023')).stdout).not.toContain('市庆');
    expect((await duban('plan', 'jining-2023', '--data', data, '--explain')).stdout).toContain('2023-10-10 是市庆假期');
  });
});

describe('duban calendar', () => {
  it.each([
    ['2023-10-07', '工作日'],
    ['2023-10-06', '国庆节假期'],
    ['2027-01-01', '放假安排尚未公布'],
  ])('%s: %s', async (day, said) => {
    expect((await duban('calendar', day)).stdout).toContain(said);
  });

  it('reads the words of a notice, offers readings with 1, and refuses what it cannot read with 2', async () => {
    const certain = await duban('calendar', '次月5个工作日内', '--issued', '2023-08-22');
    expect([certain.code, certain.stdout]).toEqual([0, expect.stringContaining('2023-09-07')]);
    expect((await duban('calendar', '2024年5月前', '--issued', '2024-05-10')).code).toBe(1);
    const { code, stderr } = await duban('calendar', '胡言乱语');
    expect([code, stderr]).toEqual([2, expect.stringContaining('读不懂')]);
  });
});

describe('duban new', () => {
  it('makes next year’s campaign that can be planned at once, and does not overwrite one', async () => {
    const seeds = ownSeeds('next', 'answers.yaml', ['answers:', 'answers:']);
    const made = await duban('new', 'jining-2024', '--from', 'jining-2023', '--issued', '2024-08-20', '--seeds', seeds);
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('lists/')]);
    const plan = await duban('plan', 'jining-2024', '--seeds', seeds);
    expect([plan.code, plan.stdout]).toEqual([1, expect.stringContaining('个联系人沿用以前的专项，是否逐个核对过？')]);
    const again = await duban('new', 'jining-2024', '--from', 'jining-2023', '--seeds', seeds);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('已经存在')]);
  });

  it('begins a folder of one’s own with a campaign after a notice of the program, and says how it gets onto the page', async () => {
    const seeds = path.join(folder.path, 'begun');
    const made = await duban('new', 'ours-2024', '--from', 'jining-2023', '--issued', '2024-08-20', '--seeds', seeds);
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining(`duban up --seeds ${seeds}`)]);
    expect((await duban('validate', '--seeds', seeds)).code).toBe(0);
    const nobody = await duban('new', 'ours-2025', '--from', 'atlantis-2023', '--seeds', seeds);
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('ours-2024、jinan-2019')]);
  });
});
