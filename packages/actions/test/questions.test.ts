import { answerQuestion } from '@duban/actions/answer-question';
import { askQuestion } from '@duban/actions/ask-question';
import { listGuidance } from '@duban/actions/list-guidance';
import { listQuestions } from '@duban/actions/list-questions';
import { messageText } from '@duban/actions/message-text';
import { reviseGuidance } from '@duban/actions/revise-guidance';
import { templateFor } from '@duban/actions/template-for';
import { withdrawGuidance } from '@duban/actions/withdraw-guidance';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { CAMPAIGN, clerkOf, deputy, jiningWorld, moment, operator, owes, superior, type World } from './world.ts';

const NOW = moment('2023-09-20 10:00');
const TABLE = 'quarterly-table';
const ask = ({ ctx }: World, change: Partial<Parameters<typeof askQuestion>[1]> = {}) =>
  askQuestion(ctx, {
    ...{ campaign: CAMPAIGN, office: 'yanzhou', requirement: TABLE, contact: 'yanzhou-a' },
    ...{ text: '约谈的机构算不算处理？', actor: clerkOf('yanzhou'), now: NOW },
    ...change,
  });
const answer = ({ ctx }: World, question: string, change: Partial<Parameters<typeof answerQuestion>[1]> = {}) =>
  answerQuestion(ctx, { question, answer: '约谈计入处理。', revision: null, actor: operator, now: NOW, ...change });
const published = async (world: World) => answer(world, (await ask(world)).question);
const told = ({ db }: World) =>
  db.selectFrom('message').selectAll().where('kind', '=', 'guidance').orderBy('id').execute();

