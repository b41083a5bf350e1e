import { DubanError } from '@duban/base';
import type { WorkerMetrics, WorkerTraces } from '@duban/worker';

const PROMETHEUS = 'DUBAN_WORKER_METRICS';
const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';
const TRACES = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';

/** For each of the worker's processes. */
export interface WorkersMetrics {
  readonly workflows: WorkerMetrics;
  readonly activities: WorkerMetrics;
}

/**
 * Whom the workers tell how they are doing; null: nobody.
 * @throws DubanError `setting-invalid`
 */
export function workersMetricsOf(env: NodeJS.ProcessEnv): WorkersMetrics | null {
  const bind = text(env[PROMETHEUS]);
  const endpoint = text(env[ENDPOINT]);
  if (bind !== null && endpoint !== null) throw invalid(PROMETHEUS, `与 ${ENDPOINT} 只能设一个`);
  if (bind !== null) return prometheusAt(bind);
  return endpoint === null ? null : collectorAt(endpoint, env);
}

/** Two processes, two ports. */
function prometheusAt(bind: string): WorkersMetrics {
  const [, host, digits] = /^([^\s:/]+):(\d{1,5})$/.exec(bind) ?? [];
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port < 65_535))
    throw invalid(PROMETHEUS, `要写成 主机:端口，如 127.0.0.1:9464，收到的是“${bind}”`);
  const at = (each: number): WorkerMetrics => ({ prometheus: `${host}:${each}` });
  return { workflows: at(port), activities: at(port + 1) };
}

function collectorAt(endpoint: string, env: NodeJS.ProcessEnv): WorkersMetrics {
  refuseOther(ENDPOINT, endpoint);
  const protocol = text(env[PROTOCOL]) ?? 'grpc';
  if (protocol !== 'grpc' && protocol !== 'http/protobuf') throw invalid(PROTOCOL, '只能是 grpc 或 http/protobuf');
  const http = protocol === 'http/protobuf';
  const url = http ? `${endpoint.replace(/\/+$/, '')}/v1/metrics` : endpoint;
  const told: WorkerMetrics = { otlp: { url, http, headers: headersOf(text(env[HEADERS])) } };
  return { workflows: told, activities: told };
}

/**
 * Where the workers send their spans; null: nowhere. OpenTelemetry's own variable, the whole address (`…:4318/v1/traces`).
 * @throws DubanError `setting-invalid`
 */
export function tracesOf(env: NodeJS.ProcessEnv): WorkerTraces | null {
  const url = text(env[TRACES]);
  if (url === null) return null;
  refuseOther(TRACES, url);
  return { url, headers: headersOf(text(env[HEADERS])) };
}

function refuseOther(name: string, url: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalid(name, '要是以 http:// 或 https:// 开头的地址');
}

function headersOf(given: string | null): Record<string, string> {
  if (given === null) return {};
  const pairs = given.split(',').map((pair) => /^\s*([\w-]+)=(.*?)\s*$/.exec(pair));
  // What was given is not repeated: it may be a password.
  if (pairs.includes(null)) throw invalid(HEADERS, '要写成 名称=值，多个用逗号分开');
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], decodeURIComponent(pair[2] ?? '')]] : [])));
}

const text = (value: string | undefined): string | null => value?.trim() || null;

const invalid = (name: string, problem: string): DubanError => new DubanError('setting-invalid', { name, problem });
