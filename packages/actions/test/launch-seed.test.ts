import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deliverMessage } from '@duban/actions/deliver-message';
import { type LaunchPreview, launchPreview } from '@duban/actions/launch-preview';
import { launchSeed } from '@duban/actions/launch-seed';
import { listSeeds } from '@duban/actions/list-seeds';
import { DAY, type Instant, plus } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordingMailer } from './drive.ts';
import { clerkOf, emptyWorld, jiningWorld, moment, operator, SEEDS, type World } from './world.ts';

const NOW = moment('2026-11-24 09:00');
const NAME = 'jining-2023';
const CAMPAIGN = 'jining-2023-20261122';

const preview = ({ ctx }: World, now: Instant = NOW, folder = SEEDS): Promise<LaunchPreview> =>
  launchPreview(ctx, { folder, name: NAME, now });
const launch = ({ ctx }: World, digest: string, { now = NOW, folder = SEEDS, actor = operator } = {}) =>
  launchSeed(ctx, { folder, name: NAME, digest, actor, now });
const campaigns = async ({ db }: World): Promise<string[]> =>
  (await db.selectFrom('campaign').select('id').orderBy('id').execute()).map((c) => c.id);

/** The seeds, with one piece of a file of Jining replaced. */
async function seedsWith(file: string, from: string, to: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'duban-seeds-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(SEEDS, folder, { recursive: true });
  const place = path.join(folder, NAME, file);
  const text = await readFile(place, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
  await writeFile(place, text.replace(from, to));
  return folder;
}

describe('a launch from a preview is refused', () => {
  it('to an office', async () => {
    const world = await emptyWorld();
    const { digest } = await preview(world);
    await expect(launch(world, digest, { actor: clerkOf('yanzhou') })).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await campaigns(world)).toEqual([]);
  });

  it('when a date, an address or an answer was changed after the preview', async () => {
    const world = await emptyWorld();
    const { digest } = await preview(world);
    for (const [file, from, to] of [
      ['answers.yaml', 'value: 2023-10-10', 'value: 2023-10-12'],
      ['directory.yaml', 'jg-a@yanzhou.example', 'new@yanzhou.example'],
      ['answers.yaml', '定为季后10日', '定为季后10日内'],
    ] as const) {
      const folder = await seedsWith(file, from, to);
      await expect(launch(world, digest, { folder })).rejects.toMatchObject({ code: 'preview-outdated' });
    }
    expect(await campaigns(world)).toEqual([]);
  });

  it('when it was made in another quarter: the dates are others by now', async () => {
    const world = await emptyWorld();
    const { digest } = await preview(world, plus(NOW, -3 * DAY));
    await expect(launch(world, digest)).rejects.toMatchObject({ code: 'preview-outdated' });
  });

  it('the second time, whatever is confirmed, and to one of two officers at the same moment', async () => {
    const world = await emptyWorld();
    const { digest } = await preview(world);
    const both = await Promise.allSettled([launch(world, digest), launch(world, digest)]);
    expect(both.flatMap((r) => (r.status === 'rejected' ? [r.reason.code] : []))).toEqual(['campaign-exists']);
    await expect(launch(world, digest)).rejects.toMatchObject({ code: 'campaign-exists' });
    await expect(launch(world, 'something else')).rejects.toMatchObject({ code: 'campaign-exists' });
    expect(await campaigns(world)).toEqual([CAMPAIGN]);
  });

  it('while the notice leaves something open, which the preview names instead of messages', async () => {
    const world = await emptyWorld();
    const folder = await seedsWith(
      'answers.yaml',
      `  - question: final-report/final/cut-off
    value: 2023-12-18
    by: 基金监管科科长
    on: 2023-08-22
    reason: 通知未定汇总时间；拟于12月20日报省，提前两个工作日汇总。 # JN23-Q1
`,
      '',
    );
    const { questions, messages, digest } = await preview(world, NOW, folder);
    expect(questions).toEqual([
      {
        id: 'final-report/final/cut-off',
        title: '专项整治总结报告（全程）最迟等到哪一天汇总？',
        quote: null,
        // Six working days after Wednesday 2027-03-10.
        proposals: [{ value: '2027-03-18', meaning: '时限后6个工作日' }],
        source: 'JN23-O14',
      },
    ]);
    expect(messages).toEqual([]);
    await expect(launch(world, digest, { folder })).rejects.toMatchObject({ code: 'question-open' });
  });
});

