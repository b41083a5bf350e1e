import { instant } from '@duban/base';
import type { PlannedStep } from '@duban/campaign';
import { addLines, planMessage } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { aMessage, aRound, launched, owes, tinyCampaign } from './tiny-campaign.ts';

async function ledgerWithDebt() {
  const ledger = await freshLedger();
  await tinyCampaign(ledger, { offices: { a: 'subordinate' } });
  await aRound(ledger, { period: 'p', due: '2023-10-10', offices: ['a'] });
  return ledger;
}

const step: PlannedStep = {
  obligation: owes('a'),
  office: 'a',
  arm: 0,
  step: 'T-1',
  label: 'T−1 提醒',
  kind: 'message',
  urgent: false,
  slot: instant(5),
  action: { message: 'due-tomorrow', to: ['A', 'B'] },
};

describe('a planned message', () => {
  it('is refused for a campaign that does not exist', async () => {
    const ledger = await freshLedger();
    await expect(ledger.transaction((tx) => planMessage(tx, aMessage('m'), launched))).rejects.toThrow('campaign');
  });

  it('is not planned twice: the second call changes nothing, and says so', async () => {
    const ledger = await ledgerWithDebt();
    const plan = (facts: object) =>
      ledger.transaction((tx) => planMessage(tx, aMessage('m', { facts: { ...facts } }), launched));
    expect(await plan({ first: true })).toBe(true);
    expect(await plan({ first: false })).toBe(false);
    expect(await ledger.db.selectFrom('message').select(['id', 'facts', 'state']).execute()).toEqual([
      { id: 'm', facts: { first: true }, state: 'planned' },
    ]);
  });

  it('is one row when two transactions plan it at the same moment', async () => {
    const ledger = await ledgerWithDebt();
    const plan = () => ledger.transaction((tx) => planMessage(tx, aMessage('m'), launched));
    const answers = await Promise.all([plan(), plan(), plan()]);
    expect(answers.filter((fresh) => fresh)).toHaveLength(1);
    expect(await ledger.db.selectFrom('message').select('id').execute()).toHaveLength(1);
  });

  it('is refused when another message carries its Message-ID', async () => {
    const ledger = await ledgerWithDebt();
    await ledger.transaction((tx) => planMessage(tx, aMessage('m', { messageId: 'same@mail' }), launched));
    const twin = aMessage('n', { messageId: 'same@mail' });
    await expect(ledger.transaction((tx) => planMessage(tx, twin, launched))).rejects.toThrow('message_id');
  });
});

describe('a line of a chase', () => {
  it('is refused for an obligation that does not exist', async () => {
    const ledger = await ledgerWithDebt();
    const stray = { ...step, obligation: 'c/table/p/nobody' };
    const adding = ledger.transaction(async (tx) => {
      await planMessage(tx, aMessage('m'), launched);
      await addLines(tx, [{ message: 'm', step: stray }]);
    });
    await expect(adding).rejects.toThrow('obligation');
    expect(await ledger.db.selectFrom('message').select('id').execute()).toEqual([]);
  });

  it('lies on the messages to A and to B, and on neither of them twice', async () => {
    const ledger = await ledgerWithDebt();
    await ledger.transaction(async (tx) => {
      for (const to of ['to-a', 'to-b']) {
        await planMessage(tx, aMessage(to), launched);
        await addLines(tx, [{ message: to, step }]);
        await addLines(tx, [{ message: to, step }]);
      }
    });
    const lines = await ledger.db
      .selectFrom('message_line')
      .select(['message', 'dropped'])
      .orderBy('message')
      .execute();
    expect(lines).toEqual([
      { message: 'to-a', dropped: false },
      { message: 'to-b', dropped: false },
    ]);
  });
});
