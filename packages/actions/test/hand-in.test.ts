import { board } from '@duban/actions/board';
import { getBlob, sha256 } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { cleanGrid, filledSheet, send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, eventKinds, jiningWorld, messages, moment, obligation, owes, tasks, type World } from './world.ts';

const WHEN = '2023-10-09 10:00';
const WRONG_SUM = { change: { 'chkInst.current': 31 } } as const;

const decisions = ({ db }: World) => db.selectFrom('decision').selectAll().orderBy('id').execute();

describe('a clean sheet', () => {
  it('is kept byte for byte before its receipt is answered', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'));
    const receipt = await send(world, { office: 'yanzhou', at: WHEN, bytes });
    expect(receipt).toMatchObject({ outcome: 'checked', repeated: false, sha256: sha256(bytes) });
    expect(receipt.receiptNo).toMatch(/^HZ20231009-[0-9a-f]{8}$/);
    expect(receipt.findings.filter((f) => f.severity === 'E')).toEqual([]);
    expect((await getBlob(world.db, receipt.sha256)).equals(Buffer.from(bytes))).toBe(true);
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      state: 'checked',
      version: 1,
      first_received_at: moment(WHEN),
      first_valid_at: moment(WHEN),
      chase_due: '2023-10-10',
      arm: 0,
    });
    const [message] = await messages(world, 'receipt');
    expect(message).toMatchObject({ recipient: 'yanzhou-a', send_after: moment(WHEN), state: 'planned' });
    expect(message?.facts).toMatchObject({
      what: '2023年第三季度统计表',
      punctuality: 'on-time',
      due: '2023年10月10日（星期二）',
      sha256: receipt.sha256,
      registeredBy: null,
    });
  });

  it('wakes its office and its round, in the same transaction as its event', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: WHEN });
    const pokes = await world.db.selectFrom('poke').select(['workflow', 'input']).orderBy('seq').offset(1).execute();
    expect(pokes).toEqual([
      { workflow: 'office', input: { campaign: 'jining-2023', office: 'yanzhou' } },
      { workflow: 'round', input: { campaign: 'jining-2023', requirement: 'quarterly-table', period: '2023Q3' } },
    ]);
    expect(await eventKinds(world)).toEqual(['campaign-launched', 'sheet-handed-in']);
  });

  it('is on time on the due until midnight, late after it, and 补报 after the cut-off', async () => {
    const world = await jiningWorld();
    const punctuality = async (office: string, at: string) => {
      await send(world, { office, at });
      const [message] = (await messages(world, 'receipt')).filter((m) => m.office === office);
      return message?.facts.punctuality;
    };
    expect(await punctuality('yanzhou', '2023-10-10 23:59')).toBe('on-time');
    expect(await punctuality('rencheng', '2023-10-11 00:00')).toBe('late');
    expect(await punctuality('weishan', '2023-10-18 23:59')).toBe('late');
    expect(await punctuality('yutai', '2023-10-19 00:00')).toBe('after-cut-off');
  });

  it('says who registered it when it came by hand, and counts from its true arrival', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: '2023-10-11 09:00' });
    await send(world, { office: 'yanzhou', at: '2023-10-10 16:00', channel: 'registered', filling: { times: 2 } });
    expect((await obligation(world, owes('yanzhou'))).first_received_at).toBe(moment('2023-10-10 16:00'));
    const receipts = await messages(world, 'receipt');
    expect(receipts.map((m) => m.facts.registeredBy)).toContain('基金监管科经办人');
  });

  it('takes the calls about it off the list, and leaves those about other debts', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou', 'rencheng'], from: '2023-10-09 14:00', until: '2023-10-09 15:30' });
    const open = async () => (await tasks(world)).filter((t) => t.state === 'open').map((t) => t.office);
    expect(await open()).toEqual(['rencheng', 'yanzhou']);
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:40' });
    expect(await open()).toEqual(['rencheng']);
  });
});

