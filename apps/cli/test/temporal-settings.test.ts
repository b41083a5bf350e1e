import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { tracesOf, workersMetricsOf } from '../src/up/metrics-settings.js';
import { payloadKeysIn, temporalAccessOf } from '../src/up/temporal-settings.js';

const folder = throwawayFolder('temporal-settings');
afterAll(() => folder.remove());

const pem = (name: string): string => {
  const file = join(folder.path, name);
  writeFileSync(file, `-----BEGIN ${name}-----\nx\n-----END ${name}-----\n`);
  return file;
};
const [ca, cert, key] = [pem('CA'), pem('CERT'), pem('KEY')];
const ADDRESS = { TEMPORAL_ADDRESS: 'temporal.example:7233' };
const named = (name: string) =>
  expect.objectContaining({ code: 'setting-invalid', details: expect.objectContaining({ name }) });

describe('how a Temporal of somebody else is spoken to', () => {
  it.each([
    ['TEMPORAL_API_KEY', { TEMPORAL_API_KEY: 'k' }],
    ['TEMPORAL_NAMESPACE', { TEMPORAL_NAMESPACE: 'n' }],
    ['TEMPORAL_TLS', { TEMPORAL_TLS: 'true' }],
    ['TEMPORAL_TLS_CLIENT_KEY_PATH', { ...ADDRESS, TEMPORAL_TLS_CLIENT_CERT_PATH: cert }],
    ['TEMPORAL_TLS_CLIENT_CERT_PATH', { ...ADDRESS, TEMPORAL_TLS_CLIENT_KEY_PATH: key }],
    ['TEMPORAL_TLS_SERVER_CA_CERT_PATH', { ...ADDRESS, TEMPORAL_TLS_SERVER_CA_CERT_PATH: join(folder.path, 'none') }],
    ['TEMPORAL_TLS', { ...ADDRESS, TEMPORAL_TLS: 'perhaps' }],
    ['TEMPORAL_TLS', { ...ADDRESS, TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'k' }],
    ['TEMPORAL_TLS', { ...ADDRESS, TEMPORAL_TLS: 'false', TEMPORAL_TLS_SERVER_NAME: 'x' }],
  ])('is refused when it cannot be meant, and %s is named', (name, env) => {
    expect(() => temporalAccessOf(env)).toThrow(named(name));
  });

  it('is refused when a certificate is none', () => {
    const file = join(folder.path, 'text');
    writeFileSync(file, 'no certificate');
    expect(() => temporalAccessOf({ ...ADDRESS, TEMPORAL_TLS_SERVER_CA_CERT_PATH: file })).toThrow('PEM');
  });

  it('says nothing when nothing is set, and nothing of TLS when it is switched off', () => {
    expect(temporalAccessOf({ ...ADDRESS, TEMPORAL_API_KEY: ' ' })).toEqual({});
    expect(temporalAccessOf({ ...ADDRESS, TEMPORAL_TLS: 'false' })).toEqual({});
  });

  it('carries namespace, key, authority, name and our certificate', () => {
    const env = {
      ...ADDRESS,
      TEMPORAL_NAMESPACE: 'ybj',
      TEMPORAL_API_KEY: 'k',
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: ca,
      TEMPORAL_TLS_SERVER_NAME: 'temporal.ybj.example',
      TEMPORAL_TLS_CLIENT_CERT_PATH: cert,
      TEMPORAL_TLS_CLIENT_KEY_PATH: key,
    };
    expect(temporalAccessOf(env)).toEqual({
      temporalNamespace: 'ybj',
      temporalApiKey: 'k',
      temporalTls: {
        ca: expect.stringContaining('BEGIN CA'),
        serverName: 'temporal.ybj.example',
        client: { cert: expect.stringContaining('BEGIN CERT'), key: expect.stringContaining('BEGIN KEY') },
      },
    });
    expect(temporalAccessOf({ ...ADDRESS, TEMPORAL_TLS: '1' })).toEqual({ temporalTls: {} });
  });
});

describe('the keys of what lies in Temporal', () => {
  it('are refused when their file cannot be read, and are none without one', () => {
    expect(() => payloadKeysIn({ DUBAN_PAYLOAD_KEYS: join(folder.path, 'none') })).toThrow(named('DUBAN_PAYLOAD_KEYS'));
    expect(payloadKeysIn({})).toEqual([]);
  });

  it('come from that file, the first one first', () => {
    const file = join(folder.path, 'keys');
    writeFileSync(file, `2026:${'x'.repeat(32)}\n2025:${'y'.repeat(32)}\n`);
    expect(payloadKeysIn({ DUBAN_PAYLOAD_KEYS: file }).map(({ id }) => id)).toEqual(['2026', '2025']);
  });
});

describe('whom the workers tell how they are doing', () => {
  const OTLP = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318/' };
  const TRACES = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector.example:4318/v1/traces' };
  const toldBy = (env: NodeJS.ProcessEnv) => [workersMetricsOf(env), tracesOf(env)];

  it.each([
    ['DUBAN_WORKER_METRICS', { DUBAN_WORKER_METRICS: '9464' }],
    ['DUBAN_WORKER_METRICS', { DUBAN_WORKER_METRICS: '127.0.0.1:65535' }],
    ['DUBAN_WORKER_METRICS', { DUBAN_WORKER_METRICS: '127.0.0.1:9464', ...OTLP }],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' }],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', { ...OTLP, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }],
    ['OTEL_EXPORTER_OTLP_HEADERS', { ...OTLP, OTEL_EXPORTER_OTLP_HEADERS: 'a secret' }],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'collector:4318' }],
    ['OTEL_EXPORTER_OTLP_HEADERS', { ...TRACES, OTEL_EXPORTER_OTLP_HEADERS: 'a secret' }],
  ])('is refused when it cannot be meant, and %s is named without what was given as headers', (name, env) => {
    expect(() => toldBy(env)).toThrow(named(name));
    expect(() => toldBy(env)).not.toThrow('a secret');
  });

  it('is nobody when nothing is set', () => {
    expect(toldBy({ DUBAN_WORKER_METRICS: '' })).toEqual([null, null]);
  });

  it('is Prometheus, on a port for each process', () => {
    expect(workersMetricsOf({ DUBAN_WORKER_METRICS: '127.0.0.1:9464' })).toEqual({
      workflows: { prometheus: '127.0.0.1:9464' },
      activities: { prometheus: '127.0.0.1:9465' },
    });
  });

  it('is sent what led to what, with the same headers', () => {
    expect(tracesOf({ ...TRACES, OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b' })).toEqual({
      url: 'http://collector.example:4318/v1/traces',
      headers: { 'x-key': 'a b' },
    });
  });

  it('is a collector, in the protocol and with the headers of OpenTelemetry’s own variables', () => {
    const http = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b, y=c=d' };
    const told = {
      otlp: { url: 'http://collector.example:4318/v1/metrics', http: true, headers: { 'x-key': 'a b', y: 'c=d' } },
    };
    expect(workersMetricsOf({ ...OTLP, ...http })).toEqual({ workflows: told, activities: told });
    expect(workersMetricsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://c.example:4317' })?.workflows).toEqual({
      otlp: { url: 'https://c.example:4317', http: false, headers: {} },
    });
  });
});
