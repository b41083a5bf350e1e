import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { loadSeed } from '@duban/actions/load-seed';
import { instant } from '@duban/base';
import { systemClock } from '@duban/base/clock';
import { stateCouncilCalendar } from '@duban/calendar';
import { type Ledger, setCampaignTime } from '@duban/ledger';
import { type ForkedProcess, freePort, repoRoot } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { examine, type TemporalReach, type WorkerConfig } from '@duban/worker';
import { installationKey } from '@duban/worker/payload-keys';
import type { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachTemporal } from '../src/temporal/connect.js';
import { workerConverterOf } from '../src/temporal/data-converter.js';
import { startProcess } from './support/crew.js';
import { type Certificates, type Guard, guardTemporal, makeCertificates } from './support/guarded-temporal.js';
import { type Installation, startInstallation } from './support/installation.js';

// A Temporal that somebody else runs: behind TLS that asks for our certificate and a key, in a namespace of ours, with sealed payloads; and
// workers that tell how they are doing. What is read back comes from that server.
const CAMPAIGN = 'jining-2023';
const LAUNCH = instant(Date.parse('2023-08-22T09:00:00+08:00'));
const NAME = 'temporal.ybj.example';
const NAMESPACE = 'ybj';
const API_KEY = 'a key of the tests';
const PATIENCE = { timeout: 60_000, interval: 200 };
const LIMIT = 110_000;

let installation: Installation;
let ledger: Ledger;
let guard: Guard;
let certificates: Certificates;
let reach: TemporalReach;
let collector: Server;
let prometheus: string;
const collected: { url: string | undefined; key: unknown; body: Buffer }[] = [];
let workflows: ForkedProcess;
let activities: ForkedProcess;
let client: Client;
let connection: Connection;

