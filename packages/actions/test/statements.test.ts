import { chaseTick } from '@duban/actions/chase-tick';
import { deliverMessage } from '@duban/actions/deliver-message';
import { roundTick } from '@duban/actions/round-tick';
import type { Instant } from '@duban/base';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { postWorld } from './post.ts';
import { CAMPAIGN, moment } from './world.ts';

/** How many statements the database was asked, beginning and end of a transaction among them; without those that only tests ask. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return asked.mock.calls.filter(([text]) => !String(text).includes("set_config('duban.events'")).length;
  } finally {
    asked.mockRestore();
  }
}

const looked = async () => {
  const world = await postWorld();
  const look = (at: string) => chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: moment(at) });
  await look('2023-10-09 14:00');
  return { ...world, look };
};

// A campaign asks tens of thousands of times: each statement costs both sides a third of a millisecond.
describe('the database is asked', () => {
  it('six times by a look that finds nothing to do', async () => {
    const { look } = await looked();
    expect(await statements(() => look('2023-10-09 14:30'))).toBe(6);
  });

  it('eighteen times by a look that plans the reminders of two people and a call', async () => {
    const { look } = await looked();
    expect(await statements(() => look('2023-10-09 15:00'))).toBe(18);
  });

  it('thirteen times by a reminder that leaves, with the record of it', async () => {
    const { ctx, look } = await looked();
    await look('2023-10-09 15:00');
    const message = `${CAMPAIGN}/chase/yanzhou-a/mail/2023-10-09`;
    const now: Instant = moment('2023-10-09 15:05');
    expect(await statements(() => deliverMessage(ctx, { message, now }))).toBe(13);
  });

  it('once by a round that waits', async () => {
    const { ctx } = await looked();
    const round = { campaign: CAMPAIGN, requirement: 'quarterly-table', period: '2023Q3' };
    expect(await statements(() => roundTick(ctx, { ...round, now: moment('2023-10-09 15:00') }))).toBe(1);
  });
});
