import { composeMessage } from '@duban/actions/compose-message';
import type { SendingContext } from '@duban/actions/context';
import { decide } from '@duban/actions/decide';
import { deliverMessage } from '@duban/actions/deliver-message';
import { handIn } from '@duban/actions/hand-in';
import { linkFor } from '@duban/actions/link-for';
import { openLink } from '@duban/actions/open-link';
import { localDate } from '@duban/base/time';
import type { Envelope } from '@duban/notify';
import { describe, expect, it } from 'vitest';
import { drive, recordingMailer } from './drive.ts';
import { send } from './sheets.ts';
import { CAMPAIGN, clerkOf, jiningWorld, LAUNCH, moment, operator, owes, type World } from './world.ts';

const ADDRESS = 'http://127.0.0.1:8080';
const LINK = /http:\/\/127\.0\.0\.1:8080\/desk#[\w~-]+/g;

/** A world whose mails carry links. */
async function onlineWorld(): Promise<World> {
  const world = await jiningWorld();
  return { ...world, ctx: { ...world.ctx, webAddress: ADDRESS } };
}

/** Everything that is planned, sent at `at`. */
async function sendAll({ ctx, db }: World, at: string): Promise<Envelope[]> {
  const { mailer, sent } = recordingMailer();
  const sending: SendingContext = { ...ctx, mailer };
  const open = await db.selectFrom('message').select('id').where('state', '=', 'planned').orderBy('id').execute();
  for (const { id } of open) await deliverMessage(sending, { message: id, now: moment(at) });
  return sent;
}

/** One mail of each kind that goes to a reporting office, and one that does not. */
async function everyKind(world: World): Promise<Map<string, Envelope>> {
  const launches = await world.db
    .selectFrom('message')
    .select('id')
    .where((eb) => eb.or([eb('recipient', '=', 'yanzhou-a'), eb('kind', '=', 'launch-info')]))
    .orderBy('kind')
    .execute();
  const { mailer, sent } = recordingMailer();
  for (const { id } of [launches[0], launches.at(-1)].flatMap((m) => m ?? []))
    await deliverMessage({ ...world.ctx, mailer }, { message: id, now: LAUNCH });
  await world.db.updateTable('message').set({ state: 'sent' }).where('state', '=', 'planned').execute();
  const { mails } = await drive(world, {
    offices: ['yanzhou'],
    from: '2023-10-09 14:00',
    until: '2023-10-09 18:00',
  });
  const { submission } = await send(world, { office: 'yanzhou', at: '2023-10-10 09:00' });
  const broken = { name: '三季度.xls', bytes: Buffer.from('not a workbook') };
  const refused = handIn(world.ctx, {
    obligation: owes('weishan'),
    actor: clerkOf('weishan'),
    contact: 'weishan-a',
    file: broken,
    channel: 'mail',
    now: moment('2023-10-10 09:01'),
  });
  await expect(refused).rejects.toMatchObject({ code: 'file-not-xlsx' });
  await decide(world.ctx, {
    obligation: owes('yanzhou'),
    submission,
    kind: 'return',
    reason: '请补充说明',
    due: localDate('2023-10-13'),
    actor: operator,
    now: moment('2023-10-10 10:00'),
  });
  const all = [
    ...sent,
    ...mails.filter((m) => m.to === 'jg-a@yanzhou.example'),
    ...(await sendAll(world, '2023-10-10 10:05')),
  ];
  return new Map(all.map((m) => [/【(.+?)】/.exec(m.subject)?.[1] ?? '', m]));
}

const KINDS = ['部署', '知会', '明日到期', '回执', '未能收件', '退回修改'];

describe('mails of an installation without a page (a rehearsal)', () => {
  it('carry no link and no word of one', async () => {
    const mails = await everyKind(await jiningWorld());
    expect([...mails.keys()].sort()).toEqual([...KINDS].sort());
    for (const { text } of mails.values()) expect(text).not.toMatch(/报送页面|desk#|无需注册/);
  });
});

describe('mails of an installation with a page', () => {
  it('bring each person of a reporting office the way to the own page, and nobody else', async () => {
    const world = await onlineWorld();
    const mails = await everyKind(world);
    expect([...mails.keys()].sort()).toEqual([...KINDS].sort());
    const own = await linkFor(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a' });
    for (const kind of ['部署', '明日到期', '回执', '退回修改']) {
      expect(mails.get(kind)?.text, kind).toContain(`打开报送页面（无需注册）：${own}\n`);
      expect(mails.get(kind)?.text.match(LINK), kind).toHaveLength(1);
    }
    const other = await linkFor(world.ctx, { campaign: CAMPAIGN, contact: 'weishan-a' });
    expect(mails.get('未能收件')?.text).toContain(`打开报送页面（无需注册）：${other}\n`);
    expect(mails.get('知会')?.text).not.toMatch(/desk|报送页面/);
  });

  it('name the page as the way to hand in, and no reply by mail, which nobody would read', async () => {
    const mails = await everyKind(await onlineWorld());
    for (const kind of ['部署', '明日到期'])
      expect(mails.get(kind)?.text).toMatch(
        /1\. 打开本单位报送页面（链接见文中，无需注册），上传填好的文件\n　　2\. 网页确实打不开/,
      );
    expect(mails.get('退回修改')?.text).toMatch(/1\. 打开本单位报送页面（链接见文中，无需注册），上传更正后的文件/);
    for (const mail of mails.values()) expect(mail.text).not.toContain('回复本邮件');
  });

  it('carry one link for the clerk of two zones, which opens both', async () => {
    const world = await onlineWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    const { mails } = await drive(world, {
      offices: ['taibaihu', 'jingkai'],
      from: '2023-10-09 14:00',
      until: '2023-10-09 18:00',
    });
    const mail = mails.find((m) => m.text.includes('【太白湖新区') && m.text.includes('【济宁经济技术开发区'));
    const links = mail?.text.match(LINK) ?? [];
    expect(links).toHaveLength(1);
    const token = links[0]?.split('#')[1] ?? '';
    await expect(openLink(world.ctx, { token, now: moment('2023-10-09 16:00') })).resolves.toHaveProperty('token');
  });

  it('show the bureau where the link stands, and not the link', async () => {
    const { ctx, db } = await onlineWorld();
    const message = await db
      .selectFrom('message')
      .selectAll()
      .where('recipient', '=', 'yanzhou-a')
      .executeTakeFirstOrThrow();
    const shown = await ctx.ledger.transaction((tx) => composeMessage(tx, { ctx, message, reader: 'bureau' }, LAUNCH));
    expect(shown.text).toContain(`打开报送页面（无需注册）：${ADDRESS}/desk#（发送时生成）`);
    expect(shown.text).not.toContain('yanzhou-a~');
  });

  it('leave no link in the ledger', async () => {
    const world = await onlineWorld();
    await everyKind(world);
    const kept = JSON.stringify([
      await world.db.selectFrom('message').selectAll().execute(),
      await world.db.selectFrom('event').selectAll().execute(),
      await world.db.selectFrom('poke').selectAll().execute(),
    ]);
    expect(kept).not.toMatch(/desk#|8080|~1~/);
  });
});
