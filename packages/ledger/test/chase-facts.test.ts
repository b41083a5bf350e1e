import type { Instant } from '@duban/base';
import { localDate } from '@duban/base/time';
import { addLines, chaseFacts, type Ledger, planMessage } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { aMessage, aRound, CAMPAIGN, launched, moment, owes, tinyCampaign } from './tiny-campaign.ts';

async function ledgerOf(rounds: readonly { period: string; due: string }[] = [{ period: 'p', due: '2023-10-10' }]) {
  const ledger = await freshLedger();
  await tinyCampaign(ledger, { offices: { a: 'subordinate', b: 'outside' } });
  for (const round of rounds) await aRound(ledger, { ...round, offices: ['a', 'b'] });
  return ledger;
}

const factOf = async (ledger: Ledger, id: string) =>
  (await chaseFacts(ledger.db, CAMPAIGN, ['a', 'b'])).find((f) => f.id === id);

async function aTask(
  ledger: Ledger,
  task: { id: string; slot: Instant; arm?: number; step?: string; about?: string[] },
) {
  const { id, slot, arm = 0, step = 'T+1-call', about = [owes('a')] } = task;
  const row = {
    campaign: CAMPAIGN,
    office: 'a',
    kind: 'call' as const,
    assigned_to: 'operator',
    script: 's',
    title: 't',
  };
  await ledger.db
    .insertInto('task')
    .values({ id, ...row, slot, state: 'open', created_at: slot, done_at: null, blob: null })
    .execute();
  await ledger.db
    .insertInto('task_line')
    .values(about.map((obligation) => ({ task: id, obligation, arm, step, slot })))
    .execute();
}

const aCall = (ledger: Ledger, call: { task: string; at: Instant; until: Instant | null }) =>
  ledger.db
    .insertInto('call')
    .values({ task: call.task, at: call.at, by: 'x', answered_by: null, promise_until: call.until, note: '' })
    .execute();

const nine = moment('2023-10-11 09:00');

describe('what the rules are told of an obligation', () => {
  it('is its office’s standing, its dues and its arm, whether or not anything happened', async () => {
    const ledger = await ledgerOf();
    expect(await factOf(ledger, owes('b'))).toEqual({
      id: owes('b'),
      office: 'b',
      requirement: 'table',
      periodLabel: 'p',
      progress: null,
      standing: 'outside',
      state: 'expected',
      periodEnd: '2023-09-30',
      due: '2023-10-10',
      dueTime: null,
      arm: 0,
      armedAt: launched,
      closed: false,
      done: [],
      promise: null,
      callsWithoutPromise: 0,
      earlierLapses: 0,
      requestLapses: null,
    });
  });

  it('counts from the chase due, which a return moves, not from the due of punctuality', async () => {
    const ledger = await ledgerOf();
    await ledger.db
      .updateTable('obligation')
      .set({ chase_due: localDate('2023-10-13'), state: 'returned' })
      .where('id', '=', owes('a'))
      .execute();
    expect((await factOf(ledger, owes('a')))?.due).toBe('2023-10-13');
  });

  it('says that the round was closed without it', async () => {
    const ledger = await ledgerOf();
    await ledger.db.updateTable('round').set({ merged_at: nine }).execute();
    expect((await factOf(ledger, owes('a')))?.closed).toBe(true);
  });

  it('lists the steps that messages and tasks carry, once each, and only those of the present arm', async () => {
    const ledger = await ledgerOf();
    const step = {
      obligation: owes('a'),
      office: 'a',
      arm: 0,
      label: '',
      kind: 'message' as const,
      urgent: false,
      action: { message: 'reminder' as const, to: ['A' as const] },
    };
    await ledger.transaction(async (tx) => {
      await planMessage(tx, aMessage('m'), launched);
      await addLines(tx, [{ message: 'm', step: { ...step, step: 'T-3', slot: launched } }]);
      await addLines(tx, [{ message: 'm', step: { ...step, arm: 1, step: 'T-1', slot: nine } }]);
    });
    await aTask(ledger, { id: 't0', slot: launched });
    await aTask(ledger, { id: 't1', slot: nine, arm: 1 });
    expect((await factOf(ledger, owes('a')))?.done).toEqual([
      { step: 'T-3', kind: 'message', slot: launched },
      { step: 'T+1-call', kind: 'task', slot: launched },
    ]);
    await ledger.db.updateTable('obligation').set({ arm: 1 }).execute();
    expect((await factOf(ledger, owes('a')))?.done).toEqual([
      { step: 'T-1', kind: 'message', slot: nine },
      { step: 'T+1-call', kind: 'task', slot: nine },
    ]);
  });

  it('still counts a step whose line was dropped: it is not written a second time', async () => {
    const ledger = await ledgerOf();
    await ledger.transaction(async (tx) => {
      await planMessage(tx, aMessage('m'), launched);
      const step = { obligation: owes('a'), arm: 0, step: 'T-3', slot: launched };
      await addLines(tx, [{ message: 'm', step }]);
    });
    await ledger.db.updateTable('message_line').set({ dropped: true }).execute();
    expect((await factOf(ledger, owes('a')))?.done).toHaveLength(1);
  });
});

