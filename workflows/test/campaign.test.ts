import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './support/house.js';
import { inTurn, type Play } from './support/play.js';

const HOUR = 3_600_000;

let house: House;
beforeAll(async () => {
  house = await openHouse({ byHand: true });
});
afterAll(() => house?.close());

const NOBODY = { offices: [], rounds: [], reports: [] };
const named = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
const tick = (waitMs: number | null, running: object = NOBODY, deliver: readonly string[] = []) => ({
  waitMs,
  deliver,
  summary: '下一次晨报',
  done: false,
  running: { ...NOBODY, ...running },
});
const done = { ...tick(null), done: true };

async function status(play: Play, path: string): Promise<string> {
  return (await house.client.workflow.getHandle(`${play.id}/${path}`).describe()).status.name;
}

/** Starts the campaign, lets time pass once it has looked, and waits for its end. */
async function playFor(play: Play, ms: number): Promise<WorkflowHandle> {
  const handle = await house.start('campaign', { campaign: play.id });
  await play.called('campaignTick', 1);
  if (ms > 0) await house.pass(ms);
  await handle.result();
  return handle;
}

describe('the campaign', () => {
  it('starts its offices, rounds and report once, each under its business id', async () => {
    const running = {
      offices: named('office-', 30),
      rounds: [
        { requirement: 'T1', period: '2023Q3' },
        { requirement: 'T1', period: '2023Q4' },
      ],
      reports: ['summary'],
    };
    const play = house.play({ campaignTick: inTurn(tick(HOUR, running), tick(HOUR, running), done) });
    await playFor(play, 3 * HOUR);
    await Promise.all([play.called('chaseTick', 30), play.called('roundTick', 2), play.called('reportTick', 1)]);
    expect(play.of('chaseTick').map((call) => call.at.office)).toHaveLength(30);
    expect(new Set(play.of('chaseTick').map((call) => call.at.office)).size).toBe(30);
    expect(play.of('campaignTick')).toHaveLength(3);
    expect(await status(play, 'office/office-30')).toBe('RUNNING');
    expect(await status(play, 'round/T1/2023Q4')).toBe('RUNNING');
    expect(await status(play, 'report/summary')).toBe('RUNNING');
  });

  it('a child that a poke started before is as good', async () => {
    const play = house.play({ campaignTick: inTurn(tick(HOUR, { offices: ['yanzhou', 'sishui'] }), done) });
    await house.poke('office', { campaign: play.id, office: 'yanzhou' });
    await play.called('chaseTick', 1);
    await playFor(play, 2 * HOUR);
    expect(await status(play, 'office/yanzhou')).toBe('RUNNING');
    expect(await status(play, 'office/sishui')).toBe('RUNNING');
  });

  it('starts what an amendment adds later, wherever its id lies', async () => {
    const later = { offices: ['alpha', 'yanzhou', 'zoucheng'] };
    const play = house.play({ campaignTick: inTurn(tick(HOUR, { offices: ['yanzhou'] }), tick(HOUR, later), done) });
    await playFor(play, 3 * HOUR);
    await play.called('chaseTick', 3);
    // Those of one look are started together, in no order.
    expect(play.of('chaseTick')[0]?.at.office).toBe('yanzhou');
    expect(new Set(play.of('chaseTick').map((call) => call.at.office))).toEqual(new Set(later.offices));
    expect(play.of('chaseTick')).toHaveLength(3);
  });

  it('sends what belongs to no office, some at once and all before it rests', async () => {
    let under = 0;
    let most = 0;
    const play = house.play();
    const messages = named(`${play.id}/launch/`, 10);
    const together = new Map<string, () => void>();
    play.script.deliver = async ({ message }) => {
      most = Math.max(most, ++under);
      // The first two wait for each other: one after the other they would never leave.
      if (message === messages[0] || message === messages[1]) {
        await new Promise<void>((resolve) => {
          together.set(message, resolve);
          if (together.size === 2) for (const leave of together.values()) leave();
        });
      }
      under--;
      return { waitMs: null };
    };
    play.script.campaignTick = inTurn(tick(HOUR, NOBODY, messages), done);
    await playFor(play, 2 * HOUR);
    expect(play.calls.map((call) => call.name)).toEqual([
      'campaignTick',
      ...messages.map(() => 'deliver'),
      'campaignTick',
    ]);
    expect(play.of('deliver').map((call) => call.at.message)).toEqual(expect.arrayContaining(messages));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('does not end before its last message has gone', async () => {
    const play = house.play({ deliver: inTurn({ waitMs: HOUR }, { waitMs: null }) });
    play.script.campaignTick = inTurn({ ...done, deliver: [`${play.id}/digest`] });
    await playFor(play, 2 * HOUR);
    expect(play.calls.map((call) => call.name)).toEqual(['campaignTick', 'deliver', 'campaignTick', 'deliver']);
  });

  // The offices stay open: children that end while their parent starts others can lock the time-skipping server up for good (once in a few
  // such plays; never in 52 with open children). On the development server, dev-server.test.ts, they may end.
  it('with more offices than one run may start, the next run goes on where it stopped and none is started twice', async () => {
    const running = { offices: named('township-', 120) };
    const play = house.play({ campaignTick: inTurn(tick(HOUR, running), tick(HOUR, running), done) });
    const handle = await playFor(play, 2 * HOUR);
    await play.called('chaseTick', 120);
    expect(new Set(play.of('chaseTick').map((call) => call.at.office)).size).toBe(120);
    expect(play.of('chaseTick')).toHaveLength(120);
    // The question to the ledger does not carry how far the start has come.
    expect(play.of('campaignTick')[1]?.at).toEqual({ campaign: play.id, now: play.of('campaignTick')[1]?.now });
    const { events } = await house.client.workflow.getHandle(handle.workflowId).fetchHistory();
    const started = events?.filter((event) => event.startChildWorkflowExecutionInitiatedEventAttributes);
    expect(started).toHaveLength(20);
  });
});
