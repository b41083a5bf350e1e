import { readFileSync } from 'node:fs';
import { instant } from '@duban/base';
import type { Activities } from '@duban/workflows';
import { beforeEach, describe, expect, it } from 'vitest';
import { type InProcess, type RunningWorkflows, runWorkflows } from '../src/in-process/run-workflows.js';
import { workflowApi } from '../src/in-process/workflow-api.js';

const BEGIN = instant(Date.parse('2023-08-22T01:00:00Z'));
const HOUR = 3_600_000;
/** What the bundle of workflow code is. */
const bundled = (body: string) =>
  new Function(
    'require',
    'Date',
    `const exports = {};
  const { condition, continueAsNew, defineSignal, proxyActivities, setHandler, startChild } = require('@temporalio/workflow');
  const { WorkflowExecutionAlreadyStartedError } = require('@temporalio/common');
  const { chaseTick, deliver } = proxyActivities({});
  const poked = defineSignal('poke');
  ${body}
  return exports;`,
  ) as RunningWorkflows['workflowsOf'];

let diary: string[];
/** Ends what was asked for last. */
let ends: (() => void)[];

beforeEach(() => {
  diary = [];
  ends = [];
});

/** Runs the code; each activity writes down its input with the hour at which it was asked, and takes as long as it likes. */
function running(
  body: string,
  asked: Partial<Record<keyof Activities, (at: unknown) => Promise<unknown>>> = {},
): InProcess {
  const note = async (at: unknown): Promise<unknown> => {
    diary.push(`${(workflows.now() - BEGIN) / HOUR} ${String(at)}`);
    return at;
  };
  const activities = { chaseTick: note, deliver: note, ...asked } as unknown as Activities;
  const workflows = runWorkflows({ workflowsOf: bundled(body), activities, begin: BEGIN });
  return workflows;
}

const start = (workflows: InProcess, id: string, kind = 'office'): void =>
  workflows.signalWithStart('poke', { kind, id, input: id });
const later = (hours: number) => instant(BEGIN + hours * HOUR);

describe('workflows without a server', () => {
  it('answers every name that the bundle of ours asks Temporal’s libraries for', () => {
    const bundle = readFileSync(new URL('../dist/in-process-workflows.js', import.meta.url), 'utf8');
    const libraries = workflowApi({ waits: new Set(), handlers: new Map(), early: [] }, {} as never);
    const asked = [...bundle.matchAll(/_temporalio_(workflow|common)\.(\w+)/g)].map(([, library, name]) => [
      library,
      name,
    ]);
    expect(asked.length).toBeGreaterThan(10);
    for (const [library, name = ''] of asked)
      expect(libraries[`@temporalio/${library}` as keyof typeof libraries]).toHaveProperty(name);
  });

  it('waits by its own clock: whoever wakes up works at that moment, in the order of the moments, and Date is that clock', async () => {
    const workflows = running(`exports.office = async (hours) => {
      await condition(() => false, Number(hours) * ${HOUR});
      await deliver('woke at ' + (Date.now() - ${BEGIN}) / ${HOUR});
    };`);
    for (const hours of ['5', '2', '9']) start(workflows, hours);
    await workflows.passUntil(later(6));
    expect(diary).toEqual(['2 woke at 2', '5 woke at 5']);
    expect(workflows.now()).toBe(later(6));
  });

  it('lets activities of different workflows be under way at once, and no time pass meanwhile', async () => {
    const workflows = running(
      `exports.office = async (id) => { await chaseTick(id); await condition(() => false, ${HOUR}); await deliver(id); };`,
      { chaseTick: () => new Promise<void>((resolve) => ends.push(() => resolve())) },
    );
    start(workflows, 'a');
    start(workflows, 'b');
    const passing = workflows.passUntil(later(3));
    await expect.poll(() => ends.length).toBe(2);
    expect(workflows.now()).toBe(BEGIN);
    expect(diary).toEqual([]);
    for (const end of ends) end();
    await passing;
    expect(diary).toEqual(['1 a', '1 b']);
  });

  it('wakes a workflow by a signal before its time, and keeps one that comes before its handler', async () => {
    const workflows = running(`exports.office = async (id) => {
      let pokes = 0;
      await chaseTick(id);
      setHandler(poked, () => { pokes++; });
      for (;;) { await condition(() => pokes > 0, 9 * ${HOUR}); await deliver(pokes); pokes = 0; }
    };`);
    start(workflows, 'a');
    await workflows.settled();
    expect(diary).toEqual(['0 a', '0 1']);
    await workflows.passUntil(later(4));
    start(workflows, 'a');
    start(workflows, 'a');
    await workflows.settled();
    expect(diary.slice(2)).toEqual(['4 1', '4 1']);
  });

  it('loses no signal that comes while a workflow ends: a new one is started for it', async () => {
    const workflows: InProcess = running(
      `exports.office = async (id) => {
        let pokes = 0;
        setHandler(poked, () => { pokes++; });
        await chaseTick(id);
      };`,
      {
        chaseTick: async () => {
          diary.push('looked');
          if (diary.length === 1) start(workflows, 'a');
        },
      },
    );
    start(workflows, 'a');
    await workflows.settled();
    expect(diary).toEqual(['looked', 'looked']);
  });

  it('continues as new with what the workflow hands on, and hears signals there', async () => {
    const workflows = running(`exports.office = async (round) => {
      let pokes = 0;
      setHandler(poked, () => { pokes++; });
      await deliver(round);
      if (round === 'first') continueAsNew('second');
      await condition(() => pokes > 0, ${HOUR});
      await deliver(pokes);
    };`);
    start(workflows, 'first');
    await workflows.settled();
    expect(diary).toEqual(['0 first', '0 second']);
    start(workflows, 'first');
    await workflows.settled();
    expect(diary.at(-1)).toBe('0 1');
  });

  it('starts a child once: a second start is refused while it runs, and allowed after its end', async () => {
    const workflows = running(`exports.campaign = async () => {
      const child = () => startChild('office', { workflowId: 'child', args: ['child'] }).then(() => 'started', (error) => {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        return 'runs';
      });
      await deliver(await child());
      await deliver(await child());
      await condition(() => false, 2 * ${HOUR});
      await deliver(await child());
    };
    exports.office = (id) => condition(() => false, ${HOUR});`);
    start(workflows, 'campaign', 'campaign');
    await workflows.passUntil(later(3));
    expect(diary).toEqual(['0 started', '0 runs', '2 started']);
  });

  it('ends the play with the error of an activity or a workflow that throws, instead of letting time pass', async () => {
    const away = running('exports.office = (id) => chaseTick(id);', {
      chaseTick: () => Promise.reject(new Error('the database is away')),
    });
    start(away, 'a');
    await expect(away.passUntil(later(1))).rejects.toThrow('the database is away');
    expect(away.now()).toBe(BEGIN);
    const unknown = running('');
    start(unknown, 'a', 'nonsense');
    await expect(unknown.settled()).rejects.toThrow('no such workflow');
  });
});
