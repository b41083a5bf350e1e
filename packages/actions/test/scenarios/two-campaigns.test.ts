import { chaseTick } from '@duban/actions/chase-tick';
import { deliverMessage } from '@duban/actions/deliver-message';
import { nextSteps } from '@duban/actions/next-steps';
import { pauseCampaign } from '@duban/actions/pause-campaign';
import { resumeCampaign } from '@duban/actions/resume-campaign';
import { formatMinute, localDate } from '@duban/base/time';
import type { Mailer } from '@duban/notify';
import { describe, expect, it } from 'vitest';
import { recordingMailer } from '../drive.ts';
import { send } from '../sheets.ts';
import { CAMPAIGN, jining, moment, operator, owes, type World } from '../world.ts';
import { alsoOwes, dueOn, playBoth, SECOND, SECOND_TITLE, second, twoCampaigns } from './two-campaigns.ts';

const A = 'jg-a@yanzhou.example';
const FIRST_TITLE = jining.definition.title;
const both = (from: string, later = from) => ({ [`${CAMPAIGN} yanzhou`]: from, [`${SECOND} yanzhou`]: later });
const brief = (mails: readonly { at: string; to: string }[]) => mails.map(({ at, to }) => `${at} ${to}`);
/** The campaigns that a mail names debts of, in its order. */
const named = (text: string) => [...text.matchAll(/所属工作：(.*)/g)].map(([, title]) => title);
const chasesOf = ({ db }: World, campaign: string) =>
  db
    .selectFrom('message')
    .selectAll()
    .where('kind', '=', 'chase')
    .where('campaign', '=', campaign)
    .orderBy('id')
    .execute();