beforeAll(async () => {
  installation = await startInstallation('guarded');
  const { folder, server } = installation;
  ({ ledger } = installation);
  mkdirSync(join(folder.path, 'certificates'));
  mkdirSync(join(folder.path, 'strangers'));
  certificates = makeCertificates(join(folder.path, 'certificates'), NAME);
  const open = await reachTemporal({ temporalAddress: server.address });
  await open.client.workflowService.registerNamespace({
    namespace: NAMESPACE,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await open.connection.close();
  guard = await guardTemporal({ behind: server.address, certificates, apiKey: API_KEY });
  reach = {
    temporalAddress: guard.address,
    temporalNamespace: NAMESPACE,
    temporalApiKey: API_KEY,
    temporalTls: { ca: certificates.ca, serverName: NAME, client: certificates.client },
    payloadKeys: [installationKey(installation.config.secret)],
  };
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      collected.push({ url: request.url, key: request.headers['x-key'], body: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  prometheus = `127.0.0.1:${await freePort()}`;
});
afterAll(async () => {
  await Promise.all([workflows?.stop(), activities?.stop()]);
  await connection?.close();
  await guard?.close();
  collector?.close();
  await installation?.stop();
});

describe('a guarded Temporal', () => {
  const without = (part: Partial<TemporalReach>): TemporalReach => ({ ...reach, ...part });

  // Together: a client waits ten seconds for a server that may still be starting.
  it.concurrent.each([
    ['in clear', () => ({ temporalAddress: guard.address })],
    ['without our certificate', () => without({ temporalTls: { ca: certificates.ca, serverName: NAME } })],
    ['under another name', () => without({ temporalTls: { ...reach.temporalTls, serverName: 'elsewhere.example' } })],
    [
      'with an authority that did not sign it',
      () => {
        const { ca } = makeCertificates(join(installation.folder.path, 'strangers'), NAME);
        return without({ temporalTls: { ...reach.temporalTls, ca } });
      },
    ],
    ['with another key', () => without({ temporalApiKey: 'another' })],
  ] as const)('does not let in who comes %s', async (_, how) => {
    await expect(reachTemporal(how())).rejects.toMatchObject({ code: 'temporal-away' });
    expect(guard.passed()).toBe(0);
  });

  it(
    'lets in workers and doctor with all of it: a launched campaign runs there, and nothing is wrong with it',
    async () => {
      const config: WorkerConfig = { ...installation.config, ...reach };
      const { port } = collector.address() as AddressInfo;
      const headers = { 'x-key': 'told' };
      const otlp = { url: `http://127.0.0.1:${port}/v1/metrics`, http: true, headers };
      const traces = { url: `http://127.0.0.1:${port}/v1/traces`, headers };
      [workflows, activities] = await Promise.all([
        startProcess('workflows', { ...config, traces, metrics: { prometheus } }),
        startProcess('activities', { ...config, traces, metrics: { otlp } }),
      ]);
      await ledger.transaction((tx) => setCampaignTime(tx, systemClock.now(), LAUNCH));
      const workbooks = createWorkbookPool({ size: 1 });
      const seed = await loadSeed(join(repoRoot(import.meta.url), 'seeds'), CAMPAIGN);
      await launchCampaign({ ...config, ledger, workbooks, calendar: stateCouncilCalendar }, seed, {
        actor: { kind: 'bureau', role: 'operator', name: '基金监管科' },
        now: LAUNCH,
      });
      await workbooks.close();
      const look = async () => (await examine({ ...reach, ledger, calendar: stateCouncilCalendar })).findings;
      await expect.poll(look, PATIENCE).toEqual([]);
      expect(guard.passed()).toBeGreaterThan(50);
      ({ client, connection } = await reachTemporal(reach));
    },
    LIMIT,
  );
});

describe('its pages read like a diary', () => {
  const details = async (id: string): Promise<string | undefined> => {
    const told = await client.workflow.getHandle(id).query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    return told.currentDetails;
  };
  const title = async (id: string) => (await client.workflow.getHandle(id).describe()).staticSummary();

  it('of an office, a round, the report and the campaign: what each is, and what comes next', async () => {
    // The ledger knows of a look before its workflow has heard the answer.
    const reads = (path: string, [what, next]: [RegExp, RegExp]) =>
      expect
        .poll(async () => [await title(`${CAMPAIGN}${path}`), await details(`${CAMPAIGN}${path}`)], PATIENCE)
        .toEqual([expect.stringMatching(what), expect.stringMatching(next)]);
    await reads('/office/yanzhou', [/^催报：兖州区$/, /^下一步：9月28日 15:00 .+ 兖州区 2023年第三季度/]);
    await reads('/round/quarterly-table/2023Q3', [
      /^期次汇总：2023年第三季度/,
      /^2023年第三季度.+：还有15家未了结，报送截止10月/,
    ]);
    await reads('/report/summary', [/^总结报告$/, /^总结报告：等待\d+个期次汇总$/]);
    await reads('', [/^专项：.+/, /^下一次晨报：8月23日$/]);
  });
});

const TRACE_NUMBER = /^\{"traceparent":"00-[0-9a-f]{32}-[0-9a-f]{16}-01"\}$/;

interface Sealed {
  readonly metadata: Readonly<Record<string, Uint8Array>>;
  readonly data: Uint8Array;
}

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

/** The spans of an OTLP request. */
function spansOf(value: unknown): Span[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('spanId' in value && 'name' in value) return [value as unknown as Span];
  return Object.values(value).flatMap(spansOf);
}

/** Every payload of a history, wherever it lies. */
function payloadsOf(value: unknown): Sealed[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if ('metadata' in value && 'data' in value) return [value as Sealed];
  return Object.values(value).flatMap(payloadsOf);
}

describe('what lies in its store', () => {
  it('is sealed: a raw history shows no plain text, only ids of the business', async () => {
    const { id } = installationKey(installation.config.secret);
    for (const workflow of ['', '/office/yanzhou', '/round/quarterly-table/2023Q3', '/report/summary']) {
      const history = await client.workflow.getHandle(`${CAMPAIGN}${workflow}`).fetchHistory();
      const payloads = payloadsOf(history.events);
      expect(payloads.length).toBeGreaterThan(2);
      for (const { metadata, data } of payloads) {
        // What carries a trace onward is a number of the trace.
        if (TRACE_NUMBER.test(Buffer.from(data).toString())) continue;
        expect(Buffer.from(metadata.encoding ?? []).toString()).toBe('binary/encrypted');
        expect(Buffer.from(metadata['encryption-key-id'] ?? []).toString()).toBe(id);
        for (const word of [CAMPAIGN, 'yanzhou', '兖州', '下一步', 'waitMs'])
          expect(Buffer.from(data).includes(word), word).toBe(false);
      }
      // What is not a payload, failures among it, says nothing in Chinese and names nobody.
      expect(JSON.stringify(history.events)).not.toMatch(/[\u4e00-\u9fff]|@jining/);
    }
  });

  it('replays with its key, and without it says which key is missing', async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
    });
    const workflowId = `${CAMPAIGN}/office/yanzhou`;
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const codePath = fileURLToPath(new URL('../dist/workflow-bundle.cjs', import.meta.url));
    const replay = (of: TemporalReach) =>
      Worker.runReplayHistory(
        { workflowBundle: { codePath }, dataConverter: workerConverterOf(of) },
        history,
        workflowId,
      );
    await replay(reach);
    const stranger = installationKey('another secret, long enough to be one too');
    await expect(replay({ ...reach, payloadKeys: [stranger] })).rejects.toThrow();
    const other = await reachTemporal({ ...reach, payloadKeys: [stranger] });
    const asked = other.client.workflow.getHandle(workflowId).describe();
    await expect(asked.then((told) => told.staticSummary())).rejects.toMatchObject({
      code: 'payload-key-unknown',
      details: { id: installationKey(installation.config.secret).id },
    });
    await other.connection.close();
    await replay({ ...reach, payloadKeys: [stranger, installationKey(installation.config.secret)] });
  });
});

describe('how the workers are doing', () => {
  it('is there for Prometheus to fetch', async () => {
    const text = await (await fetch(`http://${prometheus}/metrics`)).text();
    expect(text).toMatch(/^temporal_workflow_task_execution_latency\w*_count\{.*duban_process="workflows".*\} [1-9]/m);
    expect(text).toMatch(/^temporal_request_total\{/m);
    expect(text).toContain(`namespace="${NAMESPACE}"`);
    // Counts, not contents.
    expect(text).not.toMatch(/yanzhou|@jining/);
  });

  it('is sent to an OpenTelemetry collector, with the headers it asks for', async () => {
    const metrics = () => collected.filter(({ url }) => url === '/v1/metrics');
    await expect.poll(() => metrics().length, PATIENCE).toBeGreaterThan(0);
    expect(metrics()[0]?.key).toBe('told');
    expect(metrics()[0]?.body.length).toBeGreaterThan(100);
  });

  it('is traced: one trace leads from a poke to its workflow and on to the activity, and names nobody', async () => {
    const sent = () => collected.filter(({ url, key }) => url === '/v1/traces' && key === 'told');
    const spans = () => sent().flatMap(({ body }) => spansOf(JSON.parse(body.toString())));
    // A workflow's own span ends with the workflow, months later.
    const led = () =>
      spans()
        .filter(({ name }) => name === 'RunActivity:chaseTick')
        .map(({ traceId, parentSpanId }) => ({
          by: spans().find(({ spanId }) => spanId === parentSpanId)?.name,
          from: spans().find((span) => span.traceId === traceId && !span.parentSpanId)?.name,
        }));
    await expect
      .poll(led, PATIENCE)
      .toContainEqual({ by: 'StartActivity:chaseTick', from: 'SignalWithStartWorkflow:campaign' });
    for (const { body } of sent()) expect(body.toString()).not.toMatch(/@jining|[\u4e00-\u9fff]/);
  });
});
