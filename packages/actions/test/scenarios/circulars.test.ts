import { campaignTick } from '@duban/actions/campaign-tick';
import { type DiscardDocument, discardDocument } from '@duban/actions/discard-document';
import { documentSteps } from '@duban/actions/document-steps';
import { listTasks } from '@duban/actions/list-tasks';
import { redraftDocument } from '@duban/actions/redraft-document';
import { returnDocument } from '@duban/actions/return-document';
import { localDate } from '@duban/base/time';
import { readReport } from '@duban/documents';
import { getBlob } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { change } from '../change-status.ts';
import { CAMPAIGN, chief, deputy, LAUNCH, leader, moment, operator, owes, type World } from '../world.ts';
import { jiningQuiet, listed, play, tick } from './duties.ts';

describe('Circulars only for repeated lapses, after fact-check', () => {
  const CIRCULAR = `${CAMPAIGN}/duty/circular/2023Q4`;
  /** The fourth quarter is over; these offices were late with these. */
  async function lapsed(late: Readonly<Record<string, readonly string[]>>): Promise<World> {
    const world = await jiningQuiet();
    await world.db.updateTable('obligation').set({ state: 'accepted', first_received_at: LAUNCH }).execute();
    await world.db
      .updateTable('round')
      .set({ frozen_at: moment('2023-12-11 00:00') })
      .execute();
    for (const [office, owed] of Object.entries(late))
      for (const id of owed)
        await world.db
          .updateTable('obligation')
          .set({ first_received_at: moment('2023-12-29 10:00') })
          .where('id', 'like', `${CAMPAIGN}/${id}/%/${office}`)
          .execute();
    return world;
  }
  const BOTH = ['quarterly-table', 'final-report'];
  const facts = ({ db }: World) =>
    db.selectFrom('message').selectAll().where('kind', '=', 'fact-check').orderBy('id').execute();

  it('one lapse is no reason, and whoever is no subordinate is never named', async () => {
    const world = await lapsed({ yanzhou: ['final-report'], yankuang: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-10 20:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([]);
    expect(await facts(world)).toEqual([]);
  });

  it('asks those named for two working days first; nothing is drafted before both the days and the check are over', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-05 08:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([
      expect.stringMatching(/^01-02 08:30 operator open 核实2023年第四季度报送情况通报的事实：兖州区（1月4日前/),
    ]);
    expect((await facts(world)).map((m) => [m.recipient, m.office])).toEqual([
      ['yanzhou-a', 'yanzhou'],
      ['yanzhou-leader', 'yanzhou'],
    ]);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 10:00'));
    await play(world, CAMPAIGN, ['2024-01-04 10:00', '2024-01-05 08:00']);
    expect(await listed(world, CAMPAIGN, /circular\/.*review/)).toEqual([]);
  });

  it('comes after the last quarter too, though the report was issued before its end; without lapses the campaign is over then', async () => {
    // JN23: the final report was due on 12-10, and is out on 12-20; the quarter ends on 12-31.
    const world = await lapsed({ yanzhou: BOTH });
    await issued(world);
    await play(world, CAMPAIGN, ['2023-12-20 10:00', '2024-01-03 08:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([
      expect.stringMatching(/^01-02 08:30 operator open 核实2023年第四季度报送情况通报的事实：兖州区（1月4日前/),
    ]);
    const punctual = await lapsed({ yanzhou: ['final-report'] });
    await issued(punctual);
    const look = { campaign: CAMPAIGN, now: moment('2023-12-20 10:00') };
    expect(await campaignTick(punctual.ctx, look)).toMatchObject({ done: true });
  });

  async function issued({ db }: World): Promise<void> {
    const at = { created_at: moment('2023-12-19 10:00') };
    const blob = { sha256: 's', bytes: Buffer.from('x'), size: 1 };
    await db
      .insertInto('blob')
      .values({ ...blob, ...at })
      .execute();
    await db
      .insertInto('snapshot')
      .values({ id: 's', campaign: CAMPAIGN, figures: '{}', ...at })
      .execute();
    const document = { id: 'd', campaign: CAMPAIGN, kind: 'summary', snapshot: 's', docx: 's', xlsx: null };
    await db
      .insertInto('document')
      .values({ ...document, ...at, stage: 'issued', issued_at: moment('2023-12-20 09:00') })
      .execute();
  }

  it('says of a lapse of an earlier quarter that it is one: alone it was no pattern then, and it stands there because of the next', async () => {
    const world = await lapsed({ yanzhou: ['final-report', 'quarterly-table'] });
    await world.db
      .updateTable('obligation')
      .set({ due: localDate('2023-09-28') })
      .where('id', '=', owes('yanzhou'))
      .execute();
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    const [asked] = await facts(world);
    expect(asked?.facts).toMatchObject({ quarter: '2023年第四季度', earlier: true });
    const mine = asked?.facts.lapses as { due: string; how: string }[];
    expect(mine.map(({ due, how }) => `${due} ${how}`)).toEqual([
      '2023年9月28日 12月29日收到（此前逾期，时限在2023年第三季度）',
      '2023年12月10日 12月29日收到',
      '2023年12月10日 12月29日收到',
    ]);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 17:00'));
    await play(world, CAMPAIGN, ['2024-01-05 08:30', '2024-01-05 09:00']);
    const text = await drafted(world);
    expect(text).toContain('2023年第四季度及此前多次逾期报送的情况');
    expect(text).toContain('此前逾期，时限在2023年第三季度');
  });

  it('what was put right meanwhile is not in it: nobody left, no circular', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await world.db.updateTable('obligation').set({ first_received_at: LAUNCH }).execute();
    await play(world, CAMPAIGN, ['2024-01-03 08:30', '2024-01-08 20:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([expect.stringContaining('cancelled')]);
  });

  it('then passes its signatures one after the other, each by the function it waits for; nobody is sent it', async () => {
    const world = await lapsed({ yanzhou: BOTH, weishan: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 17:00'));
    await play(world, CAMPAIGN, ['2024-01-05 08:30', '2024-01-05 09:00']);
    await expect(tick(world, `${CIRCULAR}/review`)(moment('2024-01-05 09:00'))).rejects.toMatchObject({
      code: 'task-not-yours',
    });
    for (const [key, actor] of [
      ['review', chief],
      ['countersign', deputy],
      ['issue', leader],
    ] as const) {
      const [open, ...more] = (await listTasks(world.ctx, { campaign: CAMPAIGN })).filter(
        (t) => t.hasFile && t.state === 'open',
      );
      expect([open?.id, open?.hasFile, more.length]).toEqual([`${CIRCULAR}/${key}`, true, 0]);
      await tick(world, `${CIRCULAR}/${key}`, actor)(moment('2024-01-05 10:00'));
      await play(world, CAMPAIGN, ['2024-01-05 10:00', '2024-01-05 10:01']);
    }
    const papers = await world.db.selectFrom('task').select('blob').where('blob', 'is not', null).distinct().execute();
    expect(papers).toHaveLength(1);
    const { text } = await readReport(await getBlob(world.db, papers[0]?.blob ?? ''), 'circular.docx');
    expect(text).toContain('未经签发不得外发');
    expect(text).toContain('兖州区医疗保障局');
    expect(text).toContain('12月29日收到');
    expect((await facts(world)).length).toBe(4);
  });

  it('the system stood still on the first days: those named have two working days from the day on which they are asked', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-05 10:00', '2024-01-08 08:00']);
    expect((await facts(world)).map((m) => m.facts.answerBy)).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining('1月9日')),
    );
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-08 09:00'));
    await play(world, CAMPAIGN, ['2024-01-08 09:00', '2024-01-10 08:00']);
    expect(await listed(world, CAMPAIGN, /circular\/.*review/)).toEqual([]);
    await play(world, CAMPAIGN, ['2024-01-10 08:00', '2024-01-10 10:00']);
    expect(await drafted(world)).toContain('1月5日至2024年1月9日');
  });

  it('who was never asked is not named, though its second lapse comes to light while the others check', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await world.db
      .updateTable('obligation')
      .set({ first_received_at: moment('2023-12-29 10:00') })
      .where('office', '=', 'weishan')
      .execute();
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 17:00'));
    await play(world, CAMPAIGN, ['2024-01-05 08:30', '2024-01-05 09:00']);
    const text = await drafted(world);
    expect(text).toContain('兖州区');
    expect(text).not.toContain('微山县');
    expect((await facts(world)).map((m) => m.office)).not.toContain('weishan');
  });

  const AT = '2024-01-05 10:00';
  /** Drafted, and before its review. */
  async function underReview(): Promise<World> {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 17:00'));
    await play(world, CAMPAIGN, ['2024-01-05 08:30', '2024-01-05 09:00']);
    return world;
  }
  const look = (world: World) => play(world, CAMPAIGN, [AT, '2024-01-05 10:01']);
  const onList = async (world: World) =>
    (await listTasks(world.ctx, { campaign: CAMPAIGN })).filter((t) => t.id.startsWith(CIRCULAR) && t.state === 'open');
  const waiting = async (world: World) =>
    (await onList(world)).map((t) => `${t.id.slice(CIRCULAR.length + 1)} ${t.assignedTo}`);
  const back = (world: World, key: string, actor = chief) =>
    returnDocument(world.ctx, { task: `${CIRCULAR}/${key}`, reason: '事实有出入', actor, now: moment(AT) });
  const steps = async (world: World) =>
    (await documentSteps(world.ctx, { document: CIRCULAR })).map((s) =>
      `${s.action} ${s.to} ${s.by} ${s.reason}`.trim(),
    );

  it('waits while the campaign is paused, as nothing formal leaves in a pause', async () => {
    const world = await underReview();
    await change(world, 'pause', { at: AT });
    expect(await onList(world)).toEqual([]);
    await expect(back(world, 'review')).rejects.toMatchObject({ code: 'entry-state' });
    await change(world, 'resume', { at: AT });
    expect(await waiting(world)).toEqual(['review chief']);
  });

  it('goes back one stage with its reason, from the first to its drafter, and comes again with what was put right', async () => {
    const world = await underReview();
    expect((await onList(world)).map((t) => t.acts)).toEqual([['done', 'return', 'discard']]);
    await tick(world, `${CIRCULAR}/review`, chief)(moment(AT));
    await look(world);
    await back(world, 'countersign', deputy);
    await look(world);
    expect(await waiting(world)).toEqual(['review/2 chief']);
    await back(world, 'review/2');
    await look(world);
    expect(await waiting(world)).toEqual(['redraft/3 operator']);
    expect((await onList(world)).map((t) => t.acts)).toEqual([['redraft', 'done', 'discard']]);
    const [paper] = await world.db.selectFrom('task').select('blob').where('id', '=', `${CIRCULAR}/review`).execute();
    const bytes = await getBlob(world.db, paper?.blob ?? '');
    // A .docx of its own: any change of its bytes is another paper.
    const file = { name: '通报.docx', bytes: Buffer.concat([bytes]) };
    await redraftDocument(world.ctx, { task: `${CIRCULAR}/redraft/3`, file, actor: operator, now: moment(AT) });
    await look(world);
    expect(await waiting(world)).toEqual(['review/3 chief']);
    expect(await steps(world)).toEqual([
      'drafted draft 系统',
      'approved reviewed 基金监管科科长',
      'returned draft 分管副局长 事实有出入',
      'returned draft 基金监管科科长 事实有出入',
      'drafted draft 基金监管科经办人',
    ]);
  });

  it('is given up with a reason by whoever it waits for, for good; nothing else can be given up so', async () => {
    const world = await underReview();
    const giveUp = (more: Partial<DiscardDocument> = {}) =>
      discardDocument(world.ctx, {
        ...{ task: `${CIRCULAR}/review`, reason: '有关单位已整改', actor: chief, now: moment(AT), ...more },
      });
    await expect(giveUp({ reason: ' ' })).rejects.toMatchObject({ code: 'reason-missing' });
    await expect(giveUp({ actor: deputy })).rejects.toMatchObject({ code: 'task-not-yours' });
    const other = {
      id: 'o',
      campaign: CAMPAIGN,
      office: 'yanzhou',
      kind: 'sign',
      assigned_to: 'chief',
      blob: null,
    } as const;
    const rest = {
      script: 'chase-letter',
      title: '催报单送签',
      slot: LAUNCH,
      state: 'open',
      created_at: LAUNCH,
    } as const;
    await world.db
      .insertInto('task')
      .values({ ...other, ...rest, done_at: null })
      .execute();
    await expect(giveUp({ task: 'o' })).rejects.toMatchObject({ code: 'entry-invalid' });
    await giveUp();
    await play(world, CAMPAIGN, [AT, '2024-01-12 20:00']);
    expect(await waiting(world)).toEqual([]);
    expect(await steps(world)).toEqual(['drafted draft 系统', 'discarded discarded 基金监管科科长 有关单位已整改']);
  });

  /** The text of the newest draft. */
  async function drafted(world: World): Promise<string> {
    const { blob } = await world.db
      .selectFrom('task')
      .select('blob')
      .where('id', 'like', `${CIRCULAR}/%`)
      .where('blob', 'is not', null)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    return (await readReport(await getBlob(world.db, blob ?? ''), 'circular.docx')).text;
  }
});