describe('One chase per person, channel and slot across campaigns, most urgent first', () => {
  it('takes no notice of another bureau’s campaign: nobody signs for somebody else', async () => {
    const bureau = { ...jining.definition.bureau, name: '济宁市卫生健康委员会' };
    const world = await twoCampaigns(second({ bureau }));
    const mails = await playBoth(world, { chasers: both('2023-10-10 09:00'), until: '2023-10-10 12:00' });
    expect(brief(mails)).toEqual([`10-10 10:05 ${A}`, `10-10 10:05 ${A}`]);
    expect(mails.flatMap(({ text }) => named(text))).toEqual([]);
  });

  it('two campaigns at the same time: one mail names both debts, and is in both lists', async () => {
    const world = await twoCampaigns();
    const mails = await playBoth(world, { chasers: both('2023-10-10 09:00'), until: '2023-10-10 23:00' });
    expect(brief(mails)).toEqual([`10-10 10:05 ${A}`]);
    expect(mails[0]?.subject).toBe('【今日到期】兖州区医疗保障局：2项报送任务');
    expect(named(mails[0]?.text ?? '')).toEqual([FIRST_TITLE, SECOND_TITLE]);
    for (const campaign of [CAMPAIGN, SECOND])
      expect((await chasesOf(world, campaign)).map((m) => [m.state, m.subject])).toEqual([
        ['sent', '【今日到期】兖州区医疗保障局：2项报送任务'],
      ]);
  });

  it('one of them planned a minute later, while the mail is still open: it goes with it', async () => {
    const world = await twoCampaigns();
    const chasers = both('2023-10-10 10:00', '2023-10-10 10:01');
    const mails = await playBoth(world, { chasers, until: '2023-10-10 23:00' });
    expect(brief(mails)).toEqual([`10-10 10:05 ${A}`]);
    expect(named(mails[0]?.text ?? '')).toHaveLength(2);
  });

  it('T of one at 10:00 and T−1 of the other at 15:00: the day’s mail leaves once, the nearer due first', async () => {
    const world = await twoCampaigns();
    await dueOn(world, alsoOwes('yanzhou'), localDate('2023-10-11'));
    const mails = await playBoth(world, { chasers: both('2023-10-10 09:00'), until: '2023-10-10 23:00' });
    expect(brief(mails).filter((line) => line.endsWith(A))).toEqual([`10-10 15:05 ${A}`]);
    const [mail] = mails.filter(({ to }) => to === A);
    expect(named(mail?.text ?? '')).toEqual([FIRST_TITLE, SECOND_TITLE]);
    expect(mail?.subject).toContain('【今日到期】');
  });

  it('the nearer due is the second campaign’s: its debt stands first, whichever campaign the mail began with', async () => {
    const world = await twoCampaigns();
    await dueOn(world, owes('yanzhou'), localDate('2023-10-11'));
    const mails = await playBoth(world, { chasers: both('2023-10-10 09:00'), until: '2023-10-10 23:00' });
    const [mail, ...more] = mails.filter(({ to }) => to === A);
    expect(more).toEqual([]);
    expect(named(mail?.text ?? '')).toEqual([SECOND_TITLE, FIRST_TITLE]);
  });

  it('what the board foretells is that one moment, for either campaign', async () => {
    const world = await twoCampaigns();
    await dueOn(world, alsoOwes('yanzhou'), localDate('2023-10-11'));
    const steps = await nextSteps(
      world.db,
      { ctx: world.ctx, definition: jining.definition, limit: 200 },
      moment('2023-10-10 09:00'),
    );
    const mails = steps.filter((s) => s.office === '兖州区' && s.step === '当日提醒');
    expect(mails.map((s) => formatMinute(s.at))).toEqual(['2023-10-10 15:00']);
  });

  it('a step that comes up after the day’s mail left waits for the next working day: no second mail on one day', async () => {
    const world = await twoCampaigns();
    const arm = { arm: 1, armed_at: moment('2023-10-10 11:00'), chase_due: localDate('2023-10-11') };
    const mails = await playBoth(world, {
      chasers: both('2023-10-10 09:00'),
      until: '2023-10-11 12:00',
      acts: [
        {
          at: '2023-10-10 11:00',
          run: () => world.db.updateTable('obligation').set(arm).where('id', '=', alsoOwes('yanzhou')).execute(),
        },
      ],
    });
    const toA = brief(mails).filter((line) => line.endsWith(A));
    expect(toA.map((line) => line.slice(0, 5))).toEqual([...new Set(toA.map((line) => line.slice(0, 5)))]);
    expect(toA).toHaveLength(2);
  });

  it('one settled between planning and sending: its lines stay out, the other’s leave', async () => {
    const world = await twoCampaigns();
    const mails = await playBoth(world, {
      chasers: both('2023-10-10 09:00'),
      until: '2023-10-10 12:00',
      acts: [{ at: '2023-10-10 10:02', run: () => send(world, { office: 'yanzhou', at: '2023-10-10 10:02' }) }],
    });
    const chases = mails.filter(({ subject }) => subject.includes('今日到期'));
    expect(brief(chases)).toEqual([`10-10 10:05 ${A}`]);
    expect(chases[0]?.subject).toBe('【今日到期】兖州区医疗保障局：2023年第三季度统计表');
    expect((await chasesOf(world, CAMPAIGN)).map((m) => m.state)).toEqual(['cancelled']);
    expect((await chasesOf(world, SECOND)).map((m) => m.state)).toEqual(['sent']);
  });

  it('one paused: nobody is chased for it, and the other’s mail leaves as ever; resumed, it waits for a day that has no mail yet', async () => {
    const world = await twoCampaigns();
    const status = { campaign: CAMPAIGN, reason: '等待省局口径', revision: null, actor: operator };
    const mails = await playBoth(world, {
      chasers: both('2023-10-10 09:00'),
      until: '2023-10-11 12:00',
      acts: [
        {
          at: '2023-10-10 10:02',
          run: () => pauseCampaign(world.ctx, { ...status, now: moment('2023-10-10 10:02') }),
        },
        {
          at: '2023-10-10 11:00',
          run: () => resumeCampaign(world.ctx, { ...status, now: moment('2023-10-10 11:00') }),
        },
      ],
    });
    const toA = mails.filter(({ to }) => to === A);
    expect(brief(toA)).toEqual([`10-10 10:05 ${A}`, `10-11 08:35 ${A}`]);
    expect(toA.map(({ text }) => text.includes(SECOND_TITLE))).toEqual([true, false]);
    expect(toA.map(({ text }) => text.includes(FIRST_TITLE))).toEqual([false, true]);
    expect((await chasesOf(world, SECOND)).map((m) => m.state)).toEqual(['sent']);
  });

  it('two processes at once plan and send: one mail with both debts', async () => {
    const world = await twoCampaigns();
    const now = moment('2023-10-10 10:00');
    const ticks = [CAMPAIGN, SECOND].map((campaign) => chaseTick(world.ctx, { campaign, office: 'yanzhou', now }));
    await Promise.all(ticks);
    const planned = [...(await chasesOf(world, CAMPAIGN)), ...(await chasesOf(world, SECOND))];
    const { mailer, sent } = recordingMailer();
    const at = moment('2023-10-10 10:05');
    await Promise.all(planned.map((m) => deliverMessage({ ...world.ctx, mailer }, { message: m.id, now: at })));
    expect(planned).toHaveLength(2);
    expect(sent.map(({ to }) => to)).toEqual([A]);
    expect(named(sent[0]?.text ?? '')).toHaveLength(2);
  });

  it('an attempt that was put off is repeated for both, with the same Message-ID', async () => {
    const world = await twoCampaigns();
    const ids: string[] = [];
    const throttled = (keep: Mailer): Mailer => ({
      ...keep,
      send: async (mail) => {
        ids.push(mail.messageId);
        return ids.length === 1 ? { kind: 'deferred', reason: '451 try again later' } : keep.send(mail);
      },
    });
    const played = { chasers: both('2023-10-10 09:00'), until: '2023-10-10 23:00', mailer: throttled };
    const mails = await playBoth(world, played);
    expect(brief(mails)).toEqual([`10-10 10:06 ${A}`]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(named(mails[0]?.text ?? '')).toHaveLength(2);
  });

  it('a bounce counts for both: both directories know it, B gets one mail with both debts, the coordinator is told once', async () => {
    const world = await twoCampaigns();
    const bouncing = (keep: Mailer): Mailer => ({
      ...keep,
      send: async (mail) =>
        mail.to === A ? { kind: 'refused', reason: '550 no such user', deadAddress: true } : keep.send(mail),
    });
    const played = { chasers: both('2023-10-10 09:00'), until: '2023-10-10 12:00', mailer: bouncing };
    const mails = await playBoth(world, played);
    expect(brief(mails)).toEqual(['10-10 10:10 jg-b@yanzhou.example']);
    expect(named(mails[0]?.text ?? '')).toHaveLength(2);
    const refused = await world.db.selectFrom('contact').select('campaign').where('refused_address', '=', A).execute();
    expect(refused.map((c) => c.campaign).sort()).toEqual([CAMPAIGN, SECOND].sort());
    const told = await world.db.selectFrom('message').select('id').where('kind', '=', 'undelivered').execute();
    expect(told).toHaveLength(1);
    const checks = await world.db.selectFrom('task').select('campaign').where('script', '=', 'address-check').execute();
    expect(checks.map((t) => t.campaign).sort()).toEqual([CAMPAIGN, SECOND].sort());
  });
});

describe('Two campaigns that ask for the same form in one mail', () => {
  const enclosed = async (world: World): Promise<string[]> => {
    const names: string[] = [];
    const listing = (keep: Mailer): Mailer => ({
      ...keep,
      send: async (mail) => {
        names.push(...mail.attachments.map(({ name }) => name));
        expect(mail.text).toContain(names[0]);
        return keep.send(mail);
      },
    });
    // T−3: the template comes along.
    await playBoth(world, { chasers: both('2023-09-28 08:00'), until: '2023-10-07 23:00', mailer: listing });
    return names;
  };

  it('enclose it under two names, each with its campaign', async () => {
    const names = await enclosed(await twoCampaigns());
    const form = '兖州区-2023年第三季度统计表';
    expect(new Set(names)).toEqual(
      new Set([`${form}（${FIRST_TITLE.slice(0, 40)}）.xlsx`, `${form}（${SECOND_TITLE}）.xlsx`]),
    );
  });

  it('call it by its plain name where only one of them asks for it', async () => {
    const world = await twoCampaigns();
    await world.db.updateTable('obligation').set({ state: 'exempt' }).where('id', '=', alsoOwes('yanzhou')).execute();
    expect(new Set(await enclosed(world))).toEqual(new Set(['兖州区-2023年第三季度统计表.xlsx']));
  });
});
