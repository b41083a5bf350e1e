import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { OpenTelemetryPlugin } from '@temporalio/interceptors-opentelemetry';

/** Where the spans of a worker process are sent: the `/v1/traces` of an OpenTelemetry collector, over HTTP. */
export interface WorkerTraces {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What makes clients and workers of a process tell of every poke, decision of a workflow and activity, and of what came of what. */
export interface Tracing {
  readonly plugin: OpenTelemetryPlugin;
  /** Sends what is not sent yet. */
  end(): Promise<void>;
}

/**
 * Spans as they may leave: kinds and ids of workflows and activities, their times, whether they failed. Why they failed stays in the
 * ledger: an error's words may name a person or an address.
 */
function withoutWords(span: ReadableSpan): ReadableSpan {
  return Object.create(span, {
    events: { value: [], enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  }) as ReadableSpan;
}

/** Loads OpenTelemetry and begins; `part` names the process. Loaded only here: whoever traces nothing does not wait for it. */
export async function startTracing({ url, headers }: WorkerTraces, part: string): Promise<Tracing> {
  const [
    { AsyncLocalStorageContextManager },
    { Resource },
    { BasicTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { OpenTelemetryPlugin },
  ] = await Promise.all([
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@temporalio/interceptors-opentelemetry'),
  ]);
  const sending = new BatchSpanProcessor(new OTLPTraceExporter({ url, headers }));
  const spanProcessor = {
    onStart: sending.onStart.bind(sending),
    onEnd: (span: ReadableSpan) => sending.onEnd(withoutWords(span)),
    forceFlush: () => sending.forceFlush(),
    shutdown: () => sending.shutdown(),
  };
  const resource: Resource = new Resource({ 'service.name': 'duban', 'service.instance.id': part });
  const provider = new BasicTracerProvider({ resource, spanProcessors: [spanProcessor] });
  // Sets what carries the trace from a poke to its workflow and on to the activity.
  provider.register({ contextManager: new AsyncLocalStorageContextManager() });
  return {
    plugin: new OpenTelemetryPlugin({ resource, spanProcessor, tracer: provider.getTracer('duban') }),
    end: () => provider.shutdown(),
  };
}