describe('a question is refused', () => {
  it('from a clerk of another office, a signatory and a superior', async () => {
    const world = await jiningWorld();
    for (const actor of [clerkOf('weishan'), deputy, superior])
      await expect(ask(world, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('without words, about an office or a form that there is not, and in a closed campaign', async () => {
    const world = await jiningWorld();
    await expect(ask(world, { text: ' \n' })).rejects.toMatchObject({ code: 'entry-invalid' });
    await expect(ask(world, { requirement: 'no-form' })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(ask(world, { office: 'atlantis', actor: operator })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(ask(world, { campaign: 'atlantis', actor: operator })).rejects.toMatchObject({
      code: 'campaign-unknown',
    });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(ask(world)).rejects.toMatchObject({ code: 'campaign-closed' });
    expect(await world.db.selectFrom('question').select('id').execute()).toEqual([]);
  });
});

describe('an answer is refused', () => {
  it('to whoever has not that right, to no question, without words, for a stale one, twice, and once the campaign is closed', async () => {
    const world = await jiningWorld();
    const { question } = await ask(world);
    for (const actor of [clerkOf('yanzhou'), deputy, superior])
      await expect(answer(world, question, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(answer(world, 'none')).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(answer(world, question, { answer: ' ' })).rejects.toMatchObject({ code: 'entry-invalid' });
    await expect(answer(world, question, { revision: 5 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await answer(world, question);
    await expect(answer(world, question)).rejects.toMatchObject({ code: 'entry-state' });
    const { question: later } = await ask(world);
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(answer(world, later)).rejects.toMatchObject({ code: 'campaign-closed' });
    expect(await listGuidance(world.ctx, { campaign: CAMPAIGN })).toHaveLength(1);
  });
});

describe('a question', () => {
  it('keeps no identity number, in the question, the answer, the log or the messages', async () => {
    const world = await jiningWorld();
    const id = '37081119800101123X';
    const { question } = await ask(world, { text: `参保人${id}的费用算哪个县？` });
    await answer(world, question, { answer: `${id}按参保地填报。` });
    const [guidance] = await listGuidance(world.ctx, { campaign: CAMPAIGN });
    expect(guidance).toMatchObject({
      question: '参保人（身份证号已隐去）的费用算哪个县？',
      text: '（身份证号已隐去）按参保地填报。',
    });
    for (const table of ['question', 'guidance', 'guidance_text', 'message', 'event'] as const)
      expect(JSON.stringify(await world.db.selectFrom(table).selectAll().execute())).not.toContain(id);
  });

  it('that was phoned in is noted down by an officer for the office', async () => {
    const world = await jiningWorld();
    await ask(world, { actor: operator, contact: null });
    expect(await listQuestions(world.ctx, { campaign: CAMPAIGN })).toMatchObject([
      { officeName: '兖州区医疗保障局', channel: 'phone', askedBy: '基金监管科经办人', number: null },
    ]);
    expect(await listQuestions(world.ctx, { campaign: CAMPAIGN, offices: ['weishan'] })).toEqual([]);
  });
});

describe('an answer', () => {
  it('becomes 口径说明第1号 for every office that owes the form, one message per person', async () => {
    const world = await jiningWorld();
    expect(await published(world)).toMatchObject({ number: 1, guidance: `${CAMPAIGN}/guidance/1` });
    const messages = await told(world);
    const people = await world.db
      .selectFrom('contact_office')
      .select('contact')
      .distinct()
      .where('role', 'in', ['A', 'B'])
      .execute();
    expect(messages.map((m) => m.recipient).sort()).toEqual(people.map((p) => p.contact).sort());
    const shared = messages.find((m) => m.recipient === 'taibaihu-jingkai-a');
    const { subject, text } = await messageText(world.ctx, { message: shared?.id ?? '', now: NOW });
    expect(subject).toBe('【口径说明】第1号：统计表');
    expect(text).toContain('问：约谈的机构算不算处理？');
    expect(text).toContain('答：约谈计入处理。');
    expect(text).not.toContain('兖州区');
  });

  it('leaves with the office’s other mail', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await published(world);
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-09-20 10:00', until: '2023-09-20 11:00' });
    expect(sent).toEqual([
      '2023-09-20 10:00 jg-a@yanzhou.example 【口径说明】第1号：统计表',
      '2023-09-20 10:00 jg-b@yanzhou.example 【口径说明】第1号：统计表',
    ]);
  });

  it('gets the next number, without a gap, also when two are given at once and one fails', async () => {
    const world = await jiningWorld();
    const questions: string[] = [];
    for (let n = 0; n < 4; n++) questions.push((await ask(world)).question);
    const [a = '', b = '', c = '', d = ''] = questions;
    const attempts = await Promise.allSettled([answer(world, a), answer(world, b), answer(world, a), answer(world, c)]);
    expect(attempts.filter((r) => r.status === 'rejected')).toHaveLength(1);
    await answer(world, d);
    expect((await listGuidance(world.ctx, { campaign: CAMPAIGN })).map((g) => g.number)).toEqual([1, 2, 3, 4]);
  });

  it('stands in 填表说明 of every template made from then on, until it is withdrawn', async () => {
    const world = await jiningWorld();
    const { guidance } = await published(world);
    const words = async () => {
      const zip = await JSZip.loadAsync(await templateFor(world.ctx, owes('weishan')));
      const texts = await Promise.all(Object.values(zip.files).map((file) => file.async('string')));
      return texts.some((text) => text.includes('口径说明第1号：约谈计入处理。'));
    };
    expect(await words()).toBe(true);
    await withdrawGuidance(world.ctx, { guidance, reason: '以省局为准', revision: null, actor: operator, now: NOW });
    expect(await words()).toBe(false);
  });
});

describe('a 口径说明', () => {
  const revise = ({ ctx }: World, guidance: string, change: Partial<Parameters<typeof reviseGuidance>[1]> = {}) =>
    reviseGuidance(ctx, {
      ...{ guidance, text: '约谈不计入处理。', reason: '省局口径有变', revision: null, actor: operator, now: NOW },
      ...change,
    });
  const withdraw = ({ ctx }: World, guidance: string, change: Partial<Parameters<typeof withdrawGuidance>[1]> = {}) =>
    withdrawGuidance(ctx, { guidance, reason: '以省局为准', revision: null, actor: operator, now: NOW, ...change });

  it('that holds is named in the message at the end of the period: what changed in 口径 (practice.md, ladder)', async () => {
    const world = await jiningWorld();
    const { guidance } = await published(world);
    await published(world);
    await withdraw(world, guidance);
    const { mails } = await drive(world, { offices: ['weishan'], from: '2023-09-28 14:00', until: '2023-10-07 10:00' });
    const chases = mails.filter((mail) => /【(期末提醒|提醒)】/.test(mail.subject));
    expect(chases.map(({ text }) => text.includes('口径：以口径说明第2号为准。'))).toEqual([true, false]);
  });

  it.each([
    ['revised', revise],
    ['withdrawn', withdraw],
  ] as const)(
    'is not %s without the right or a reason, when stale, unknown, withdrawn, or in a closed campaign',
    async (_, verb) => {
      const world = await jiningWorld();
      const { guidance } = await published(world);
      for (const actor of [clerkOf('yanzhou'), deputy, superior])
        await expect(async () => verb(world, guidance, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(async () => verb(world, guidance, { reason: ' ' })).rejects.toMatchObject({
        code: 'reason-missing',
      });
      await expect(verb(world, guidance, { revision: 9 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
      await expect(verb(world, 'none')).rejects.toMatchObject({ code: 'entry-unknown' });
      await withdraw(world, guidance);
      await expect(verb(world, guidance)).rejects.toMatchObject({ code: 'entry-state' });
      const { guidance: second } = await published(world);
      await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
      await expect(verb(world, second)).rejects.toMatchObject({ code: 'campaign-closed' });
    },
  );

  it('that is revised keeps its number, tells everybody why, and keeps every wording', async () => {
    const world = await jiningWorld();
    const { guidance } = await published(world);
    const before = (await told(world)).length;
    expect(await revise(world, guidance)).toBe(before);
    const message = (await told(world)).find((m) => m.id === `${guidance}/2/yanzhou-a`);
    const { subject, text } = await messageText(world.ctx, { message: message?.id ?? '', now: NOW });
    expect(subject).toBe('【口径说明】第1号（修订）：统计表');
    expect(text).toContain('修订理由：省局口径有变');
    const wordings = await world.db
      .selectFrom('guidance_text')
      .select(['version', 'text'])
      .orderBy('version')
      .execute();
    expect(wordings).toEqual([
      { version: 1, text: '约谈计入处理。' },
      { version: 2, text: '约谈不计入处理。' },
    ]);
  });

  it('that is withdrawn leaves its number empty: the next one is a new number', async () => {
    const world = await jiningWorld();
    const { guidance } = await published(world);
    await withdraw(world, guidance);
    expect((await published(world)).number).toBe(2);
    expect((await listGuidance(world.ctx, { campaign: CAMPAIGN })).map((g) => [g.number, g.state, g.reason])).toEqual([
      [1, 'withdrawn', '以省局为准'],
      [2, 'published', ''],
    ]);
  });

  it('about a form is shown to the offices that owe it, and no other', async () => {
    const world = await jiningWorld();
    await published(world);
    await answer(world, (await ask(world, { requirement: null })).question);
    const seen = async (offices: string[]) =>
      (await listGuidance(world.ctx, { campaign: CAMPAIGN, offices })).map((g) => g.number);
    expect(await seen(['yanzhou'])).toEqual([1, 2]);
    await world.db.updateTable('obligation').set({ state: 'withdrawn' }).where('office', '=', 'weishan').execute();
    expect(await seen(['weishan'])).toEqual([2]);
  });
});
