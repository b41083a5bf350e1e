import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './support/house.js';

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
  let code: string;
  beforeAll(async () => {
    code = await bundle();
  });

  it('there is one of every workflow', () => {
    const kinds = files.map((file) => historyOf(file).events?.[0]?.workflowExecutionStartedEventAttributes);
    expect(new Set(kinds.map((started) => started?.workflowType?.name))).toEqual(
      new Set(['campaign', 'office', 'round', 'report']),
    );
  });

  it.each(files)('%s replays', async (file) => {
    const history = historyOf(file);
    await Worker.runReplayHistory({ workflowBundle: { code } }, history, idOf(history));
  });

  it.each(files)('%s holds no address, no telephone number, and is small', (file) => {
    // Payloads are base64 in the file; what they say is looked at, not how they are packed.
    const said = textOf(file).replace(/"data":"([^"]*)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());
    expect(said).not.toMatch(/[\w.-]+@[\w-]+\.[a-z]/i);
    expect(said).not.toMatch(/\b1[3-9]\d{9}\b|\b0\d{2,3}-\d{7,8}\b/);
    expect(statSync(`${folder}/${file}`).size).toBeLessThan(300 * 1024);
  });
});

describe('the gate itself', () => {
  it('refuses a workflow that asks one activity more', async () => {
    const workflowsPath = fileURLToPath(new URL('fixtures/one-look-more.ts', import.meta.url));
    const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
    const office = files.find((file) => file.endsWith('office.json.history')) ?? '';
    const history = historyOf(office);
    const replay = Worker.runReplayHistory({ workflowBundle: { code } }, history, idOf(history));
    await expect(replay).rejects.toThrow(DeterminismViolationError);
  });
});