describe('the same bytes again', () => {
  it('get the receipt of the first time, and no second version', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'));
    const first = await send(world, { office: 'yanzhou', at: WHEN, bytes });
    const again = await send(world, { office: 'yanzhou', at: '2023-10-09 11:00', bytes });
    expect(again).toEqual({ ...first, repeated: true });
    expect((await obligation(world, owes('yanzhou'))).version).toBe(1);
    expect(await messages(world, 'receipt')).toHaveLength(1);
  });

  it('get one receipt when a browser sends them twice at once', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'));
    const both = await Promise.all([1, 2].map(() => send(world, { office: 'yanzhou', at: WHEN, bytes })));
    expect(both[0]?.receiptNo).toBe(both[1]?.receiptNo);
    expect(both.map((r) => r.repeated).sort()).toEqual([false, true]);
    expect(await world.db.selectFrom('submission').select('version').execute()).toEqual([{ version: 1 }]);
  });

  it('get the receipt of then also when they have been accepted since', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'));
    await sendAndAccept(world, { office: 'yanzhou', at: WHEN, bytes });
    expect((await send(world, { office: 'yanzhou', at: '2023-10-09 12:00', bytes })).repeated).toBe(true);
  });
});

describe('a second version', () => {
  it('takes the place of the first while nobody has decided, and the first receipt stays the first', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: WHEN });
    const second = await send(world, { office: 'yanzhou', at: '2023-10-11 10:00', filling: { times: 2 } });
    expect(second.submission).toBe(`${owes('yanzhou')}#2`);
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      state: 'checked',
      version: 2,
      first_received_at: moment(WHEN),
    });
  });

  it('gets the next number when two different files come at once', async () => {
    const world = await jiningWorld();
    const files = await Promise.all([1, 2].map((times) => filledSheet(world, owes('yanzhou'), { times })));
    await Promise.all(files.map((bytes) => send(world, { office: 'yanzhou', at: WHEN, bytes })));
    const rows = await world.db.selectFrom('submission').select('version').orderBy('version').execute();
    expect(rows.map((r) => r.version)).toEqual([1, 2]);
  });
});

describe('a fourth-quarter sheet of an office whose third quarter was never accepted', () => {
  it('is not compared with 0: a 累计 above 本期 passes, with a warning that says where the earlier figures belong', async () => {
    const world = await jiningWorld();
    // 30 institutions checked this quarter, 34 since the launch: the four of the quarter that was never filed.
    const change = { 'chkInst.cumulative': 34, 'chkHosp.cumulative': 24, 'chkBase.cumulative': 24 };
    const receipt = await send(world, {
      office: 'yanzhou',
      period: '2023Q4',
      at: '2023-12-05 10:00',
      filling: { change },
    });
    expect(receipt.findings.filter((f) => f.check === 'T1-11')).toEqual([]);
    expect(receipt.findings.find((f) => f.check === 'earlier-period-missing')).toMatchObject({
      severity: 'W',
      message: expect.stringContaining('2023年第三季度没有审核通过的表'),
    });
  });

  it('is compared again once the third quarter has been accepted', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: WHEN });
    const receipt = await send(world, {
      office: 'yanzhou',
      period: '2023Q4',
      at: '2023-12-05 10:00',
      filling: { previous: cleanGrid(), change: { 'chkInst.cumulative': 1 } },
    });
    expect(receipt.findings.map((f) => f.check)).toContain('T1-11');
    expect(receipt.findings.map((f) => f.check)).not.toContain('earlier-period-missing');
  });
});

