import { listTasks } from '@duban/actions/list-tasks';
import { returnDocument } from '@duban/actions/return-document';
import { expect, it } from 'vitest';
import { ANSWERED_ELSEWHERE } from '../src/sheets/officer-task.js';
import { draftedReport } from './drafted-report.ts';
import { CAMPAIGN, chief, jiningWorld, LAUNCH, moment, type World } from './world.ts';

const acts = async ({ ctx }: World) =>
  (await listTasks(ctx, { campaign: CAMPAIGN })).filter((t) => t.state === 'open').map((t) => t.acts);

it.each([...ANSWERED_ELSEWHERE])('of “%s” offers nothing: an answer elsewhere closes it', async (script) => {
  const world = await jiningWorld();
  const task = { id: 't', campaign: CAMPAIGN, office: 'yanzhou', kind: 'check', assigned_to: 'chief', script } as const;
  const rest = { title: '答复', slot: LAUNCH, state: 'open', created_at: LAUNCH, done_at: null, blob: null } as const;
  await world.db
    .insertInto('task')
    .values({ ...task, ...rest })
    .execute();
  expect(await acts(world)).toEqual([[]]);
});

it('of a report offers to pass it on or send it back; sent back, to put it right', async () => {
  const world = await draftedReport();
  expect(await acts(world)).toEqual([['done', 'return']]);
  const [review] = await listTasks(world.ctx, { campaign: CAMPAIGN });
  const now = moment('2023-12-19 10:00');
  await returnDocument(world.ctx, { task: review?.id ?? '', reason: '口径未说明', actor: chief, now });
  expect(await acts(world)).toEqual([['redraft', 'done']]);
});
