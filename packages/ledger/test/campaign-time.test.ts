import { DAY, plus } from '@duban/base';
import { campaignTime, isAccelerated, setAccelerated, setCampaignTime } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { launched, moment } from './tiny-campaign.ts';

const serverNow = moment('2025-11-22 10:00');

describe('campaign time', () => {
  it('is server time on a live system', async () => {
    const { db } = await freshLedger();
    expect(await campaignTime(db, serverNow)).toBe(serverNow);
  });

  it('runs along with server time from where a rehearsal set it', async () => {
    const ledger = await freshLedger();
    await ledger.transaction((tx) => setCampaignTime(tx, serverNow, launched));
    expect(await campaignTime(ledger.db, serverNow)).toBe(launched);
    expect(await campaignTime(ledger.db, plus(serverNow, 3 * DAY + 1))).toBe(plus(launched, 3 * DAY + 1));
  });

  it('can be set again: the last offset counts, and there is one row of it', async () => {
    const ledger = await freshLedger();
    await ledger.transaction((tx) => setCampaignTime(tx, serverNow, launched));
    await ledger.transaction((tx) => setCampaignTime(tx, serverNow, plus(launched, DAY)));
    expect(await campaignTime(ledger.db, serverNow)).toBe(plus(launched, DAY));
    expect(await ledger.db.selectFrom('setting').select('key').execute()).toHaveLength(1);
  });
});

describe('an accelerated installation', () => {
  it('is one that was made so, and no other', async () => {
    const ledger = await freshLedger();
    expect(await isAccelerated(ledger.db)).toBe(false);
    await ledger.transaction((tx) => setAccelerated(tx, true));
    expect(await isAccelerated(ledger.db)).toBe(true);
    await ledger.transaction((tx) => setAccelerated(tx, false));
    expect(await isAccelerated(ledger.db)).toBe(false);
  });

  it('keeps its offset beside it', async () => {
    const ledger = await freshLedger();
    await ledger.transaction((tx) => setCampaignTime(tx, serverNow, launched));
    await ledger.transaction((tx) => setAccelerated(tx, true));
    expect(await campaignTime(ledger.db, serverNow)).toBe(launched);
  });
});
