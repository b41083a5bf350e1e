import { expect, it } from 'vitest';
import { documentActs } from '../src/board/logic/task-acts.js';

it('sends back and gives up with a reason, by their own calls', () => {
  const acts = documentActs({ id: 'c/circular/2023Q4/review', acts: ['done', 'return', 'discard'] });
  expect(acts.map((act) => [act.label, act.needsReason, act.url, act.body('有出入')])).toEqual([
    ['退回', true, '/api/tasks/return', { task: 'c/circular/2023Q4/review', reason: '有出入' }],
    ['不予通报', true, '/api/tasks/discard', { task: 'c/circular/2023Q4/review', reason: '有出入' }],
  ]);
});

it('offers neither for what is only ticked off or put right', () => {
  expect(documentActs({ id: 't', acts: ['redraft', 'done'] })).toEqual([]);
});
