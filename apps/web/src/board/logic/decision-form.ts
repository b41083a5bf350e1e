import type { DecideBody, ObligationView } from '@duban/api/types';

export interface DecisionForm {
  /** What will happen, said before it is confirmed. */
  readonly effect: string;
  readonly reason: 'required' | 'optional';
  readonly due: 'required' | 'optional' | 'none';
}

const FORMS: Readonly<Record<DecideBody['kind'], DecisionForm>> = {
  accept: { effect: '通过后停止催报，进入期次汇总。', reason: 'optional', due: 'none' },
  return: {
    effect: '退回后邮件告知报送人，并按新的时限重新催报。不填新的时限，按规则给出更正时限。',
    reason: 'required',
    due: 'optional',
  },
  exempt: {
    effect: '免报后邮件告知单位，本期不再要求报送，停止催报，期次汇总中记为免报。',
    reason: 'required',
    due: 'none',
  },
  extend: {
    effect: '延期后邮件告知单位，按新的时限催报；不得晚于本期最迟汇总日。原时限保留在记录中。',
    reason: 'required',
    due: 'required',
  },
  reopen: {
    effect: '解锁后本单位须重新报送；已经汇总上报的数字不会自动改变。',
    reason: 'required',
    due: 'optional',
  },
};

/** What happens instead once the round was merged: no figure changes by itself; who is given a day of its own is reminded by that day. */
const MERGED: Readonly<Partial<Record<DecideBody['kind'], string>>> = {
  accept: '本期已经汇总：通过后不自动计入，须在“期次汇总”中重新汇总。',
  return:
    '退回后邮件告知报送人，按新的时限重新催报。本期已经汇总：重报通过后不自动计入，须重新汇总。不填新的时限，按规则给出更正时限。',
  exempt: '免报后本期不再要求报送。本期已经汇总，汇总的数字不会自动改变。',
  reopen: '解锁后本单位须在新的时限前重新报送，到时照常催报；已经汇总上报的数字不会自动改变。',
};

/** What the officer must fill in for each 审核意见, in a round that was merged or was not. */
export function decisionForm(kind: DecideBody['kind'], roundMerged = false): DecisionForm {
  const form = FORMS[kind];
  return roundMerged ? { ...form, effect: MERGED[kind] ?? form.effect } : form;
}

/** What is still missing, in words; null when it may be sent. The API decides in the end. */
export function missingFrom(kind: DecideBody['kind'], filled: { reason: string; due: string }): string | null {
  const form = FORMS[kind];
  if (form.due === 'required' && filled.due === '') return '请填写新的时限。';
  return form.reason === 'required' && filled.reason.trim() === '' ? '请填写理由。' : null;
}

/** The version that accept and return are about: the latest, the one the officer has in front. */
export function decideBody(
  view: Pick<ObligationView, 'id' | 'submissions'>,
  kind: DecideBody['kind'],
  filled: { reason: string; due: string },
): DecideBody {
  const latest = latestOf(view.submissions);
  return {
    obligation: view.id,
    submission: kind === 'accept' || kind === 'return' ? (latest?.id ?? null) : null,
    kind,
    reason: filled.reason.trim(),
    due: filled.due === '' ? null : filled.due,
  };
}

/** The version to decide on: what came last, of those that count; undefined when nothing does. `submissions` in the order in which they came. */
export function latestOf<T extends { readonly voided: boolean }>(submissions: readonly T[]): T | undefined {
  return submissions.findLast((submission) => !submission.voided);
}
