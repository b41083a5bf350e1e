import type { MetricsExporterConfig } from '@temporalio/worker';

/** Where a worker process tells how it is doing: for Prometheus to fetch, or sent to an OpenTelemetry collector. */
export type WorkerMetrics =
  | { readonly prometheus: string }
  | {
      readonly otlp: {
        readonly url: string;
        readonly http: boolean;
        readonly headers: Readonly<Record<string, string>>;
      };
    };

/** The SDK's own exporter: task queues, latencies, retries, slots. */
export function exporterOf(metrics: WorkerMetrics, part: string): MetricsExporterConfig {
  const globalTags = { duban_process: part };
  if ('prometheus' in metrics)
    return { globalTags, prometheus: { bindAddress: metrics.prometheus, countersTotalSuffix: true, unitSuffix: true } };
  const { url, http, headers } = metrics.otlp;
  return { globalTags, otel: { url, http, headers: { ...headers } } };
}