describe('a sheet with E findings', () => {
  it('goes back at once: what is wrong in Chinese, the marked workbook, and three working days', async () => {
    const world = await jiningWorld();
    const receipt = await send(world, { office: 'yanzhou', at: WHEN, filling: WRONG_SUM });
    expect(receipt.outcome).toBe('returned');
    expect(receipt.findings).toContainEqual(
      expect.objectContaining({ check: 'T1-1', severity: 'E', key: 'chkInst.current' }),
    );
    const [back] = await messages(world, 'return');
    expect(JSON.stringify(back?.facts.findings)).toContain('医疗机构与零售药店之和是 30 家');
    expect(back?.facts).toMatchObject({
      newDue: '2023年10月12日（星期四）',
      originalDue: '2023年10月10日（星期二）',
      version: 1,
      handIn: ['更正后经 OA 等渠道或以纸质件报我局，由我局代收登记', '有困难的，请致电我局'],
    });
    const [decision] = await decisions(world);
    expect(decision).toMatchObject({ kind: 'return', due: '2023-10-12', decided_by: '系统' });
    expect(back?.attachments).toEqual([
      expect.objectContaining({
        kind: 'blob',
        sha256: decision?.marked_blob,
        name: '退回修改-兖州区-2023年第三季度统计表.xlsx',
      }),
    ]);
    expect(await messages(world, 'receipt')).toEqual([]);
  });

  it('has been received in time all the same, but not validly, and starts the ladder anew', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: WHEN, filling: WRONG_SUM });
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      state: 'returned',
      due: '2023-10-10',
      chase_due: '2023-10-12',
      arm: 1,
      armed_at: moment(WHEN),
      first_received_at: moment(WHEN),
      first_valid_at: null,
    });
  });

  it('says in Chinese that a cell of numbers holds words', async () => {
    const world = await jiningWorld();
    const receipt = await send(world, {
      office: 'yanzhou',
      at: WHEN,
      filling: { raw: { 'chkInst.current': '约三十家' } },
    });
    expect(receipt.outcome).toBe('returned');
    const about = receipt.findings.filter((f) => f.key === 'chkInst.current' && f.severity === 'E');
    expect(about).toHaveLength(1);
    expect(about[0]?.found).toBe('约三十家');
    expect(about[0]?.message).toMatch(/数字/);
  });

  it.each([
    ['early: the original due is never shortened', '2023-09-04 10:00', '2023-10-10'],
    // 10-05 lies in the holiday; 10-07 and 10-08 are make-up working days.
    ['over a holiday: working days only', '2023-10-05 10:00', '2023-10-10'],
    ['after the due: three working days, not counting the weekend', '2023-10-12 10:00', '2023-10-17'],
    ['shortly before the cut-off: never past it', '2023-10-17 10:00', '2023-10-18'],
    ['after the cut-off, which cannot bound it any more', '2023-10-19 10:00', '2023-10-24'],
  ])('is to be corrected %s', async (_, at, due) => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at, filling: WRONG_SUM });
    expect((await obligation(world, owes('yanzhou'))).chase_due).toBe(due);
  });

  it('keeps an extension that was granted: the correction clock does not shorten it', async () => {
    const world = await jiningWorld();
    const extended = { due: '2023-10-16' as never, chase_due: '2023-10-16' as never };
    await world.db.updateTable('obligation').set(extended).where('id', '=', owes('yanzhou')).execute();
    await send(world, { office: 'yanzhou', at: WHEN, filling: WRONG_SUM });
    expect((await obligation(world, owes('yanzhou'))).chase_due).toBe('2023-10-16');
  });

  it('is corrected by the next version, whose receipt does not call a punctual office late', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: '2023-10-10 10:00', filling: WRONG_SUM });
    const receipt = await send(world, { office: 'yanzhou', at: '2023-10-12 10:00' });
    expect(receipt).toMatchObject({ outcome: 'checked', submission: `${owes('yanzhou')}#2` });
    const [message] = await messages(world, 'receipt');
    expect(message?.facts).toMatchObject({
      punctuality: 'on-time',
      due: '2023年10月13日（星期五）',
      correction: true,
      versionLateFor: null,
    });
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      first_received_at: moment('2023-10-10 10:00'),
      first_valid_at: moment('2023-10-12 10:00'),
    });
  });

  it('makes no punctual office late that corrects it after the 重报时限, as on the board: the receipt says that this version was late', async () => {
    const world = await jiningWorld();
    const receiptOf = async (office: string, corrected: string) => {
      await send(world, { office, at: '2023-10-10 10:00', filling: WRONG_SUM });
      await send(world, { office, at: corrected });
      return (await messages(world, 'receipt')).find((m) => m.office === office)?.facts;
    };
    const late = { punctuality: 'on-time', correction: true };
    expect(await receiptOf('yanzhou', '2023-10-16 10:00')).toMatchObject({ ...late, versionLateFor: 'due' });
    expect(await receiptOf('rencheng', '2023-10-19 10:00')).toMatchObject({ ...late, versionLateFor: 'cut-off' });
    const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-19 11:00') });
    const shownOf = (office: string) => shown.offices.find(({ id }) => id === office)?.cells[0]?.punctuality;
    expect(['yanzhou', 'rencheng'].map(shownOf)).toEqual(['on-time', 'on-time']);
  });
});
