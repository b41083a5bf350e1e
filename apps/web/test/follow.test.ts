import { expect, it } from 'vitest';
import { follow, type Source } from '../src/board/api/follow.js';
import { pollEvery } from '../src/board/api/poll.js';

function page() {
  const listeners = new Map<string, () => void>();
  const timers: (() => void)[] = [];
  const state = { hidden: false, looks: 0, closed: false };
  const source: Source = {
    addEventListener: (kind, listener) => void listeners.set(kind, listener),
    close: () => {
      state.closed = true;
    },
  };
  const following = follow({
    source,
    look: () => {
      state.looks++;
    },
    hidden: () => state.hidden,
    later: (work) => {
      timers.push(work);
      return () => void timers.splice(timers.indexOf(work), 1);
    },
  });
  return {
    state,
    following,
    comes: (kind: string) => listeners.get(kind)?.(),
    pass: () => timers.splice(0).forEach((work) => void work()),
  };
}

it('polls as ever until changes are told, and again once they are not', () => {
  const { comes, following } = page();
  expect(pollEvery()).toBe(3_000);
  comes('open');
  expect(pollEvery()).toBe(30_000);
  comes('error');
  expect(pollEvery()).toBe(3_000);
  comes('open');
  following.stop();
  expect(pollEvery()).toBe(3_000);
});

it('looks once for many changes at a time, and when it begins or has missed something', () => {
  const { comes, pass, state } = page();
  comes('open');
  pass();
  expect(state.looks).toBe(1);
  for (let i = 0; i < 50; i++) comes('changed');
  pass();
  expect(state.looks).toBe(2);
  comes('look-again');
  pass();
  expect(state.looks).toBe(3);
});

it('a tab that nobody sees looks at nothing until it is seen', () => {
  const { comes, pass, state, following } = page();
  state.hidden = true;
  comes('changed');
  following.seen();
  pass();
  expect(state.looks).toBe(0);
  state.hidden = false;
  following.seen();
  pass();
  expect(state.looks).toBe(1);
  following.seen();
  pass();
  expect(state.looks).toBe(1);
});

it('the end of the session ends it: one look more, which says so, and no return', () => {
  const { comes, pass, state } = page();
  comes('open');
  pass();
  comes('ended');
  pass();
  expect([state.closed, state.looks, pollEvery()]).toEqual([true, 2, 3_000]);
});
