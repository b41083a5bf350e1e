import { QUEUES, workflowId } from '@duban/workflows';
import { expect, it } from 'vitest';

it('the id of a workflow says what it is about, and how far a campaign has come changes nothing of it', () => {
  expect(workflowId('campaign', { campaign: 'jining-2023' })).toBe('jining-2023');
  expect(workflowId('campaign', { campaign: 'jining-2023', startedTo: 'jining-2023/office/x' })).toBe('jining-2023');
  expect(workflowId('office', { campaign: 'jining-2023', office: 'yanzhou' })).toBe('jining-2023/office/yanzhou');
  expect(workflowId('round', { campaign: 'jining-2023', requirement: 'T1', period: '2023Q3' })).toBe(
    'jining-2023/round/T1/2023Q3',
  );
  expect(workflowId('report', { campaign: 'jining-2023', kind: 'summary' })).toBe('jining-2023/report/summary');
});

it('mail has a queue of its own, so that a slow mail server never holds up a look at the ledger', () => {
  expect(new Set(Object.values(QUEUES)).size).toBe(3);
});
