import { describe, expect, it } from 'vitest';
import { drive } from '../../../packages/actions/test/drive.ts';
import { CAMPAIGN, moment } from '../../../packages/actions/test/world.ts';
import type { Call, TaskListed } from '../src/types.js';
import { house } from './support/house.js';
import { officer, problemIn } from './support/visitors.js';

/** Yanzhou has not filed: a call stands on the list since 15:00. */
async function withCalls(until = '2023-10-09 15:10') {
  const made = await house({ at: until });
  await drive(made.world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until });
  const me = await officer(made);
  const calls = async () => (await me.get(`/api/campaigns/${CAMPAIGN}/calls`)).json<Call[]>();
  return { made, me, calls };
}
const said = { answeredBy: '经办人', promiseUntil: moment('2023-10-11 17:30'), note: '明日报送' };

describe('a call', () => {
  it('that nobody has to make cannot be logged', async () => {
    const { me } = await withCalls();
    const answer = await me.send('POST', '/api/calls', { ...said, task: 'none' });
    expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'task-unknown']);
  });

  it('that was logged before is refused: 409', async () => {
    const { me, calls } = await withCalls();
    const task = (await calls())[0]?.task;
    expect((await me.send('POST', '/api/calls', { ...said, task })).statusCode).toBe(204);
    const again = await me.send('POST', '/api/calls', { ...said, task });
    expect([again.statusCode, problemIn(again).code]).toEqual([409, 'task-closed']);
  });

  it('is listed with number and words, then with what was promised', async () => {
    const { me, calls } = await withCalls();
    const [call] = await calls();
    expect(call).toMatchObject({ office: '兖州区', state: 'open', call: null, person: { phone: '0537-0000004' } });
    await me.send('POST', '/api/calls', { ...said, task: call?.task });
    expect((await calls())[0]).toMatchObject({ state: 'done', call: { ...said, promise: 'open' } });
  });

  it('of a clerk of two offices is one entry, and logged once for both', async () => {
    const made = await house({ at: '2023-10-09 15:10' });
    const both = { offices: ['taibaihu', 'jingkai'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' };
    await drive(made.world, both);
    const me = await officer(made);
    const calls = async () => (await me.get(`/api/campaigns/${CAMPAIGN}/calls`)).json<Call[]>();
    const [call, ...others] = await calls();
    expect([call?.office, others]).toEqual(['太白湖新区、济宁经开区', []]);
    const [task, ...also] = call?.parts.map((part) => part.task) ?? [];
    expect((await me.send('POST', '/api/calls', { ...said, task, also })).statusCode).toBe(204);
    expect(await calls()).toMatchObject([{ state: 'done', office: '太白湖新区、济宁经开区', call: said }]);
    expect((await me.send('POST', '/api/calls', { ...said, task, also })).statusCode).toBe(409);
  });

  it('that is still open comes before those that are over, newest first', async () => {
    const { calls } = await withCalls('2023-10-11 09:10');
    expect((await calls()).map(({ state, slot }) => [state, slot])).toEqual([
      ['open', moment('2023-10-11 09:00')],
      ['cancelled', moment('2023-10-10 16:00')],
      ['cancelled', moment('2023-10-09 15:00')],
    ]);
  });
});

describe('a task', () => {
  it('that nobody has cannot be done, and has no file', async () => {
    const { me } = await withCalls();
    const done = await me.send('POST', '/api/tasks/done', { task: 'none' });
    expect([done.statusCode, problemIn(done).code]).toEqual([404, 'task-unknown']);
    expect((await me.get('/api/tasks/file?task=none')).statusCode).toBe(404);
  });

  it('to review a letter carries its draft, and is ticked off once; then the deputy issues it', async () => {
    const { made, me, calls } = await withCalls();
    const [call] = await calls();
    await me.send('POST', '/api/calls', { ...said, task: call?.task, promiseUntil: moment('2023-10-10 17:30') });
    // The promise is broken: from the third day on there is a letter.
    await drive(made.world, { offices: ['yanzhou'], from: '2023-10-09 15:20', until: '2023-10-18 00:00' });
    const tasks = async () => (await me.get(`/api/campaigns/${CAMPAIGN}/tasks`)).json<TaskListed[]>();
    const letter = (await tasks()).find((task) => task.hasFile);
    expect(letter).toMatchObject({ state: 'open', kind: 'sign' });
    const id = letter?.id ?? '';
    const file = await me.get(`/api/tasks/file?task=${encodeURIComponent(id)}`);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toMatch(/\.docx/);
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
    // Nobody signs for the chief.
    const foreign = await me.send('POST', '/api/tasks/done', { task: id });
    expect([foreign.statusCode, problemIn(foreign).code]).toEqual([403, 'task-not-yours']);
    const chief = await officer(made, 'chief');
    expect((await chief.send('POST', '/api/tasks/done', { task: id })).statusCode).toBe(204);
    expect((await tasks()).find((task) => task.id === id)).toMatchObject({ state: 'done' });
    expect((await chief.send('POST', '/api/tasks/done', { task: id })).statusCode).toBe(409);
    // Reviewed is not issued: that is the deputy's.
    const issue = (await tasks()).find((task) => task.state === 'open' && task.hasFile);
    expect(issue).toMatchObject({ assignedTo: 'deputy', acts: ['done', 'return'] });
    const refused = await chief.send('POST', '/api/tasks/done', { task: issue?.id });
    expect([refused.statusCode, problemIn(refused).code]).toEqual([403, 'task-not-yours']);
    const deputy = await officer(made, 'deputy');
    expect((await deputy.send('POST', '/api/tasks/done', { task: issue?.id })).statusCode).toBe(204);
    const steps = await deputy.get(`/api/documents/steps?document=${encodeURIComponent(id)}`);
    expect(steps.json<{ action: string; to: string }[]>().map(({ action, to }) => `${action} ${to}`)).toEqual([
      'drafted draft',
      'approved reviewed',
      'approved issued',
    ]);
  });
});
