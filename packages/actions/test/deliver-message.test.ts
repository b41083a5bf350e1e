// Above 300 lines: all that may happen to one message between its claim and its record, on the same few worlds.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { chaseTick } from '@duban/actions/chase-tick';
import { deliverMessage } from '@duban/actions/deliver-message';
import { releaseLeases } from '@duban/actions/release-leases';
import { DAY, HOUR, type Instant, MINUTE, plus } from '@duban/base';
import { eventsOf, recordEvent } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { type PostWorld, postWorld } from './post.ts';
import { send } from './sheets.ts';
import { CAMPAIGN, messages, moment, owes } from './world.ts';

const SLOT = moment('2023-10-09 15:00');
const LEAVES = moment('2023-10-09 15:05');

/** The T−1 message to A of these offices, planned at 15:00; it leaves at 15:05. */
async function planned(world: PostWorld, offices: readonly string[] = ['yanzhou']): Promise<string> {
  for (const office of offices) await chaseTick(world.ctx, { campaign: CAMPAIGN, office, now: SLOT });
  const contact = offices[0] === 'yanzhou' ? 'yanzhou-a' : 'taibaihu-jingkai-a';
  return `${CAMPAIGN}/chase/${contact}/mail/2023-10-09`;
}

const deliver = (world: PostWorld, message: string, now: Instant = LEAVES) =>
  deliverMessage(world.ctx, { message, now });
const row = ({ db }: PostWorld, id: string) =>
  db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const eventsAbout = async ({ db }: PostWorld, subject: string) =>
  (await eventsOf(db, CAMPAIGN)).filter((e) => e.subject === subject).map((e) => e.kind);

describe('a claim', () => {
  it('is refused before the message closes: other offices of the clerk may still join it', async () => {
    const world = await postWorld();
    const message = await planned(world);
    expect(await deliver(world, message, plus(LEAVES, -MINUTE))).toEqual({ state: 'planned', waitMs: MINUTE });
    expect(world.received()).toEqual([]);
  });

  it('cancels the message when its one debt was settled between planning and sending', async () => {
    const world = await postWorld();
    const message = await planned(world);
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:02', channel: 'web' });
    expect(await deliver(world, message)).toEqual({ state: 'cancelled', waitMs: null });
    expect(world.received()).toEqual([]);
    expect(await row(world, message)).toMatchObject({ state: 'cancelled', attempts: 0, sent_at: null });
    expect(await eventsAbout(world, message)).toEqual(['message-cancelled']);
  });

  it('drops the line that was settled and sends the other', async () => {
    const world = await postWorld();
    const message = await planned(world, ['taibaihu', 'jingkai']);
    await send(world, { office: 'jingkai', at: '2023-10-09 15:02', contact: 'taibaihu-jingkai-a', channel: 'web' });
    expect(await deliver(world, message)).toEqual({ state: 'sent', waitMs: null });
    const lines = world.db.selectFrom('message_line').select(['obligation', 'dropped']).where('message', '=', message);
    expect(await lines.orderBy('obligation').execute()).toEqual([
      { obligation: owes('jingkai'), dropped: true },
      { obligation: owes('taibaihu'), dropped: false },
    ]);
    expect((await row(world, message)).subject).toBe(
      '【明日到期】太白湖新区社会保障事业服务中心：2023年第三季度统计表',
    );
  });

  it('drops the line of a sheet that came and went back: it is owed again, but not this', async () => {
    const world = await postWorld();
    const message = await planned(world);
    const filling = { change: { 'chkInst.current': 31 } } as const;
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:02', channel: 'web', filling });
    expect(await deliver(world, message)).toMatchObject({ state: 'cancelled' });
  });

  it('drops the line of a round that was closed meanwhile', async () => {
    const world = await postWorld();
    const message = await planned(world);
    await world.db.updateTable('round').set({ merged_at: SLOT }).execute();
    expect(await deliver(world, message)).toMatchObject({ state: 'cancelled' });
  });
});

