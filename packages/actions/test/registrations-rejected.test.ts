import { obligationView } from '@duban/actions/obligation-view';
import { rejectRegistration } from '@duban/actions/reject-registration';
import { at, localDate } from '@duban/base/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPORT, register, verdict, WHEN } from './around.ts';
import { drive } from './drive.ts';
import { filledReport, send } from './sheets.ts';
import { jiningWorld, moment, obligation, type World } from './world.ts';

const cell = async (world: World, now: string) =>
  (await obligationView(world.ctx, { obligation: REPORT, now: moment(now) })).cell;

describe('a rejected registration', () => {
  it('makes the obligation what it was and keeps the version as evidence; the office is told, and may file the same bytes', async () => {
    const world = await jiningWorld();
    const bytes = await filledReport('yanzhou');
    const { registration } = await register(world, bytes);
    await rejectRegistration(world.ctx, verdict(registration, '2023-12-06 15:00'));
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'expected',
      first_received_at: null,
      first_valid_at: null,
      chase_due: '2023-12-10',
      arm: 1,
    });
    const view = await obligationView(world.ctx, { obligation: REPORT, now: moment('2023-12-06 16:00') });
    expect(view.submissions[0]).toMatchObject({
      voided: true,
      registration: { state: 'rejected', reason: '收文时间与登记簿不符' },
    });
    expect(view.cell.registered).toBeNull();
    const { mails } = await drive(world, { offices: ['yanzhou'], from: '2023-12-06 15:00', until: '2023-12-06 15:30' });
    const told = mails.find(({ subject }) => subject.includes('代收登记未通过复核'));
    expect(told?.text).toContain('报送时限：2023年12月10日（星期日）');
    const receipt = await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-11 10:00', bytes });
    expect(receipt).toMatchObject({ repeated: false, submission: `${REPORT}#2` });
    expect((await cell(world, '2023-12-11 11:00')).punctuality).toBe('late');
  });

  it('changes nothing of what came after it', async () => {
    const world = await jiningWorld();
    const { registration } = await register(world, await filledReport('rencheng'));
    await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-07 10:00' });
    await rejectRegistration(world.ctx, verdict(registration, '2023-12-07 15:00'));
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'checked',
      first_received_at: moment('2023-12-07 10:00'),
    });
  });

  it('is refused once the version was accepted: it must be reopened first', async () => {
    const world = await jiningWorld();
    const { registration, receipt } = await register(world, await filledReport('yanzhou'));
    await world.db
      .updateTable('obligation')
      .set({ state: 'accepted', accepted_submission: receipt.submission })
      .where('id', '=', REPORT)
      .execute();
    const attempt = rejectRegistration(world.ctx, verdict(registration, WHEN));
    await expect(attempt).rejects.toMatchObject({ code: 'obligation-settled' });
  });

  it('of two leaves the one before it, and of both nothing', async () => {
    const world = await jiningWorld();
    const first = await register(world, await filledReport('yanzhou'));
    const second = await register(world, await filledReport('rencheng'), {
      arrivedAt: moment('2023-12-06 11:00'),
      now: moment('2023-12-06 11:00'),
    });
    await rejectRegistration(world.ctx, verdict(first.registration, '2023-12-06 12:00'));
    expect(await obligation(world, REPORT)).toMatchObject({
      state: 'checked',
      first_received_at: moment('2023-12-06 11:00'),
    });
    await rejectRegistration(world.ctx, verdict(second.registration, '2023-12-06 13:00'));
    expect(await obligation(world, REPORT)).toMatchObject({ state: 'expected', first_received_at: null });
  });
});

it('whatever the true times of registrations and uploads, the office is judged by the first that nobody rejected', async () => {
  const world = await jiningWorld();
  const files = await Promise.all(['yanzhou', 'rencheng', 'weishan', 'yutai'].map((office) => filledReport(office)));
  const day = fc.integer({ min: 0, max: 15 });
  const plan = fc.array(fc.record({ day, rejected: fc.boolean() }), { minLength: 1, maxLength: 4 });
  const from = at(localDate('2023-12-01'), '10:00');
  const now = moment('2023-12-17 10:00');
  await fc.assert(
    fc.asyncProperty(plan, async (coming) => {
      for (const table of ['registration', 'submission'] as const)
        await world.db.deleteFrom(table).where('obligation', '=', REPORT).execute();
      await world.db.deleteFrom('task').execute();
      await world.db.deleteFrom('message').where('kind', 'in', ['receipt', 'answer']).execute();
      const fresh = { state: 'expected' as const, version: 0, first_received_at: null, first_valid_at: null };
      await world.db.updateTable('obligation').set(fresh).where('id', '=', REPORT).execute();
      const times = coming.map(({ day }, i) => from + day * 86_400_000 + i);
      const made = [];
      for (const [i, time] of times.entries()) {
        const arrivedAt = time as ReturnType<typeof moment>;
        made.push(await register(world, files[i] ?? Buffer.from(''), { arrivedAt, now }));
      }
      for (const [i, { registration }] of made.entries())
        if (coming[i]?.rejected) await rejectRegistration(world.ctx, { ...verdict(registration, WHEN), now });
      const left = times.filter((_, i) => !coming[i]?.rejected);
      const { first_received_at, state } = await obligation(world, REPORT);
      expect(first_received_at).toBe(left.length === 0 ? null : Math.min(...left));
      expect(state).toBe(left.length === 0 ? 'expected' : 'checked');
    }),
    { numRuns: 12 },
  );
});
