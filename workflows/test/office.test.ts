import type { Activities } from '@duban/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './support/house.js';
import { inTurn, type Play } from './support/play.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What the server itself takes between a timer and the look after it. */
const SOON = 2_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

type Looked = Awaited<ReturnType<Activities['chaseTick']>>;

const rest = (waitMs: number | null, deliver: readonly string[] = []): Looked => ({
  waitMs,
  deliver,
  summary: '下一步',
  done: false,
});
const done: Looked = { waitMs: null, deliver: [], summary: '没有待办的提醒', done: true };
const officeOf = (play: Play) => ({ campaign: play.id, office: 'yanzhou' });

/** How long after the first look the n-th one was. */
function lookAfter(play: Play, n: number): number {
  const looks = play.of('chaseTick');
  return (looks[n - 1]?.now ?? Number.NaN) - (looks[0]?.now ?? Number.NaN);
}

describe('the chaser of an office', () => {
  it('looks, sends what is due, waits exactly as long as it was told and looks again', async () => {
    const play = house.play({ chaseTick: inTurn(rest(3 * HOUR), done) });
    play.script.chaseTick = inTurn(rest(3 * HOUR, [`${play.id}/1`, `${play.id}/2`]), done);
    await (await house.start('office', officeOf(play))).result();
    expect(play.calls.map((call) => call.at.message ?? call.name)).toEqual([
      'chaseTick',
      `${play.id}/1`,
      `${play.id}/2`,
      'chaseTick',
    ]);
    expect(play.calls[0]?.at).toEqual({ ...officeOf(play), now: play.calls[0]?.now });
    expect(lookAfter(play, 2)).toBeGreaterThanOrEqual(3 * HOUR);
    expect(lookAfter(play, 2)).toBeLessThan(3 * HOUR + SOON);
  });

  it('looks at the moment it was told although the answer came minutes late: the database was away', async () => {
    const play = house.play({
      chaseTick: (_, call) => {
        if (call <= 7) throw new Error('no connection');
        return call === 8 ? rest(10 * MINUTE) : done;
      },
    });
    await (await house.start('office', officeOf(play))).result();
    // 1 + 2 + 4 + … seconds of retries went by before the answer; all of them asked with the same time.
    expect(new Set(play.of('chaseTick').map((call) => call.now)).size).toBe(2);
    expect(lookAfter(play, 9)).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(lookAfter(play, 9)).toBeLessThan(10 * MINUTE + SOON);
  });

  it('a poke while it looks makes it look once more', async () => {
    const play = house.play();
    play.script.chaseTick = async (_, call) => {
      if (call === 1) await house.poke('office', officeOf(play));
      return call === 1 ? rest(24 * HOUR) : done;
    };
    await (await house.start('office', officeOf(play))).result();
    expect(play.of('chaseTick')).toHaveLength(2);
    expect(lookAfter(play, 2)).toBeLessThan(SOON);
  });

  it('a poke ends the wait at once', async () => {
    const play = house.play({ chaseTick: inTurn(rest(24 * HOUR), done) });
    const handle = await house.start('office', officeOf(play));
    await play.called('chaseTick', 1);
    await house.pass(5 * HOUR);
    await house.poke('office', officeOf(play));
    await handle.result();
    expect(lookAfter(play, 2)).toBeGreaterThan(4 * HOUR);
    expect(lookAfter(play, 2)).toBeLessThan(6 * HOUR);
  });

  it('many pokes of one moment are answered by one look more', async () => {
    const play = house.play();
    play.script.chaseTick = async (_, call) => {
      if (call === 1) for (let i = 0; i < 5; i++) await house.poke('office', officeOf(play));
      return call === 1 ? rest(24 * HOUR) : done;
    };
    await (await house.start('office', officeOf(play))).result();
    expect(play.of('chaseTick')).toHaveLength(2);
  });

  const leaves = (id: string, waitMs: number, restMs: number | null): Looked => ({
    ...rest(waitMs),
    leaving: { messages: [id], restMs },
  });

  it('sends what leaves when the wait is over without another look, then rests as long as it was told', async () => {
    const play = house.play();
    play.script.chaseTick = inTurn(leaves(`${play.id}/1`, 5 * MINUTE, 3 * HOUR), done);
    await (await house.start('office', officeOf(play))).result();
    expect(play.calls.map((call) => call.at.message ?? call.name)).toEqual(['chaseTick', `${play.id}/1`, 'chaseTick']);
    const [looked, left] = play.calls.map((call) => call.now);
    expect((left ?? 0) - (looked ?? 0)).toBeGreaterThanOrEqual(5 * MINUTE);
    expect((left ?? 0) - (looked ?? 0)).toBeLessThan(5 * MINUTE + SOON);
    expect(lookAfter(play, 2)).toBeGreaterThanOrEqual(3 * HOUR + 5 * MINUTE);
    expect(lookAfter(play, 2)).toBeLessThan(3 * HOUR + 5 * MINUTE + SOON);
  });

  it('looks before anything leaves when a poke comes meanwhile', async () => {
    const play = house.play();
    play.script.chaseTick = inTurn(leaves(`${play.id}/1`, 24 * HOUR, null), done);
    const handle = await house.start('office', officeOf(play));
    await play.called('chaseTick', 1);
    await house.pass(5 * HOUR);
    await house.poke('office', officeOf(play));
    await handle.result();
    expect(play.calls.map((call) => call.name)).toEqual(['chaseTick', 'chaseTick']);
    expect(lookAfter(play, 2)).toBeLessThan(6 * HOUR);
  });

  it('looks again when what left without a look may be tried again', async () => {
    const play = house.play({ deliver: inTurn({ waitMs: 10 * MINUTE }) });
    play.script.chaseTick = inTurn(leaves(`${play.id}/1`, 5 * MINUTE, null), done);
    await (await house.start('office', officeOf(play))).result();
    expect(lookAfter(play, 2)).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(lookAfter(play, 2)).toBeLessThan(15 * MINUTE + SOON);
  });

  it('looks first while a message waits for its next attempt', async () => {
    const play = house.play({ deliver: inTurn({ waitMs: HOUR }) });
    const [one, two] = [`${play.id}/1`, `${play.id}/2`];
    play.script.chaseTick = inTurn({ ...leaves(two, 5 * MINUTE, null), deliver: [one] }, done);
    await (await house.start('office', officeOf(play))).result();
    expect(play.calls.map((call) => call.at.message ?? call.name)).toEqual(['chaseTick', one, 'chaseTick']);
  });

  it('waits for a deferred message even when the ledger said “until poked”', async () => {
    const play = house.play({ deliver: inTurn({ waitMs: 5 * MINUTE }) });
    play.script.chaseTick = inTurn(rest(null, [`${play.id}/1`]), done);
    await (await house.start('office', officeOf(play))).result();
    expect(lookAfter(play, 2)).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(lookAfter(play, 2)).toBeLessThan(5 * MINUTE + SOON);
  });

  it('looks again at the next step when that comes before the deferred message', async () => {
    const play = house.play({ deliver: inTurn({ waitMs: HOUR }) });
    play.script.chaseTick = inTurn(rest(5 * MINUTE, [`${play.id}/1`]), done);
    await (await house.start('office', officeOf(play))).result();
    expect(lookAfter(play, 2)).toBeLessThan(5 * MINUTE + SOON);
  });

  it('ends when it is done and its last message has gone', async () => {
    const play = house.play();
    play.script.chaseTick = inTurn({ ...done, deliver: [`${play.id}/1`] });
    await (await house.start('office', officeOf(play))).result();
    expect(play.calls.map((call) => call.name)).toEqual(['chaseTick', 'deliver']);
  });

  it('does not end while its last message waits', async () => {
    const play = house.play({ deliver: inTurn({ waitMs: MINUTE }) });
    play.script.chaseTick = inTurn({ ...done, deliver: [`${play.id}/1`] }, done);
    await (await house.start('office', officeOf(play))).result();
    expect(play.calls.map((call) => call.name)).toEqual(['chaseTick', 'deliver', 'chaseTick']);
  });

  it('does not end while a poke waits for an answer', async () => {
    const play = house.play();
    play.script.chaseTick = async (_, call) => {
      if (call === 1) await house.poke('office', officeOf(play));
      return done;
    };
    await (await house.start('office', officeOf(play))).result();
    expect(play.of('chaseTick')).toHaveLength(2);
  });

  it('a poke after its end starts a new run that looks again', async () => {
    const play = house.play({ chaseTick: inTurn(done) });
    const first = await house.start('office', officeOf(play));
    await first.result();
    const before = await first.describe();
    await house.poke('office', officeOf(play));
    const again = house.client.workflow.getHandle(first.workflowId);
    await again.result();
    expect((await again.describe()).runId).not.toBe(before.runId);
    // The poke that started the run is answered by a look of its own.
    expect(play.of('chaseTick').length).toBeGreaterThan(1);
  });

  it('goes on after a look that failed', async () => {
    const play = house.play({
      chaseTick: (_, call) => {
        if (call < 3) throw new Error('deadlock detected');
        return done;
      },
    });
    await (await house.start('office', officeOf(play))).result();
    expect(play.of('chaseTick')).toHaveLength(3);
  });

  it('is not held up by a message that breaks every attempt: the others leave, pokes are answered, and it is tried again later', async () => {
    const play = house.play();
    const broken = `${play.id}/broken`;
    const sound = `${play.id}/sound`;
    play.script.deliver = ({ message }) => {
      if (message === broken) throw ApplicationFailure.create({ message: 'a stored fact does not fit' });
      return { waitMs: null };
    };
    play.script.chaseTick = inTurn(rest(null, [broken, sound]), rest(null, [broken]), done);
    const handle = await house.start('office', officeOf(play));
    await play.called('chaseTick', 1);
    await house.pass(2 * MINUTE);
    const sent = play.of('deliver').filter((call) => call.at.message === sound);
    expect(sent).toHaveLength(1);
    await handle.result();
    expect(lookAfter(play, 2)).toBeGreaterThan(14 * MINUTE);
    expect(lookAfter(play, 2)).toBeLessThan(17 * MINUTE);
    expect(play.of('chaseTick')).toHaveLength(3);
  });

  it('ends as cancelled when somebody cancels it while a message is under way', async () => {
    const play = house.play();
    let cancel = (): Promise<unknown> => Promise.resolve();
    play.script.chaseTick = inTurn(rest(HOUR, [`${play.id}/1`]));
    play.script.deliver = async () => {
      await cancel();
      throw new Error('cut off');
    };
    const handle = await house.start('office', officeOf(play));
    cancel = () => handle.cancel();
    await expect(handle.result()).rejects.toThrow(/cancelled/i);
    expect((await handle.describe()).status.name).toBe('CANCELLED');
  });

  it('an answer of centuries is cut to a year', async () => {
    const play = house.play({ chaseTick: inTurn(rest(Number.MAX_SAFE_INTEGER - 1.7e12), done) });
    await (await house.start('office', officeOf(play))).result();
    expect(lookAfter(play, 2)).toBeLessThan(366 * 24 * HOUR);
  });
});
