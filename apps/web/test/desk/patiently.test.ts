import { describe, expect, it } from 'vitest';
import { PAUSES, patiently } from '../../src/desk/logic/patiently.js';
import { noAnswer, type Outcome, refusedWith } from '../../src/desk/logic/refusal.js';

const busy: Outcome<string> = { ok: false, refusal: { kind: 'busy', text: '数据库暂时连不上' } };
const done: Outcome<string> = { ok: true, value: 'receipt' };

/** Plays answers in turn and keeps a diary of sends and pauses; no time passes. */
function play(answers: readonly Outcome<string>[]) {
  const diary: string[] = [];
  const send = () => {
    const answer = answers[diary.filter((line) => line === 'send').length] ?? busy;
    diary.push('send');
    return Promise.resolve(answer);
  };
  const wait = (ms: number) => {
    diary.push(`wait ${ms}`);
    return Promise.resolve();
  };
  const outcome = patiently(send, { wait, onBusy: (attempt) => diary.push(`busy ${attempt}`) });
  return outcome.then((it) => ({ outcome: it, diary }));
}

describe('sending while the server is busy', () => {
  it('gives up after three repeats and hands the refusal on', async () => {
    const { outcome, diary } = await play([busy, busy, busy, busy]);
    expect(outcome).toEqual(busy);
    expect(diary.filter((line) => line === 'send')).toHaveLength(4);
  });

  it('does not repeat by itself what was refused, what needs a new link, or what the network swallowed', async () => {
    for (const refusal of [refusedWith('不是 .xlsx'), noAnswer, { kind: 'ended', text: '登录已失效。' } as const]) {
      const { outcome, diary } = await play([{ ok: false, refusal }]);
      expect(diary).toEqual(['send']);
      expect(outcome).toEqual({ ok: false, refusal });
    }
  });

  it('stops repeating at the first other answer, and says each repeat before its pause', async () => {
    const { outcome, diary } = await play([busy, busy, done]);
    expect(outcome).toEqual(done);
    expect(diary).toEqual(['send', 'busy 1', 'wait 2000', 'send', 'busy 2', 'wait 5000', 'send']);
  });

  it('waits longer each time, long enough for a database to restart', () => {
    expect([...PAUSES].sort((a, b) => a - b)).toEqual(PAUSES);
    expect(PAUSES.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(15_000);
  });
});
