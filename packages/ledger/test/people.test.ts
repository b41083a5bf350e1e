import { localDate } from '@duban/base/time';
import { addressees, circleOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { CAMPAIGN, tinyCampaign } from './tiny-campaign.ts';

const DAY = localDate('2023-10-09');

describe('the circle of an office', () => {
  it('is the office alone when nobody of it serves another', async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, {
      offices: { a: 'subordinate', b: 'subordinate' },
      serves: [
        { contact: 'anne', office: 'a', role: 'A' },
        { contact: 'bert', office: 'b', role: 'A' },
      ],
    });
    expect(await circleOf(ledger.db, { campaign: CAMPAIGN, office: 'a', day: DAY })).toEqual(['a']);
  });

  it('is the office alone when it has no people at all', async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, { offices: { a: 'subordinate' } });
    expect(await circleOf(ledger.db, { campaign: CAMPAIGN, office: 'a', day: DAY })).toEqual(['a']);
  });

  it('does not join offices that share only a leader: leaders are not written to', async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, {
      offices: { a: 'subordinate', b: 'subordinate', c: 'subordinate' },
      serves: [
        { contact: 'chief', office: 'a', role: 'leader' },
        { contact: 'chief', office: 'b', role: 'leader' },
        // A leader here, a clerk there: the clerk's mail for c is none of a's business.
        { contact: 'chief', office: 'c', role: 'A' },
      ],
    });
    expect(await circleOf(ledger.db, { campaign: CAMPAIGN, office: 'a', day: DAY })).toEqual(['a']);
  });

  it('takes in offices that share a clerk, also through others, seen from each of them alike', async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, {
      offices: { a: 'subordinate', b: 'subordinate', c: 'subordinate', d: 'subordinate' },
      serves: [
        { contact: 'anne', office: 'a', role: 'A' },
        { contact: 'anne', office: 'b', role: 'B' },
        { contact: 'bert', office: 'b', role: 'A' },
        { contact: 'bert', office: 'c', role: 'A' },
        { contact: 'dora', office: 'd', role: 'A' },
      ],
    });
    for (const office of ['a', 'b', 'c'])
      expect(await circleOf(ledger.db, { campaign: CAMPAIGN, office, day: DAY })).toEqual(['a', 'b', 'c']);
    expect(await circleOf(ledger.db, { campaign: CAMPAIGN, office: 'd', day: DAY })).toEqual(['d']);
  });
});

describe('the people of an office', () => {
  it('are those of the roles asked for, A before B, and of no other office', async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, {
      offices: { a: 'subordinate', b: 'subordinate' },
      serves: [
        { contact: 'bert', office: 'a', role: 'B' },
        { contact: 'zoe', office: 'a', role: 'A' },
        { contact: 'chief', office: 'a', role: 'leader' },
        { contact: 'other', office: 'b', role: 'A' },
      ],
    });
    const to = (...roles: ('A' | 'B' | 'leader')[]) =>
      addressees(ledger.db, { campaign: CAMPAIGN, office: 'a', day: DAY }, roles).then((list) =>
        list.map((p) => p.contact),
      );
    expect(await to('A', 'B')).toEqual(['zoe', 'bert']);
    expect(await to('A')).toEqual(['zoe']);
    expect(await to('leader')).toEqual(['chief']);
  });
});
