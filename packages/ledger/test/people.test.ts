import { setTimeout } from 'node:timers/promises';
import { localDate } from '@duban/base/time';
import { addressees, circleOf, holdCircle, lockCircle, onDutyAt } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { CAMPAIGN, launched, tinyCampaign } from './tiny-campaign.ts';

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

describe('a circle that is held', () => {
  it('is held by one at a time, whichever of its offices is looked at; another circle waits for nobody', async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, {
      offices: { a: 'subordinate', b: 'subordinate', d: 'subordinate' },
      serves: [
        { contact: 'anne', office: 'a', role: 'A' },
        { contact: 'anne', office: 'b', role: 'B' },
        { contact: 'dora', office: 'd', role: 'A' },
      ],
    });
    const order: string[] = [];
    const hold = (office: string, work: () => Promise<unknown>) =>
      ledger.transaction(async (tx) => {
        expect(await holdCircle(tx, { campaign: CAMPAIGN, office, day: DAY })).toContain(office);
        await work();
        order.push(office);
      });
    const second: Promise<unknown>[] = [];
    await hold('a', async () => {
      second.push(hold('b', async () => undefined));
      // As a look that reads several campaigns takes the same lock.
      second.push(
        ledger.transaction(async (tx) => {
          await lockCircle(tx, CAMPAIGN, ['a', 'b']);
          order.push('both');
        }),
      );
      await hold('d', async () => undefined);
      await setTimeout(100);
    });
    await Promise.all(second);
    expect(order.slice(0, 2)).toEqual(['d', 'a']);
    expect(order.slice(2).sort()).toEqual(['b', 'both']);
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

  it('are not written to under an address that was refused for good: B, then the leader, then nobody; the next address counts anew', async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, {
      offices: { a: 'subordinate' },
      serves: [
        { contact: 'anne', office: 'a', role: 'A' },
        { contact: 'bert', office: 'a', role: 'B' },
        { contact: 'chief', office: 'a', role: 'leader' },
      ],
    });
    const where = { campaign: CAMPAIGN, office: 'a', day: DAY };
    const to = async () => (await addressees(ledger.db, where, ['A'])).map((p) => p.contact);
    const refuse = (contact: string) =>
      ledger.db
        .updateTable('contact')
        .set({ refused_address: `${contact}@example`, refused_at: launched })
        .where('id', '=', contact)
        .execute();
    for (const [contact, next] of [
      ['anne', ['bert']],
      ['bert', ['chief']],
      ['chief', []],
    ] as const) {
      await refuse(contact);
      expect(await to()).toEqual(next);
    }
    // Who answers for the office is another question: a call, a registration.
    expect((await onDutyAt(ledger.db, where, ['A'])).map((p) => p.contact)).toEqual(['anne']);
    await ledger.db.updateTable('contact').set({ email: 'new@example' }).where('id', '=', 'anne').execute();
    expect(await to()).toEqual(['anne']);
  });
});

describe('people who change', () => {
  const people = async () => {
    const ledger = await freshLedger();
    await tinyCampaign(ledger, {
      offices: { a: 'subordinate', b: 'subordinate' },
      serves: [
        { contact: 'anne', office: 'a', role: 'A' },
        { contact: 'bert', office: 'b', role: 'A' },
        { contact: 'cleo', office: 'a', role: 'B' },
        { contact: 'cleo', office: 'b', role: 'B' },
      ],
    });
    return ledger;
  };
  const circle = (ledger: Awaited<ReturnType<typeof people>>, day: string) =>
    circleOf(ledger.db, { campaign: CAMPAIGN, office: 'a', day: localDate(day) });

  it('join their offices no longer once they have left', async () => {
    const ledger = await people();
    await ledger.db
      .updateTable('contact')
      .set({ serves_until: localDate('2023-10-09') })
      .where('id', '=', 'cleo')
      .execute();
    expect(await circle(ledger, '2023-10-09')).toEqual(['a', 'b']);
    expect(await circle(ledger, '2023-10-10')).toEqual(['a']);
  });

  it('join the offices for which they stand in, from the day that it is known until it is over', async () => {
    const ledger = await people();
    await ledger.db.deleteFrom('contact_office').where('contact', '=', 'cleo').execute();
    expect(await circle(ledger, '2023-10-01')).toEqual(['a']);
    await ledger.db
      .insertInto('contact_absence')
      .values({
        id: 'absence',
        campaign: CAMPAIGN,
        contact: 'anne',
        from_day: localDate('2023-10-09'),
        until_day: localDate('2023-10-11'),
        stand_in: 'bert',
        reason: '',
        recorded_by: '经办人',
        recorded_at: launched,
        withdrawn_at: null,
      })
      .execute();
    expect(await circle(ledger, '2023-10-01')).toEqual(['a', 'b']);
    expect(await circle(ledger, '2023-10-12')).toEqual(['a']);
    const to = (day: string) =>
      addressees(ledger.db, { campaign: CAMPAIGN, office: 'a', day: localDate(day) }, ['A', 'B']);
    expect((await to('2023-10-08')).map((p) => p.contact)).toEqual(['anne']);
    expect((await to('2023-10-09')).map((p) => p.contact)).toEqual(['bert']);
  });
});
