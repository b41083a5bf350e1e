import { campaignTick } from '@duban/actions/campaign-tick';
import { documentSteps } from '@duban/actions/document-steps';
import { listTasks } from '@duban/actions/list-tasks';
import { nextDutyTask } from '@duban/actions/next-duty-task';
import { nextSteps } from '@duban/actions/next-steps';
import { returnDocument } from '@duban/actions/return-document';
import { taskFile } from '@duban/actions/stored-files';
import { formatMinute } from '@duban/base/time';
import { readReport } from '@duban/documents';
import { describe, expect, it } from 'vitest';
import { change } from '../change-status.ts';
import { chief, deputy, moment, type World } from '../world.ts';
import { launched, listed, play, reminders, tick } from './duties.ts';

describe('The bureau’s upward duties chase the officer, then the leader', () => {
  // JN19-O8: 11月中旬 → the 20th, a Wednesday; draft three days before, moved back to a working day: Friday the 15th (the 17th is a Sunday).
  const DUTY = 'jinan-2019/duty/upward/city-report/final';

  it('on the list when the draft has to be ready; T−2 and T−1 the officer, T the section chief, T+1 whoever leads', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await play(world, 'jinan-2019', ['2019-11-11 09:00', '2019-11-26 00:00']);
    expect(await listed(world, 'jinan-2019', /upward/)).toEqual([
      '11-15 09:00 operator open 拟稿上报：全市情况报告（报省医保局，11月20日到期）',
    ]);
    expect(await reminders(world)).toEqual([
      '11-18 09:00 operator',
      '11-19 15:00 operator',
      '11-20 10:00 chief',
      '11-21 09:00 leader',
    ]);
  });

  it('given a later day by its superior: it leaves the list until its draft has to be ready, and nobody is reminded of the old day', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    const put = (due: string) => async () => {
      const { definition } = await world.db.selectFrom('campaign').select('definition').executeTakeFirstOrThrow();
      const requirements = definition.requirements.map((r) => (r.id === 'city-report' ? { ...r, due } : r));
      const later = JSON.stringify({ ...definition, requirements });
      await world.db.updateTable('campaign').set({ definition: later, facts_hash: 'put off' }).execute();
    };
    await play(world, 'jinan-2019', [
      '2019-11-11 09:00',
      '2019-11-25 00:00',
      { at: '2019-11-18 10:00', run: put('2019-12-10') },
    ]);
    expect(await listed(world, 'jinan-2019', /upward/)).toEqual([expect.stringContaining(' cancelled ')]);
    expect(await reminders(world)).toEqual(['11-18 09:00 operator']);
    await play(world, 'jinan-2019', ['2019-11-25 00:00', '2019-12-12 00:00']);
    expect(await listed(world, 'jinan-2019', /upward/)).toEqual([expect.stringMatching(/ open .*12月10日到期/)]);
  });

  it('stops at once when it is ticked off, and does not keep the campaign from ending', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await play(world, 'jinan-2019', [
      '2019-11-11 09:00',
      '2019-11-26 00:00',
      { at: '2019-11-19 10:00', run: tick(world, DUTY) },
    ]);
    expect(await reminders(world)).toEqual(['11-18 09:00 operator']);
    expect(await over(world)).toBe(true);
  });

  it('keeps the campaign going while it is not ticked off, though the report is issued', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await play(world, 'jinan-2019', ['2019-11-11 09:00', '2019-11-26 00:00']);
    expect(await over(world)).toBe(false);
  });

  /** Whether the campaign comes to its end once its report is issued. */
  async function over(world: World): Promise<boolean> {
    const now = moment('2019-11-26 09:00');
    await world.db
      .insertInto('blob')
      .values({ sha256: 's', bytes: Buffer.from('x'), size: 1, created_at: now })
      .execute();
    await world.db
      .insertInto('snapshot')
      .values({ id: 's', campaign: 'jinan-2019', figures: '{}', created_at: now })
      .execute();
    const report = { id: 'd', campaign: 'jinan-2019', kind: 'summary', snapshot: 's', docx: 's', xlsx: null };
    await world.db
      .insertInto('document')
      .values({ ...report, stage: 'issued', created_at: now, issued_at: now })
      .execute();
    await world.db.updateTable('message').set({ state: 'sent', sent_at: now }).execute();
    const look = () => campaignTick(world.ctx, { campaign: 'jinan-2019', now });
    const { deliver } = await look();
    for (const id of deliver)
      await world.db.updateTable('message').set({ state: 'sent' }).where('id', '=', id).execute();
    return (await look()).done;
  }

  it('missed while the system stood still: the latest reminder once, not a volley', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await play(world, 'jinan-2019', ['2019-11-20 11:00', '2019-11-20 20:00']);
    expect(await reminders(world)).toEqual(['11-20 11:00 chief']);
    expect(await listed(world, 'jinan-2019', /upward/)).toHaveLength(1);
  });

  it('says when a list may next fill, so that nobody who rehearses passes over it', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    const { definition } = await world.db
      .selectFrom('campaign')
      .select('definition')
      .where('id', '=', 'jinan-2019')
      .executeTakeFirstOrThrow();
    const next = async (at: string) =>
      formatMinute(await nextDutyTask(world.db, { ctx: world.ctx, definition }, moment(at)));
    // In the autumn the quarter's 通报 is what may come first.
    expect(await next('2019-09-12 09:00')).toBe('2019-10-08 08:30');
    expect(await next('2019-11-12 09:00')).toBe('2019-11-15 09:00');
    // Should be there already: look at once.
    expect(await next('2019-11-15 09:10')).toBe('2019-11-15 09:10');
    await play(world, 'jinan-2019', ['2019-11-15 08:00', '2019-11-15 12:00']);
    expect(await next('2019-11-15 12:00')).toBe('2020-01-02 08:30');
  });

  it('is shown among what comes next', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    const { definition } = await world.db
      .selectFrom('campaign')
      .select('definition')
      .where('id', '=', 'jinan-2019')
      .executeTakeFirstOrThrow();
    const ahead = await nextSteps(world.db, { ctx: world.ctx, definition }, moment('2019-11-14 20:00'));
    expect(ahead.filter((s) => s.what.includes('全市情况报告'))).toMatchObject([
      { at: moment('2019-11-15 09:00'), step: '列入待办' },
    ]);
  });
});

