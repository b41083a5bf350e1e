import { describe, expect, it } from 'vitest';
import {
  type Answer,
  type Handing,
  type HandingEvent,
  handing,
  idle,
  sendingWords,
} from '../../src/desk/logic/handing.js';
import { noAnswer, refusedWith } from '../../src/desk/logic/refusal.js';
import { receipt } from './fixtures.js';

const file = new File(['x'], '三季度.xlsx');
const after = (...events: HandingEvent[]): Handing => events.reduce(handing, idle);
const chosen = { type: 'chosen', file } as const;
const begun = { type: 'begun', verb: 'hand-in' } as const;
const answered = (answer: Answer) => after(chosen, begun, { type: 'answered', answer });

describe('a file on its way', () => {
  it('is kept when no answer came, when the server was busy, and when the session had ended', () => {
    for (const refusal of [noAnswer, { kind: 'busy', text: '' }, { kind: 'ended', text: '' }] as const)
      expect(answered({ kind: 'refusal', refusal, verb: 'hand-in' }).file).toBe(file);
  });

  it('is let go when it was refused, so that the next click chooses another', () => {
    expect(answered({ kind: 'refusal', refusal: refusedWith('不是本单位的表'), verb: 'hand-in' }).file).toBeNull();
    expect(after(chosen, { type: 'unfit', refusal: refusedWith('超过 10 MB') }).file).toBeNull();
  });

  it('is let go once it was received', () => {
    const state = answered({ kind: 'receipt', receipt: receipt(), fileName: file.name });
    expect(state).toMatchObject({ file: null, sending: null, answer: { kind: 'receipt' } });
  });

  it('is kept after a check: handing it in is one more click', () => {
    const checked = { sha256: '', fit: true, findings: [] };
    expect(answered({ kind: 'checked', checked, fileName: file.name }).file).toBe(file);
  });

  it('takes the old answer away when another file is chosen or sent', () => {
    const old = answered({ kind: 'refusal', refusal: noAnswer, verb: 'hand-in' });
    expect(handing(old, chosen).answer).toBeNull();
    expect(handing(old, begun).answer).toBeNull();
  });

  it('ignores progress that comes after the answer', () => {
    const state = answered({ kind: 'receipt', receipt: receipt(), fileName: file.name });
    expect(handing(state, { type: 'progress', percent: 100 })).toBe(state);
  });
});

describe('the progress line', () => {
  const words = (...events: HandingEvent[]) => {
    const { sending } = after(chosen, ...events);
    return sending && sendingWords(sending);
  };

  it('counts while it uploads and then says what the server does', () => {
    expect(words(begun, { type: 'progress', percent: 41.6 })).toBe('正在上传 42%');
    expect(words(begun, { type: 'progress', percent: 100 })).toBe('已传到，正在核对并登记……');
    expect(words({ type: 'begun', verb: 'check' }, { type: 'progress', percent: 100 })).toContain('正在检查');
  });

  it('says that the file is kept while it waits for a busy server, and counts again at the repeat', () => {
    const waiting = [begun, { type: 'progress', percent: 100 }, { type: 'busy', attempt: 2 }] as const;
    expect(words(...waiting)).toBe('服务器正忙，文件已保留，正在自动重试（第2次，共3次）……');
    expect(words(...waiting, { type: 'progress', percent: 10 })).toBe('正在上传 10%');
  });
});