describe('a claim that has to wait for the row', () => {
  it('of a campaign that is paused meanwhile leaves nothing: where the campaign stands is asked once the message is held', async () => {
    const world = await postWorld();
    const message = await planned(world);
    await world.db.updateTable('message').set({ kind: 'launch' }).where('id', '=', message).execute();
    const paused = world.ctx.ledger.transaction(async (tx) => {
      // As a pause holds what waits; a launch message stays as it is.
      await tx.selectFrom('message').select('id').where('id', '=', message).forUpdate().execute();
      await tx.updateTable('campaign').set({ status: 'paused' }).execute();
      await recordEvent(tx, { campaign: CAMPAIGN, at: LEAVES, kind: 'campaign-paused', actor: '', subject: CAMPAIGN });
      await wait(300);
    });
    await wait(100);
    expect(await deliver(world, message)).toEqual({ state: 'planned', waitMs: null });
    await paused;
    expect(world.received()).toEqual([]);
  });
});

describe('a delivery', () => {
  it('is one mail when it is asked for twice', async () => {
    const world = await postWorld();
    const message = await planned(world);
    expect(await deliver(world, message)).toEqual({ state: 'sent', waitMs: null });
    expect(await deliver(world, message, plus(LEAVES, DAY))).toEqual({ state: 'sent', waitMs: null });
    expect(world.received()).toHaveLength(1);
    expect(await row(world, message)).toMatchObject({ attempts: 1, sent_at: LEAVES, lease_until: null });
    expect(await eventsAbout(world, message)).toEqual(['message-sent']);
  });

  it('is one mail when the workflows of two offices ask for it at once: the other waits out the lease', async () => {
    const world = await postWorld();
    const message = await planned(world, ['taibaihu', 'jingkai']);
    const both = await Promise.all([deliver(world, message), deliver(world, message), deliver(world, message)]);
    expect(both.map((d) => d.state).sort()).toEqual(['sending', 'sending', 'sent']);
    expect(both.filter((d) => d.state === 'sending').every((d) => (d.waitMs ?? 0) > 0)).toBe(true);
    expect(world.received()).toHaveLength(1);
  });

  it('carries its Message-ID, the campaign’s own date and its enclosure', async () => {
    const world = await postWorld();
    const now = moment('2023-10-07 09:00');
    await chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now });
    const message = `${CAMPAIGN}/chase/yanzhou-a/mail/2023-10-07`;
    await deliver(world, message, plus(now, 5 * MINUTE));
    const [mail] = world.received();
    expect(mail).toMatchObject({
      to: ['jg-a@yanzhou.example'],
      messageId: `<${(await row(world, message)).message_id}>`,
    });
    const raw = readFileSync(mail?.file ?? '', 'utf8');
    expect(raw).toMatch(/^Date: Sat, 07 Oct 2023 01:05:00 \+0000$/m);
    expect(raw).toContain('openxmlformats-officedocument.spreadsheetml.sheet');
  });
});

