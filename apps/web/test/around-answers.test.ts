import type { ObligationView } from '@duban/api/types';
import { expect, it } from 'vitest';
import { aroundAnswers } from '../src/board/logic/around-answers.js';
import { latestOf } from '../src/board/logic/decision-form.js';
import { cell } from './fixtures/board.js';
import { obligation } from './fixtures/obligation.js';

const registration = {
  id: 'o#2/registration/1',
  revision: 3,
  state: 'pending',
  label: '待复核',
  way: 'paper',
  wayLabel: '纸质',
  arrivedAt: 1,
  note: '第3号',
  evidenceName: null,
  registeredBy: '经办人',
  registeredAt: 2,
  decidedBy: null,
  decidedAt: null,
  reason: null,
} as const;
const extension = {
  id: 'o/extension/1',
  revision: 5,
  state: 'asked',
  label: '待答复',
  until: '2026-10-16',
  reason: '停电',
  askedBy: '兖州区',
  askedAt: 1,
  lapsesAt: 2,
  grantedDue: null,
  answer: null,
  answeredBy: null,
  answeredAt: null,
} as const;
const keys = (view: ObligationView) => aroundAnswers(view).map(({ key }) => key);

it('nothing waits for an answer where nothing was registered, asked or declared nil', () => {
  expect(keys(obligation)).toEqual([]);
  const settled = { ...registration, state: 'confirmed' as const };
  const [first] = obligation.submissions;
  expect(keys({ ...obligation, submissions: first ? [{ ...first, registration: settled }] : [] })).toEqual([]);
});

it('a pending registration, an open request and a nil report are answered, each with the revision that was on screen', () => {
  const submissions = obligation.submissions.map((s) => (s.version === 2 ? { ...s, registration } : s));
  const view: ObligationView = {
    ...obligation,
    submissions,
    extensions: [{ ...extension, state: 'refused' }, extension],
    cell: cell({ state: 'nil' }),
  };
  expect(keys(view)).toEqual([
    'confirm-o#2/registration/1',
    'reject-o#2/registration/1',
    'grant',
    'refuse',
    'return-nil',
  ]);
  const sent = aroundAnswers(view).map(({ body, revision }) => [revision, body('因为')]);
  expect(sent).toEqual([
    [3, { registration: registration.id, reason: '因为' }],
    [3, { registration: registration.id, reason: '因为' }],
    [5, { request: extension.id, grant: true, reason: '因为' }],
    [5, { request: extension.id, grant: false, reason: '因为' }],
    [view.revision, { obligation: view.id, reason: '因为' }],
  ]);
});

it('the version to decide on is the one that came last and counts, whatever its number', () => {
  const version = (n: number, voided = false) => ({ n, voided });
  expect(latestOf([version(2), version(1)])?.n).toBe(1);
  expect(latestOf([version(1), version(2, true)])?.n).toBe(1);
  expect(latestOf([version(1, true)])).toBeUndefined();
});
