import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from './support/house.js';

// What the time-skipping server does not do: suggest to continue as new (here after few events), and end children with their parent
// unless they are to be left alone.
let house: House;
beforeAll(async () => {
  house = await openHouse({ suggestAt: 40 });
});
afterAll(() => house?.close());

const NOTHING = { waitMs: null, deliver: [], summary: '', done: false };
/** The look after next comes by itself. */
const SOON = { ...NOTHING, waitMs: 200 };

/** The inputs of all runs of a workflow, the first first. */
async function runs(workflowId: string): Promise<unknown[]> {
  const inputs: unknown[] = [];
  const { client } = house;
  for await (const { runId, startTime } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const payload = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
    inputs.push({ startTime, input: JSON.parse(Buffer.from(payload?.data ?? []).toString()) as unknown });
  }
  return inputs.reverse();
}

it('an office with a long history continues as new with the same input, and every poke is answered', async () => {
  const play = house.play();
  const input = { campaign: play.id, office: 'yanzhou' };
  const pokes = 40;
  // Each look is poked while it looks: whichever look is the last of a run, its poke must be answered by the next run.
  play.script.chaseTick = async (_, call) => {
    if (call <= pokes) await house.poke('office', input);
    return call > pokes ? { ...NOTHING, done: true } : NOTHING;
  };
  await (await house.start('office', input)).result();
  expect(play.of('chaseTick').length).toBeGreaterThan(pokes);
  const inputs = (await runs(`${play.id}/office/yanzhou`)) as { input: unknown }[];
  expect(inputs.length).toBeGreaterThan(2);
  for (const run of inputs) expect(run.input).toEqual(input);
});

it('a campaign breaks off a long row of messages, continues as new, and starts no child again', async () => {
  const play = house.play();
  const left = new Set(Array.from({ length: 60 }, (_, i) => `${play.id}/launch/${i}`));
  play.script.deliver = ({ message }) => {
    if (!left.delete(message)) throw new Error('sent twice');
    return { waitMs: null };
  };
  play.script.campaignTick = () => ({
    ...SOON,
    deliver: [...left],
    done: left.size === 0,
    running: { offices: ['yanzhou'], rounds: [], reports: ['summary'] },
  });
  await (await house.start('campaign', { campaign: play.id })).result();
  expect(play.of('deliver')).toHaveLength(60);
  const inputs = (await runs(play.id)) as { input: unknown }[];
  expect(inputs.length).toBeGreaterThan(2);
  expect(inputs[0]?.input).toEqual({ campaign: play.id });
  for (const run of inputs.slice(1)) {
    expect(run.input).toEqual({ campaign: play.id, startedTo: `${play.id}/report/summary` });
  }
  expect(play.of('chaseTick')).toHaveLength(1);
});

it('children outlive their campaign, whether it ends or continues as new', async () => {
  const play = house.play();
  const running = { offices: ['yanzhou', 'zoucheng'], rounds: [], reports: ['summary'] };
  let messages = 30;
  play.script.campaignTick = () => ({
    ...SOON,
    running,
    deliver: Array.from({ length: messages }, (_, i) => `${play.id}/${i}`),
    done: messages === 0,
  });
  play.script.deliver = () => {
    messages--;
    return { waitMs: null };
  };
  const child = house.client.workflow.getHandle(`${play.id}/office/yanzhou`);
  const campaign = await house.start('campaign', { campaign: play.id });
  await play.called('chaseTick', 2);
  const { runId } = await child.describe();
  await campaign.result();
  await house.poke('office', { campaign: play.id, office: 'yanzhou' });
  await play.called('chaseTick', 3);
  expect(await child.describe()).toMatchObject({ runId, status: { name: 'RUNNING' } });
  expect((await runs(play.id)).length).toBeGreaterThan(1);
});
