/** Where an obligation stands. Overdue is computed, never stored. */
export type ObligationState =
  | 'expected'
  | 'received'
  | 'checked'
  | 'accepted'
  | 'merged'
  | 'returned'
  | 'nil'
  | 'exempt'
  | 'withdrawn';

/** 审核意见 */
export type DecisionKind = 'accept' | 'return' | 'exempt' | 'extend' | 'reopen';

/** The county's own progress (practice.md 1): beside the state, for wording and for whom to ask. */
export type Progress = 'filling' | 'approving' | 'sealing';

export const progressLabels: Readonly<Record<Progress, string>> = {
  filling: '填报中',
  approving: '待审签',
  sealing: '待用印',
};

/** With the county's leaders: the clerk can do nothing more, whoever works for the leader can. */
export function isWithLeader(progress: Progress | null): boolean {
  return progress === 'approving' || progress === 'sealing';
}

/** The office still has to do something: only then is it chased. */
export const owedStates: readonly ObligationState[] = ['expected', 'returned'];

export function isOwed(state: ObligationState): boolean {
  return owedStates.includes(state);
}

/** Nothing more is expected of anybody before the round may close. */
export function isSettled(state: ObligationState): boolean {
  return state === 'accepted' || state === 'merged' || state === 'nil' || state === 'exempt' || state === 'withdrawn';
}

/** A sheet may be handed in while it is owed, or again while nobody has decided on the last one. */
export function mayHandIn(state: ObligationState): boolean {
  return isOwed(state) || state === 'received' || state === 'checked';
}

/** What a decision makes of a state; null when it is not open to that decision. */
export function afterDecision(state: ObligationState, decision: DecisionKind): ObligationState | null {
  switch (decision) {
    case 'accept':
      return state === 'checked' ? 'accepted' : null;
    case 'return':
      return state === 'checked' || state === 'received' ? 'returned' : null;
    case 'exempt':
      return isOwed(state) ? 'exempt' : null;
    case 'extend':
      return isOwed(state) ? state : null;
    case 'reopen':
      return state === 'accepted' || state === 'merged' ? 'returned' : null;
  }
}

/** On screen and in documents. */
export const stateLabels: Readonly<Record<ObligationState, string>> = {
  expected: '待报送',
  received: '已收到',
  checked: '待审核',
  accepted: '已通过',
  merged: '已汇总',
  returned: '退回修改',
  nil: '零报告',
  exempt: '免报',
  withdrawn: '已撤销',
};
