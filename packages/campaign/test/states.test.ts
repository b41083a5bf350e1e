import { describe, expect, it } from 'vitest';
import {
  afterDecision,
  type DecisionKind,
  isOwed,
  isSettled,
  mayHandIn,
  type ObligationState,
  stateLabels,
} from '../src/index.js';

const states: ObligationState[] = [
  'expected',
  'received',
  'checked',
  'accepted',
  'merged',
  'returned',
  'nil',
  'exempt',
  'withdrawn',
];
const decisions: DecisionKind[] = ['accept', 'return', 'exempt', 'extend', 'reopen'];

/** architecture.md: the only ways from state to state that a decision opens; every other pair is refused. */
const open: readonly (readonly [ObligationState, DecisionKind, ObligationState])[] = [
  ['checked', 'accept', 'accepted'],
  ['received', 'return', 'returned'],
  ['checked', 'return', 'returned'],
  ['expected', 'exempt', 'exempt'],
  ['returned', 'exempt', 'exempt'],
  ['expected', 'extend', 'expected'],
  ['returned', 'extend', 'returned'],
  ['accepted', 'reopen', 'returned'],
  ['merged', 'reopen', 'returned'],
];

describe('a decision', () => {
  const refusedPairs = states.flatMap((state) =>
    decisions
      .filter((decision) => !open.some(([s, d]) => s === state && d === decision))
      .map((decision) => [decision, state] as const),
  );

  it.each(refusedPairs)('to %s is refused on a sheet that is %s', (decision, state) => {
    expect(afterDecision(state, decision)).toBeNull();
  });

  it.each(open)('on %s to %s leads to %s', (state, decision, next) => {
    expect(afterDecision(state, decision)).toBe(next);
  });
});

describe('a state', () => {
  it('is owed, settled, or waits for the bureau, and never two of these', () => {
    const owing = states.filter(isOwed);
    const settled = states.filter(isSettled);
    expect(owing).toEqual(['expected', 'returned']);
    expect(settled).toEqual(['accepted', 'merged', 'nil', 'exempt', 'withdrawn']);
    expect(states.filter((state) => !owing.includes(state) && !settled.includes(state))).toEqual([
      'received',
      'checked',
    ]);
  });

  it('lets a sheet be handed in until somebody has decided, and never after', () => {
    expect(states.filter(mayHandIn)).toEqual(['expected', 'received', 'checked', 'returned']);
  });

  it('has a Chinese name of its own', () => {
    expect(new Set(states.map((state) => stateLabels[state])).size).toBe(states.length);
    expect(stateLabels.returned).toBe('退回修改');
    expect(stateLabels.exempt).toBe('免报');
  });
});
