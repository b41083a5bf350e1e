import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findBinary, startDevServer, startTestServer, type ThrowawayFolder, throwawayFolder } from '@duban/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grpcHealthy } from '../src/net/grpc-health.js';
import { alive } from './support/until.js';

const WORKFLOWS = 'temporal.api.workflowservice.v1.WorkflowService';
let folder: ThrowawayFolder;

beforeAll(() => {
  folder = throwawayFolder('temporal');
});
afterAll(() => folder.remove());

it('a port where nothing listens is not healthy', async () => {
  expect(await grpcHealthy('127.0.0.1:1', WORKFLOWS)).toBe(false);
});

describe('the time-skipping server', () => {
  it('comes up healthy on a port of its own, and is gone after stop', async () => {
    const [a, b] = await Promise.all([startTestServer(), startTestServer()]);
    expect(a.address).not.toBe(b.address);
    expect(await grpcHealthy(a.address, '')).toBe(true);
    await Promise.all([a.stop(), b.stop()]);
    expect([a.pid, b.pid].some(alive)).toBe(false);
    expect(await grpcHealthy(a.address, '')).toBe(false);
  }, 120_000);
});

describe('the development server', () => {
  it('tells its pages where sealed payloads are opened', async () => {
    const codecEndpoint = 'http://127.0.0.1:28234';
    const server = await startDevServer({ logFile: join(folder.path, 'pages.log'), codecEndpoint });
    const settings = (await (await fetch(`${server.uiAddress}/api/v1/settings`)).json()) as {
      Codec?: { Endpoint?: string };
    };
    expect(settings.Codec?.Endpoint).toBe(codecEndpoint);
    await server.stop();
  }, 120_000);

  it('comes up healthy, serves its pages, keeps closed workflows for years, and so after a restart', async () => {
    const options = { dbFile: join(folder.path, 'temporal.db'), logFile: join(folder.path, 'temporal.log') };
    const cli = await findBinary('temporal');
    for (const _ of ['first', 'second']) {
      const server = await startDevServer(options);
      expect(await grpcHealthy(server.address, WORKFLOWS)).toBe(true);
      expect((await fetch(server.uiAddress)).status).toBe(200);
      const health = execFileSync(cli, ['operator', 'cluster', 'health', '--address', server.address], {
        encoding: 'utf8',
      });
      expect(health).toContain('SERVING');
      const args = ['operator', 'namespace', 'describe', '-n', 'default', '--address', server.address];
      expect(execFileSync(cli, args, { encoding: 'utf8' })).toMatch(/RetentionTtl\s+87600h/);
      await server.stop();
      expect(alive(server.pid)).toBe(false);
    }
  }, 120_000);
});
