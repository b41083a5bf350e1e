import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowBundle } from './support/house.js';

// A deployed change must be able to go on with every campaign that runs. Each release records histories (scripts/record-histories.mjs), and
// all of them must replay. A workflow that has to change keeps the old way behind `patched()`, one id for each change.
const folder = fileURLToPath(new URL('histories', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json.history'))
  .sort();
const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

const textOf = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');
const historyOf = (file: string): History => History.fromObject(JSON.parse(textOf(file)) as object);

function idOf({ events }: History): string {
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  const input = JSON.parse(Buffer.from(started?.input?.payloads?.[0]?.data ?? []).toString()) as Record<string, string>;
  const kind = started?.workflowType?.name ?? '';
  const parts = [kind, input.office ?? input.requirement ?? input.kind, input.period];
  return kind === 'campaign' ? (input.campaign ?? '') : [input.campaign, ...parts].filter(Boolean).join('/');
}

beforeAll(() => {
  const telemetryOptions = { logging: { filter: 'OFF', forward: {} } } as const;
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions });
});

describe('recorded histories', () => {
  it('there are at least twelve, and one of every workflow', () => {
    expect(files.length).toBeGreaterThanOrEqual(12);
    const kinds = files.map((file) => historyOf(file).events?.[0]?.workflowExecutionStartedEventAttributes);
    expect(new Set(kinds.map((started) => started?.workflowType?.name))).toEqual(
      new Set(['campaign', 'office', 'round', 'report']),
    );
  });

  it.each(files)('%s replays', async (file) => {
    const history = historyOf(file);
    await Worker.runReplayHistory({ workflowBundle }, history, idOf(history));
  });

  it.each(files)('%s holds no address, no telephone number, no folder of a machine, and is small', (file) => {
    // Payloads are base64 in the file; what they say is looked at, not how they are packed.
    const said = textOf(file).replace(/"data":"([^"]*)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());
    expect(said).not.toMatch(/[\w.-]+@[\w-]+\.[a-z]/i);
    expect(said).not.toMatch(/\b1[3-9]\d{9}\b|\b0\d{2,3}-\d{7,8}\b/);
    expect(said).not.toMatch(/file:\/\/|"stackTrace":"[^"]/);
    expect(statSync(`${folder}/${file}`).size).toBeLessThan(300 * 1024);
  });
});

describe('the gate itself', () => {
  const bundles = new Map<string, Promise<string>>();
  /** The bundle of a fixture, made once. */
  function bundled(fixture: string): Promise<string> {
    const workflowsPath = fileURLToPath(new URL(`fixtures/${fixture}`, import.meta.url));
    const made =
      bundles.get(fixture) ??
      bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') }).then(({ code }) => code);
    bundles.set(fixture, made);
    return made;
  }

  async function replayWith(fixture: string, file: string): Promise<void> {
    const history = historyOf(file);
    await Worker.runReplayHistory({ workflowBundle: { code: await bundled(fixture) } }, history, idOf(history));
  }

  // Not by those in which every look was poked: one look more is there like one poke more.
  const chasers = files.filter((file) => /office(-\w+-mail)?\.json/.test(file));
  const rounds = files.filter((file) => file.includes('/round'));

  it.each(chasers)('refuses a workflow that asks one activity more, by %s', async (file) => {
    await expect(replayWith('one-look-more.ts', file)).rejects.toThrow(DeterminismViolationError);
  });

  it.each(rounds)('refuses a workflow that waits once more, by %s', async (file) => {
    await expect(replayWith('waits-first.ts', file)).rejects.toThrow(DeterminismViolationError);
  });

  it.each(rounds)('lets pass the same change behind patched(), by %s', async (file) => {
    await replayWith('patched-round.ts', file);
  });
});
