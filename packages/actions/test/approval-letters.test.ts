import { completeTask } from '@duban/actions/complete-task';
import type { Actor } from '@duban/actions/context';
import { documentSteps } from '@duban/actions/document-steps';
import { obligationView } from '@duban/actions/obligation-view';
import { redraftDocument } from '@duban/actions/redraft-document';
import { taskFile } from '@duban/actions/stored-files';
import { formatMinute } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { finish, NOW, open, sendBack, steps, withLetter } from './approval.ts';
import { drive } from './drive.ts';
import { filledReport, send } from './sheets.ts';
import { chief, deputy, jining, leader, moment, operator, owes, tasks, type World } from './world.ts';

describe('a letter', () => {
  const reviewed = async (world: World) => {
    const letter = await open(world, 'sign');
    await finish(world, letter.id, chief);
    return { letter, issue: await open(world, 'sign') };
  };

  it('leaves by 拟稿 → 核稿 → 签发: drafted by the system, reviewed by the section chief, issued by the deputy, each on record', async () => {
    const world = await withLetter();
    const { letter, issue } = await reviewed(world);
    expect([letter.assigned_to, issue.assigned_to, issue.blob]).toEqual(['chief', 'deputy', letter.blob]);
    expect(letter.title).toMatch(/^催报单核稿：兖州区，/);
    expect(issue.title).toBe(letter.title.replace('核稿', '签发'));
    await finish(world, issue.id, deputy);
    expect((await tasks(world)).filter((t) => t.state === 'open' && t.kind !== 'call')).toEqual([]);
    expect(await steps(world, letter.id)).toEqual([
      'drafted 系统 — → draft',
      'approved 基金监管科科长 draft → reviewed',
      'approved 分管副局长 reviewed → issued',
    ]);
    const [, , issued] = await documentSteps(world.ctx, { document: letter.id });
    expect(issued?.at).toBe(moment(NOW));
  });

  it('is shown with each of its steps among what was done about the sheet: by whom, when', async () => {
    const world = await withLetter();
    const shown = async () =>
      (await obligationView(world.ctx, { obligation: owes('yanzhou', '2023Q4'), now: moment(NOW) })).chases
        .filter(({ what }) => what.startsWith('催报单'))
        .map(({ at, what, state }) => `${formatMinute(at)} ${what} ${state}`);
    const { issue } = await reviewed(world);
    const before = ['2023-12-13 09:00 催报单送签：系统 已拟稿', '2023-12-19 09:00 催报单送签：基金监管科科长 已核稿'];
    expect(await shown()).toEqual([...before, '2023-12-19 09:00 催报单送签：分管副局长 待办']);
    await completeTask(world.ctx, { task: issue.id, actor: deputy, now: moment('2023-12-19 10:30') });
    expect(await shown()).toEqual([...before, '2023-12-19 10:30 催报单送签：分管副局长 已签发']);
  });

  it.each([
    ['the operator', operator],
    ['the deputy', deputy],
    ['the leader', leader],
  ])('is not reviewed by %s', async (_, actor) => {
    const world = await withLetter();
    const { id } = await open(world, 'sign');
    for (const attempt of [() => finish(world, id, actor), () => sendBack(world, id, { actor })])
      await expect(attempt()).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await steps(world, id)).toEqual(['drafted 系统 — → draft']);
  });

  it.each([
    ['the operator', operator],
    ['the chief', chief],
    ['the leader', leader],
  ])('is not issued by %s where there is a deputy', async (_, actor) => {
    const world = await withLetter();
    const { letter, issue } = await reviewed(world);
    for (const attempt of [() => finish(world, issue.id, actor), () => sendBack(world, issue.id, { actor })])
      await expect(attempt()).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await steps(world, letter.id)).toHaveLength(2);
  });

  it('is issued by the leader of a bureau that has no deputy', async () => {
    const { bureau } = jining.definition;
    const officers = bureau.officers.filter(({ role }) => role !== 'deputy');
    const world = await withLetter({
      ...jining,
      definition: { ...jining.definition, bureau: { ...bureau, officers } },
    });
    const { letter, issue } = await reviewed(world);
    expect(issue.assigned_to).toBe('leader');
    await finish(world, issue.id, leader);
    expect((await steps(world, letter.id)).at(-1)).toBe('approved 局长 reviewed → issued');
  });

  it('that its reviewer sends back is put right and comes through both stages', async () => {
    const world = await withLetter();
    const letter = await open(world, 'sign');
    await sendBack(world, letter.id, { reason: '称谓有误' });
    const redraft = await open(world, 'check');
    expect(redraft).toMatchObject({ assigned_to: 'operator', office: 'yanzhou' });
    expect(redraft.title).toBe(`${letter.title.replace('催报单核稿', '修改后重新送核：催报单')}（退回理由：称谓有误）`);
    await finish(world, redraft.id, operator);
    const again = await open(world, 'sign');
    expect(again).toMatchObject({ assigned_to: 'chief', title: letter.title, blob: letter.blob });
    await finish(world, again.id, chief);
    await finish(world, (await open(world, 'sign')).id, deputy);
    expect(await steps(world, letter.id)).toEqual([
      'drafted 系统 — → draft',
      'returned 基金监管科科长 draft → draft',
      'drafted 基金监管科经办人 — → draft',
      'approved 基金监管科科长 draft → reviewed',
      'approved 分管副局长 reviewed → issued',
    ]);
  });

  it('that the deputy sends back goes to its drafter, not to its reviewer, and comes through both stages again', async () => {
    const world = await withLetter();
    const { letter, issue } = await reviewed(world);
    await sendBack(world, issue.id, { actor: deputy, reason: '时限写错' });
    const redraft = await open(world);
    expect([redraft.assigned_to, redraft.kind]).toEqual(['operator', 'check']);
    expect(redraft.title).toBe(`${letter.title.replace('催报单核稿', '修改后重新送核：催报单')}（退回理由：时限写错）`);
    const bytes = await filledReport('济宁市医疗保障局');
    const file = { name: '催报单（改）.docx', bytes };
    await redraftDocument(world.ctx, { task: redraft.id, file, actor: operator, now: moment(NOW) });
    const second = await reviewed(world);
    expect(second.letter).toMatchObject({ assigned_to: 'chief', title: letter.title });
    expect(second.issue).toMatchObject({ assigned_to: 'deputy', title: issue.title });
    expect(Buffer.compare((await taskFile(world.ctx, { task: second.issue.id })).bytes, bytes)).toBe(0);
    await finish(world, second.issue.id, deputy);
    expect((await steps(world, letter.id)).slice(2)).toEqual([
      'returned 分管副局长 reviewed → draft',
      'drafted 基金监管科经办人 — → draft',
      'approved 基金监管科科长 draft → reviewed',
      'approved 分管副局长 reviewed → issued',
    ]);
  });

  it('is not reviewed by the account that put it right, whatever function it is signed in with', async () => {
    const world = await withLetter();
    await sendBack(world, (await open(world, 'sign')).id);
    await finish(world, (await open(world, 'check')).id, { ...operator, account: 'li' } as Actor);
    const { id } = await open(world, 'sign');
    const same = finish(world, id, { ...chief, account: 'li' } as Actor);
    await expect(same).rejects.toMatchObject({ code: 'same-person' });
    await finish(world, id, { ...chief, account: 'wang' } as Actor);
    expect((await open(world, 'sign')).assigned_to).toBe('deputy');
  });

  it.each([
    ['with its reviewer', async () => undefined],
    ['with its drafter', async (world: World) => sendBack(world, (await open(world, 'sign')).id)],
    ['with the deputy', async (world: World) => finish(world, (await open(world, 'sign')).id, chief)],
  ])('is not written a second time while it is %s, and leaves the list when the sheets come', async (_, goOn) => {
    const world = await withLetter();
    await goOn(world);
    const before = (await tasks(world)).filter((t) => t.kind !== 'call');
    await drive(world, { offices: ['yanzhou'], from: '2023-12-13 18:00', until: '2023-12-15 00:00' });
    expect((await tasks(world)).filter((t) => t.kind !== 'call')).toHaveLength(before.length);
    await world.db.updateTable('obligation').set({ state: 'exempt' }).where('period', '=', 'final').execute();
    await send(world, { office: 'yanzhou', period: '2023Q4', at: '2023-12-15 09:00' });
    expect((await tasks(world)).filter((t) => t.state === 'open' && t.kind !== 'call')).toEqual([]);
  });
});
