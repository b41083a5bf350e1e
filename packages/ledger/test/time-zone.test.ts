import { instant } from '@duban/base';
import { localDate } from '@duban/base/time';
import { chaseFacts } from '@duban/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { aRound, CAMPAIGN, moment, owes, tinyCampaign } from './tiny-campaign.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'America/Los_Angeles';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('on a machine in Los Angeles', () => {
  it('a day comes back as the text that was written, and is due at midnight in Shanghai', async () => {
    expect(new Date(0).getTimezoneOffset()).toBe(480);
    const ledger = await freshLedger();
    await tinyCampaign(ledger, { offices: { a: 'subordinate' } });
    await aRound(ledger, { period: 'q3', due: '2023-10-10', offices: ['a'] });
    await aRound(ledger, { period: 'q4', due: '2023-12-10', offices: ['a'] });
    const row = await ledger.db.selectFrom('round').select(['due', 'as_of', 'start', 'cut_off']).executeTakeFirst();
    expect(row).toEqual({ due: '2023-10-10', as_of: '2023-09-30', start: null, cut_off: '2023-12-31' });
    const found = await ledger.db
      .selectFrom('obligation')
      .select('due')
      .where('due', '=', localDate('2023-10-10'))
      .execute();
    expect(found).toEqual([{ due: '2023-10-10' }]);
    await ledger.db
      .updateTable('round')
      .set({ frozen_at: instant(1) })
      .execute();
    const set = (when: string) =>
      ledger.db
        .updateTable('obligation')
        .set({ first_received_at: moment(when) })
        .where('period', '=', 'q3')
        .execute();
    const lapses = async () =>
      (await chaseFacts(ledger.db, CAMPAIGN, ['a'])).find((f) => f.id === owes('a', 'q4'))?.earlierLapses;
    await set('2023-10-10 23:59');
    expect(await lapses()).toBe(0);
    await set('2023-10-11 00:00');
    expect(await lapses()).toBe(1);
  });
});
