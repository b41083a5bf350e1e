import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './support/house.js';
import { inTurn, type Play } from './support/play.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SOON = 2_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const waits = (waitMs: number | null, summary = '') => ({ waitMs, summary, done: false });
const done = { waitMs: null, summary: '已汇总', done: true };

function gap(play: Play, name: 'roundTick' | 'reportTick', n: number): number {
  const looks = play.of(name);
  return (looks[n]?.now ?? Number.NaN) - (looks[n - 1]?.now ?? Number.NaN);
}

describe('a round', () => {
  const quarter = (play: Play) => ({ campaign: play.id, requirement: 'T1', period: '2023Q3' });

  it('waits for its due, then for its cut-off, and ends when it is merged', async () => {
    const play = house.play({ roundTick: inTurn(waits(20 * DAY), waits(10 * DAY), done) });
    await (await house.start('round', quarter(play))).result();
    expect(play.of('roundTick').map(({ at: { now: _, ...subject } }) => subject)).toEqual(Array(3).fill(quarter(play)));
    for (const [n, days] of [
      [1, 20],
      [2, 10],
    ] as const) {
      expect(gap(play, 'roundTick', n)).toBeGreaterThanOrEqual(days * DAY);
      expect(gap(play, 'roundTick', n)).toBeLessThan(days * DAY + SOON);
    }
  });

  it('the last sheet that was waited for ends the wait', async () => {
    const play = house.play({ roundTick: inTurn(waits(10 * DAY), done) });
    const handle = await house.start('round', quarter(play));
    await play.called('roundTick', 1);
    await house.pass(2 * DAY);
    await house.poke('round', quarter(play));
    await handle.result();
    expect(gap(play, 'roundTick', 1)).toBeLessThan(3 * DAY);
  });

  it('does not end while a poke waits for an answer: a merge may have been undone meanwhile', async () => {
    const play = house.play();
    play.script.roundTick = async (_, call) => {
      if (call === 1) await house.poke('round', quarter(play));
      return done;
    };
    await (await house.start('round', quarter(play))).result();
    expect(play.of('roundTick')).toHaveLength(2);
  });

  it('is tried again while merging fails', async () => {
    const play = house.play({
      roundTick: (_, call) => {
        if (call < 4) throw new Error('round changed while it was merged');
        return done;
      },
    });
    await (await house.start('round', quarter(play))).result();
    expect(play.of('roundTick')).toHaveLength(4);
  });
});

describe('a report', () => {
  it('waits for people, looks at every poke, and ends when it is issued', async () => {
    const play = house.play({
      reportTick: inTurn(waits(null, '待核稿'), waits(null, '待会签'), { ...done, summary: '已签发' }),
    });
    const input = { campaign: play.id, kind: 'summary' };
    const handle = await house.start('report', input);
    for (const looks of [1, 2]) {
      await play.called('reportTick', looks);
      await house.pass(30 * DAY);
      expect(play.of('reportTick')).toHaveLength(looks);
      await house.poke('report', input);
    }
    await handle.result();
    expect(play.of('reportTick')).toHaveLength(3);
  });
});