describe('Digest each working-day morning', () => {
  it('names the bureau’s own duties that are on the list, until they are done', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await world.db.updateTable('obligation').set({ state: 'accepted' }).execute();
    const done = { at: '2019-11-18 10:00', run: tick(world, 'jinan-2019/duty/upward/city-report/final') };
    await play(world, 'jinan-2019', ['2019-11-14 09:00', '2019-11-19 20:00', done]);
    const digests = await world.db
      .selectFrom('message')
      .selectAll()
      .where('kind', '=', 'digest')
      .orderBy('id')
      .execute();
    // The 15th is a Friday, the 18th the Monday after; on the 19th it is done.
    expect(digests.map((m) => [m.id.slice(-5), m.facts.own])).toEqual([
      ['11-15', [{ what: '全市情况报告', due: '2019年11月20日（星期三）', note: null }]],
      ['11-18', [{ what: '全市情况报告', due: '2019年11月20日（星期三）', note: null }]],
    ]);
  });
});

describe('Horizontal reports chase each department for its part', () => {
  const part = (id: string) => `weihai-2024/duty/part/final-report/final/${id}`;

  it('each of the five is on the list on its own; one that came is asked no more, the others are', async () => {
    const world = await launched('weihai-2024', '2024-05-10', '2024-06-10');
    await play(world, 'weihai-2024', [
      '2024-12-02 09:00',
      '2024-12-10 20:00',
      { at: '2024-12-04 10:00', run: tick(world, part('court')) },
    ]);
    const all = await listed(world, 'weihai-2024', /\/part\//);
    expect(all.map((line) => line.replace(/，.*/, ''))).toEqual(
      ['人民检察院', '人民法院', '公安局', '卫生健康局', '财政局']
        .map((name) => `12-03 09:00 operator ${name === '人民法院' ? 'done' : 'open'} 收齐部门材料：${name}`)
        .sort(),
    );
    expect(all.every((line) => line.includes('商请'))).toBe(true);
    // The request draft of each lies before the section chief; that of the court went when its part came.
    const letters = await listed(world, 'weihai-2024', /\/part-letter\//);
    expect(letters.map((line) => line.replace(/提供.*/, ''))).toEqual(
      ['人民检察院', '人民法院', '公安局', '卫生健康局', '财政局']
        .map((name) => `12-03 09:00 chief ${name === '人民法院' ? 'cancelled' : 'open'} 商请函核稿：请${name}`)
        .sort(),
    );
    const police = await taskFile(world.ctx, { task: part('police').replace('/part/', '/part-letter/') });
    expect(police.name).toBe('商请函-公安局.docx');
    const said = (await readReport(police.bytes, police.name)).text;
    expect(said).toContain('公安局：');
    expect(said).toContain('2024年12月10日');
    const sent = await world.db
      .selectFrom('message')
      .selectAll()
      .where('kind', '=', 'duty')
      .orderBy('created_at')
      .execute();
    // One message for all four, not four.
    expect(
      sent.map((m) => [formatMinute(m.created_at).slice(5), m.recipient, (m.facts.duties as unknown[]).length]),
    ).toEqual([
      ['12-05 09:00', 'operator', 4],
      ['12-09 15:00', 'operator', 4],
      ['12-10 10:00', 'chief', 4],
    ]);
    expect(JSON.stringify(sent.map((m) => m.facts))).not.toContain('人民法院');
  });

  it('the 商请函 to one is reviewed by the section chief and issued by the deputy, and leaves the list at either stage once the part is there', async () => {
    const world = await launched('weihai-2024', '2024-05-10', '2024-06-10');
    const letter = (id: string) => part(id).replace('/part/', '/part-letter/');
    const back = { task: `${letter('court')}/issue/1`, reason: '称谓有误', actor: deputy };
    await play(world, 'weihai-2024', [
      '2024-12-02 09:00',
      '2024-12-05 20:00',
      { at: '2024-12-03 10:00', run: tick(world, letter('court'), chief) },
      { at: '2024-12-03 11:00', run: (now) => returnDocument(world.ctx, { ...back, now }) },
      { at: '2024-12-03 14:00', run: tick(world, `${letter('court')}/redraft/1`) },
      { at: '2024-12-03 15:00', run: tick(world, `${letter('court')}/again/1`, chief) },
      { at: '2024-12-04 09:30', run: tick(world, `${letter('court')}/issue/2`, deputy) },
      { at: '2024-12-04 10:00', run: tick(world, letter('police'), chief) },
      { at: '2024-12-05 10:00', run: tick(world, part('police')) },
    ]);
    const of = async (name: string) =>
      (await listed(world, 'weihai-2024', /\/part-letter\//))
        .filter((line) => line.includes(name))
        .map((line) => line.replace(/：.*/, ''));
    expect(await of('人民法院')).toEqual([
      '12-03 09:00 chief done 商请函核稿',
      '12-03 10:00 deputy cancelled 商请函签发',
      '12-03 11:00 operator done 修改后重新送核',
      '12-03 14:00 chief done 商请函核稿',
      '12-03 15:00 deputy done 商请函签发',
    ]);
    expect(await of('公安局')).toEqual([
      '12-03 09:00 chief done 商请函核稿',
      '12-04 10:00 deputy cancelled 商请函签发',
    ]);
    const steps = await documentSteps(world.ctx, { document: letter('court') });
    expect(steps.map(({ action, by, at }) => `${formatMinute(at).slice(5)} ${action} ${by}`)).toEqual([
      '12-03 09:00 drafted 系统',
      '12-03 10:00 approved 基金监管科科长',
      '12-03 11:00 returned 分管副局长',
      '12-03 14:00 drafted 基金监管科经办人',
      '12-03 15:00 approved 基金监管科科长',
      '12-04 09:30 approved 分管副局长',
    ]);
  });

  it('a 商请函 that its reviewer sent back is not put up anew beside its draft', async () => {
    const world = await launched('weihai-2024', '2024-05-10', '2024-06-10');
    const task = part('court').replace('/part/', '/part-letter/');
    const back = { task, reason: '称谓有误', actor: chief };
    await play(world, 'weihai-2024', [
      '2024-12-02 09:00',
      '2024-12-05 20:00',
      { at: '2024-12-03 10:00', run: (now) => returnDocument(world.ctx, { ...back, now }) },
    ]);
    const open = (await listed(world, 'weihai-2024', /\/part-letter\/.*court/)).filter((l) => l.includes(' open '));
    expect(open.map((line) => line.replace(/：.*/, ''))).toEqual(['12-03 10:00 operator open 修改后重新送核']);
  });

  it('while the campaign is paused the letters to them are off the list; what the officer has asked for stays on it', async () => {
    const world = await launched('weihai-2024', '2024-05-10', '2024-06-10');
    await play(world, 'weihai-2024', ['2024-12-02 09:00', '2024-12-03 20:00']);
    const open = async () => {
      const tasks = await listTasks(world.ctx, { campaign: 'weihai-2024' });
      const named = (about: string) => tasks.filter((t) => t.state === 'open' && t.id.includes(`/${about}/`)).length;
      return { letters: named('part-letter'), parts: named('part') };
    };
    expect(await open()).toEqual({ letters: 5, parts: 5 });
    await change(world, 'pause', { campaign: 'weihai-2024', at: '2024-12-03 21:00' });
    expect(await open()).toEqual({ letters: 0, parts: 5 });
  });
});

describe('Interim and special reports are rounds', () => {
  it.each([
    { name: 'yunyang-2022', on: ['2022-03-10', '2022-03-01'], requirement: 'interim-report', due: '2022-06-30' },
    { name: 'wushen-2025', on: ['2025-04-24', '2025-06-10'], requirement: 'payment-qualification', due: '2025-05-31' },
  ] as const)('$name: $requirement', async ({ name, on, requirement, due }) => {
    const world = await launched(name, on[0], on[1]);
    const rounds = await world.db.selectFrom('round').select('due').where('requirement', '=', requirement).execute();
    expect(rounds).toEqual([{ due }]);
    const owed = await world.db.selectFrom('obligation').select('id').where('requirement', '=', requirement).execute();
    expect(owed.length).toBeGreaterThan(1);
  });
});
