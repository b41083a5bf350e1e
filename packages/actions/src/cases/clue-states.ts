import type { ClueLevel, ClueState } from '@duban/ledger';

export const clueStateLabels: Readonly<Record<ClueState, string>> = {
  registered: '已登记',
  verifying: '核查中',
  filed: '已立案',
  transferred: '已移送',
  closed: '已办结',
};

export const clueLevelLabels: Readonly<Record<ClueLevel, string>> = {
  nation: '国家',
  province: '省',
  city: '市',
  county: '县',
};

/** Where a clue may go from where it is. Each clue is answered one by one (JN23-C1, WH24-C1: 逐条核查、逐条反馈). */
const NEXT: Readonly<Record<ClueState, readonly ClueState[]>> = {
  registered: ['verifying', 'filed', 'transferred', 'closed'],
  verifying: ['filed', 'transferred', 'closed'],
  filed: ['transferred', 'closed'],
  transferred: ['verifying', 'filed', 'closed'],
  closed: [],
};

export function mayMove(from: ClueState, to: ClueState): boolean {
  return NEXT[from].includes(to);
}

/** To whom it went, or what came of it, has to be said. */
export function needsOutcome(state: ClueState): boolean {
  return state === 'transferred' || state === 'closed';
}