describe('a preview', () => {
  it('is refused for a seed that is not there', async () => {
    const { ctx } = await emptyWorld();
    const attempt = launchPreview(ctx, { folder: SEEDS, name: '../seeds', now: NOW });
    await expect(attempt).rejects.toMatchObject({ code: 'seed-unknown' });
  });

  it('shows the new dates, the old ones behind them, and what rests on a year without published holidays', async () => {
    const world = await emptyWorld();
    const shown = await preview(world);
    expect(shown).toMatchObject({
      name: NAME,
      campaign: CAMPAIGN,
      quarters: 13,
      notice: { number: '济医保发〔2023〕11号，改期演练', issued: '2026-11-22', originallyIssued: '2023-08-22' },
      questions: [],
      assumedYears: [2027],
    });
    expect(shown.phases[1]).toEqual({
      title: '开展集中整治',
      phrase: '2027年2月28日前（原文“(2023年11月底完成)”，改期演练）',
      start: null,
      end: '2027-02-28',
    });
    expect(shown.rounds).toEqual([
      {
        what: '2026年第四季度统计表',
        asOf: '2026-12-31',
        due: '2027-01-10',
        cutOff: '2027-01-18',
        offices: 15,
        assumed: true,
      },
      {
        what: '2027年第一季度统计表',
        asOf: '2027-02-28',
        due: '2027-03-10',
        cutOff: '2027-03-18',
        offices: 15,
        assumed: true,
      },
      { what: '总结报告', asOf: null, due: '2027-03-10', cutOff: '2027-03-18', offices: 15, assumed: true },
    ]);
    expect(shown.answers).toHaveLength(10);
    expect(shown.answers[0]).toMatchObject({
      question: 'quarterly-table/2026Q4/due',
      title: '医保基金工作情况统计表（2026年第四季度）哪一天报送截止？',
      value: '2027-01-10',
    });
    expect(await campaigns(world)).toEqual([]);
  });

  it('marks nothing where the holidays are published', async () => {
    const shown = await preview(await emptyWorld(), moment('2023-08-22 09:00'));
    expect([shown.quarters, shown.campaign, shown.assumedYears]).toEqual([0, NAME, []]);
    expect(shown.rounds.map((r) => r.assumed)).toEqual([false, false, false]);
    expect(shown.past).toEqual([]);
  });

  it('says what is over by now and will be asked of nobody', async () => {
    const shown = await preview(await emptyWorld(), moment('2023-10-20 09:00'));
    expect(shown.past).toEqual([{ what: '2023年第三季度统计表', due: '2023-10-10' }]);
    expect(shown.rounds.map((r) => r.what)).toEqual(['2023年第四季度统计表', '总结报告']);
  });

  it('is what is then sent: every address, subject, text and enclosure', async () => {
    const world = await emptyWorld();
    const shown = await preview(world);
    expect(await launch(world, shown.digest)).toEqual({
      campaign: CAMPAIGN,
      rounds: 3,
      obligations: 45,
      messages: shown.messages.length,
    });
    const planned = await world.db
      .selectFrom('message')
      .select(['id', 'address', 'kind'])
      .where('campaign', '=', CAMPAIGN)
      .execute();
    expect(planned.map((m) => `${m.kind} ${m.address}`).sort()).toEqual(
      shown.messages.map((m) => `${m.kind} ${m.address}`).sort(),
    );
    const { mailer, sent } = recordingMailer();
    const some = planned.filter((m) => /yanzhou|taibaihu|xz-|launch-info/.test(`${m.address} ${m.kind}`));
    for (const { id } of some) await deliverMessage({ ...world.ctx, mailer }, { message: id, now: NOW });
    expect(sent).toHaveLength(some.length);
    for (const mail of sent) {
      const { subject, text, attachments } = shown.messages.find((m) => m.address === mail.to) ?? {};
      expect({ subject, text, attachments }).toEqual({
        subject: mail.subject,
        text: mail.text,
        attachments: mail.attachments.map((a) => a.name),
      });
    }
  });

  it('shows where the link will stand, and not the key to a county’s page', async () => {
    const { ctx } = await emptyWorld();
    const online = { ...ctx, webAddress: 'http://127.0.0.1:8080' };
    const { messages } = await launchPreview(online, { folder: SEEDS, name: NAME, now: NOW });
    const [mail] = messages;
    expect(mail?.text).toContain('打开报送页面（无需注册）：http://127.0.0.1:8080/desk#（发送时生成）');
    expect(JSON.stringify(messages)).not.toMatch(/~1~/);
  });
});

describe('the list of seeds', () => {
  it('says what a launch today would make of each, and whether it is there already', async () => {
    const world = await emptyWorld();
    const today = localDate('2026-11-24');
    const listed = {
      name: NAME,
      problem: null,
      title: '济宁市2023年医保领域打击欺诈骗保专项整治',
      number: '济医保发〔2023〕11号',
      issued: '2023-08-22',
      offices: 15,
      requirements: 2,
      redated: { campaign: CAMPAIGN, issued: '2026-11-22', quarters: 13 },
      running: false,
    };
    expect(await listSeeds(world.ctx, { folder: SEEDS, today })).toContainEqual(listed);
    await launch(world, (await preview(world)).digest);
    expect(await listSeeds(world.ctx, { folder: SEEDS, today })).toContainEqual({ ...listed, running: true });
  });

  it('counts only the campaign of that day: one launched with the old dates is another', async () => {
    const { ctx } = await jiningWorld();
    const listed = await listSeeds(ctx, { folder: SEEDS, today: localDate('2026-11-24') });
    expect(listed.find(({ name }) => name === NAME)).toMatchObject({ running: false });
  });

  it('shows a folder with a mistake as such, and the others all the same', async () => {
    const { ctx } = await emptyWorld();
    const folder = await seedsWith('campaign.yaml', 'table: T1,', 'table: T11,');
    const listed = await listSeeds(ctx, { folder, today: localDate('2026-11-24') });
    expect(listed.filter(({ problem }) => problem === null)).toHaveLength(listed.length - 1);
    const broken = listed.find(({ name }) => name === NAME);
    expect(broken?.problem).toContain('campaign.yaml:50:33');
    expect(broken?.problem).toContain('没有表“T11”，最接近的是 T1');
  });
});

it('a notice that asks for no table informs whom it names, and promises nobody a form (found by schemathesis: it failed)', async () => {
  const world = await emptyWorld();
  const { messages, rounds } = await launchPreview(world.ctx, { folder: SEEDS, name: 'yunyang-2021', now: NOW });
  expect(rounds).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
  expect(new Set(messages.map(({ kind }) => kind))).toEqual(new Set(['launch-info']));
  expect(messages[0]?.text).toContain('没有定期报送任务');
});