describe('what goes wrong on the way', () => {
  it('a refusal for good (550) ends the message, with an event', async () => {
    const world = await postWorld();
    const message = await planned(world);
    world.faults(() => 'refuse-550');
    expect(await deliver(world, message)).toEqual({ state: 'failed', waitMs: null });
    expect(await row(world, message)).toMatchObject({ response: expect.stringContaining('550'), sent_at: null });
    expect(await eventsAbout(world, message)).toEqual(['message-failed']);
    expect(await deliver(world, message, plus(LEAVES, DAY))).toEqual({ state: 'failed', waitMs: null });
  });

  it('a refusal for now (451) is tried again with growing pauses, and then gets through', async () => {
    const world = await postWorld();
    const message = await planned(world);
    world.faults(({ attempt }) => (attempt < 4 ? 'defer-451' : 'none'));
    let now = LEAVES;
    const pauses: number[] = [];
    for (let i = 0; i < 3; i++) {
      const { state, waitMs } = await deliver(world, message, now);
      expect(state).toBe('deferred');
      expect(await deliver(world, message, plus(now, (waitMs ?? 0) - 1))).toEqual({ state: 'deferred', waitMs: 1 });
      pauses.push((waitMs ?? 0) / MINUTE);
      now = plus(now, waitMs ?? 0);
    }
    expect(pauses).toEqual([1, 5, 15]);
    expect(await deliver(world, message, now)).toEqual({ state: 'sent', waitMs: null });
    expect(world.received()).toHaveLength(1);
  });

  it('five days of refusals for now are enough', async () => {
    const world = await postWorld();
    // A receipt: a chase is its day's, and planned anew on another.
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:00', channel: 'web' });
    const [{ id: message } = { id: '' }] = await messages(world, 'receipt');
    world.faults(() => 'defer-451');
    expect(await deliver(world, message, plus(SLOT, 5 * DAY))).toMatchObject({ state: 'deferred' });
    await world.db.updateTable('message').set({ next_attempt_at: SLOT }).where('id', '=', message).execute();
    expect(await deliver(world, message, plus(SLOT, 5 * DAY + HOUR))).toEqual({ state: 'failed', waitMs: null });
  });

  it('a line cut after DATA leaves it unknown, and it is repeated with the same Message-ID', async () => {
    const world = await postWorld();
    const message = await planned(world);
    world.faults(({ attempt }) => (attempt === 1 ? 'drop-after-data' : 'none'));
    const first = await deliver(world, message);
    expect(first).toEqual({ state: 'unknown', waitMs: MINUTE });
    expect(await deliver(world, message, plus(LEAVES, MINUTE))).toEqual({ state: 'sent', waitMs: null });
    const ids = world.received().map((mail) => mail.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('an attempt that died holds the message until its lease ends; then it is repeated with the same Message-ID', async () => {
    const world = await postWorld();
    const message = await planned(world);
    // The power went between claim and record: only the claim is there.
    await world.db
      .updateTable('message')
      .set({ state: 'sending', attempts: 1, lease_until: plus(LEAVES, 3 * MINUTE) })
      .where('id', '=', message)
      .execute();
    expect(await deliver(world, message, plus(LEAVES, MINUTE))).toEqual({ state: 'sending', waitMs: 2 * MINUTE });
    expect(await deliver(world, message, plus(LEAVES, 3 * MINUTE))).toEqual({ state: 'sent', waitMs: null });
    expect(await row(world, message)).toMatchObject({ attempts: 2 });
    expect(await eventsAbout(world, message)).toEqual(['attempt-lost', 'message-sent']);
    expect(world.received()[0]?.messageId).toBe(`<${(await row(world, message)).message_id}>`);
  });

  it('a sender that starts anew and is the only one ends such a lease at once, and wakes who waits for it', async () => {
    const world = await postWorld();
    const message = await planned(world);
    await world.db
      .updateTable('message')
      .set({ state: 'sending', attempts: 1, lease_until: plus(LEAVES, 3 * MINUTE) })
      .where('id', '=', message)
      .execute();
    await world.db.deleteFrom('poke').execute();
    const now = plus(LEAVES, MINUTE);
    expect(await releaseLeases(world.ctx, now)).toBe(1);
    const poked = await world.db.selectFrom('poke').select(['workflow', 'input']).execute();
    expect(poked).toContainEqual({ workflow: 'office', input: { campaign: CAMPAIGN, office: 'yanzhou' } });
    expect(await deliver(world, message, now)).toEqual({ state: 'sent', waitMs: null });
    expect(await releaseLeases(world.ctx, now)).toBe(0);
  });

  it('a mail that has left is recorded as soon as the database is back, and leaves once', async () => {
    const world = await postWorld();
    const message = await planned(world);
    const { ledger } = world.ctx;
    let transactions = 0;
    const failing: typeof ledger = {
      ...ledger,
      // The first is the claim; the database goes away while the mail leaves, for two attempts to write that down.
      transaction: (work) => {
        transactions++;
        return transactions === 2 || transactions === 3
          ? Promise.reject(new Error('terminating connection'))
          : ledger.transaction(work);
      },
    };
    const input = { message, now: LEAVES };
    expect(await deliverMessage({ ...world.ctx, ledger: failing }, input, [0, 0, 0])).toMatchObject({ state: 'sent' });
    expect(transactions).toBe(4);
    expect(await row(world, message)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(world.received()).toHaveLength(1);
  });

  it('an attempt that comes back after another took over changes nothing: it does not undo “sent”', async () => {
    const world = await postWorld();
    const message = await planned(world);
    let second: Promise<unknown> | null = null;
    const mailer: PostWorld['ctx']['mailer'] = {
      // The first attempt hangs past its lease; the second goes through; then the first reports failure.
      send: async () => {
        second = deliver(world, message, plus(LEAVES, 4 * MINUTE));
        await second;
        return { kind: 'deferred', reason: 'timed out' };
      },
      close: async () => undefined,
    };
    const slow = await deliverMessage({ ...world.ctx, mailer }, { message, now: LEAVES });
    expect(await second).toEqual({ state: 'sent', waitMs: null });
    expect(slow).toEqual({ state: 'sent', waitMs: null });
    expect(await row(world, message)).toMatchObject({ state: 'sent', attempts: 2, next_attempt_at: null });
    expect(world.received()).toHaveLength(1);
  });

  it('an address that is none fails before anything is sent', async () => {
    const world = await postWorld();
    const message = await planned(world);
    await world.db
      .updateTable('message')
      .set({ address: 'a@x.example, b@y.example' })
      .where('id', '=', message)
      .execute();
    expect(await deliver(world, message)).toEqual({ state: 'failed', waitMs: null });
    expect((await row(world, message)).response).toContain('不合规则');
    expect(world.received()).toEqual([]);
  });

  it('an enclosure that cannot be made is tried again later; the message is not lost and nothing throws', async () => {
    const world = await postWorld();
    const message = await planned(world);
    const enclosure = [{ kind: 'blob' as const, sha256: 'gone', name: 'x.xlsx', type: 'x' }];
    const lost = { kind: 'round-merged' as const, attachments: JSON.stringify(enclosure) };
    const facts = JSON.stringify({ to: '科长', round: 'r', cutOff: 'c', included: 1, offices: 1 });
    await world.db
      .updateTable('message')
      .set({ ...lost, facts })
      .where('id', '=', message)
      .execute();
    expect(await deliver(world, message)).toEqual({ state: 'deferred', waitMs: MINUTE });
    expect((await row(world, message)).response).toMatch(/^附件：/);
  });

  it('facts that do not fit their kind fail that message with an event, and hold up nothing else', async () => {
    const world = await postWorld();
    const message = await planned(world);
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:01' });
    const [receipt] = await world.db.selectFrom('message').select('id').where('kind', '=', 'receipt').execute();
    const broken = receipt?.id ?? '';
    await world.db
      .updateTable('message')
      .set({ facts: JSON.stringify({ version: 'one' }) })
      .where('id', '=', broken)
      .execute();
    expect(await deliver(world, broken)).toEqual({ state: 'failed', waitMs: null });
    expect(await eventsAbout(world, broken)).toEqual(['message-failed']);
    expect((await row(world, broken)).response).toContain('version');
    // The office's next look no longer sees it, and goes on with the others.
    const tick = await chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: LEAVES });
    expect(tick.deliver).toEqual([message, `${CAMPAIGN}/chase/yanzhou-b/mail/2023-10-09`]);
  });

  it('a database that fails while the message is put into words fails the attempt, not the message', async () => {
    const world = await postWorld();
    const message = await planned(world);
    await world.db.schema.alterTable('contact').renameTo('away').execute();
    await expect(deliver(world, message)).rejects.toThrow();
    await world.db.schema.alterTable('away').renameTo('contact').execute();
    expect(await row(world, message)).toMatchObject({ state: 'planned', attempts: 0 });
    expect(await deliver(world, message)).toEqual({ state: 'sent', waitMs: null });
  });
});