describe('calls and promises', () => {
  it('tell the last promise, and how many calls brought none', async () => {
    const ledger = await ledgerOf();
    const [tenth, eleventh] = [moment('2023-10-12 17:30'), moment('2023-10-13 17:30')];
    for (const [i, until] of [tenth, null, eleventh, null, null].entries()) {
      await aTask(ledger, { id: `t${i}`, slot: nine, step: `call-${i}` });
      await aCall(ledger, { task: `t${i}`, at: moment(`2023-10-11 1${i}:00`), until });
    }
    const fact = await factOf(ledger, owes('a'));
    expect(fact?.promise).toEqual({ madeAt: moment('2023-10-11 12:00'), until: eleventh });
    expect(fact?.callsWithoutPromise).toBe(3);
  });

  it('belong to what the call was about: not to the other office, not to a later arm', async () => {
    const ledger = await ledgerOf();
    await aTask(ledger, { id: 't', slot: nine });
    await aCall(ledger, { task: 't', at: nine, until: moment('2023-10-12 17:30') });
    expect((await factOf(ledger, owes('b')))?.promise).toBeNull();
    await ledger.db.updateTable('obligation').set({ arm: 1 }).execute();
    expect((await factOf(ledger, owes('a')))?.promise).toBeNull();
  });

  it('count for every obligation that one call was about', async () => {
    const ledger = await ledgerOf([
      { period: 'p', due: '2023-10-10' },
      { period: 'q', due: '2023-10-10' },
    ]);
    await aTask(ledger, { id: 't', slot: nine, about: [owes('a', 'p'), owes('a', 'q')] });
    await aCall(ledger, { task: 't', at: nine, until: null });
    for (const period of ['p', 'q']) expect((await factOf(ledger, owes('a', period)))?.callsWithoutPromise).toBe(1);
  });
});

describe('an earlier lapse', () => {
  const twoQuarters = () =>
    ledgerOf([
      { period: 'q3', due: '2023-10-10' },
      { period: 'q4', due: '2023-12-10' },
    ]);
  const lapses = async (ledger: Ledger, period: string) => (await factOf(ledger, owes('a', period)))?.earlierLapses;
  const freeze = (ledger: Ledger, period: string) =>
    ledger.db.updateTable('round').set({ frozen_at: nine }).where('period', '=', period).execute();
  const receive = (ledger: Ledger, when: string) =>
    ledger.db
      .updateTable('obligation')
      .set({ first_received_at: moment(when) })
      .where('id', '=', owes('a', 'q3'))
      .execute();

  it('is none before the round was frozen', async () => {
    expect(await lapses(await twoQuarters(), 'q4')).toBe(0);
  });

  it('is a round frozen without the office’s sheet, and counts for later dues only', async () => {
    const ledger = await twoQuarters();
    await freeze(ledger, 'q3');
    expect(await lapses(ledger, 'q4')).toBe(1);
    expect(await lapses(ledger, 'q3')).toBe(0);
    await freeze(ledger, 'q4');
    expect(await lapses(ledger, 'q3')).toBe(0);
  });

  it('is a sheet that came after midnight of the due, and none that came in the last minute', async () => {
    const ledger = await twoQuarters();
    await freeze(ledger, 'q3');
    await receive(ledger, '2023-10-10 23:59');
    expect(await lapses(ledger, 'q4')).toBe(0);
    await receive(ledger, '2023-10-11 00:00');
    expect(await lapses(ledger, 'q4')).toBe(1);
  });

  it('is none for an office that was exempted', async () => {
    const ledger = await twoQuarters();
    await freeze(ledger, 'q3');
    await ledger.db.updateTable('obligation').set({ state: 'exempt' }).where('period', '=', 'q3').execute();
    expect(await lapses(ledger, 'q4')).toBe(0);
  });

  it('is none while an extension runs past the freeze, and one when it ran out until the merge', async () => {
    const ledger = await twoQuarters();
    await ledger.db
      .updateTable('obligation')
      .set({ due: localDate('2023-10-16') })
      .where('period', '=', 'q3')
      .execute();
    await freeze(ledger, 'q3');
    expect(await lapses(ledger, 'q4')).toBe(0);
    await ledger.db.updateTable('round').set({ merged_at: nine }).where('period', '=', 'q3').execute();
    expect(await lapses(ledger, 'q4')).toBe(1);
  });
});
