import { figuresOf } from '@duban/ledger';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Api } from '../api.js';

/** What Prometheus reads (text format 0.0.4). Routes by their template, never by an id: nothing of a person, and few series. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

export function newMetrics(server: FastifyInstance, api: Pick<Api, 'ctx' | 'now' | 'streams'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'duban_api_' });
  const answers = new Histogram({
    name: 'duban_http_request_duration_seconds',
    help: 'Answered calls by route, method and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  server.addHook('onResponse', async (request, reply) => {
    // A stream lasts as long as its page is open, which is no measure of ours.
    if (request.routeOptions.config?.stream) return;
    const route = request.routeOptions.url ?? 'unknown';
    answers.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const pokes = gauge('duban_open_pokes', 'Pokes that no workflow has got yet');
  const age = gauge('duban_oldest_open_poke_seconds', 'Age of the oldest of them');
  const events = gauge('duban_events', 'Number of the last event');
  const unsealed = gauge('duban_unsealed_events', 'Events that the chain does not hold yet');
  const streams = gauge('duban_event_streams', 'Open streams of events of this process');
  const messages = new Gauge({
    name: 'duban_open_messages',
    help: 'Messages that have not left, by state',
    labelNames: ['state'] as const,
    registers,
  });
  return {
    contentType: registry.contentType,
    async text() {
      const figures = await figuresOf(api.ctx.ledger.db, await api.now());
      pokes.set(figures.openPokes);
      age.set(figures.oldestPokeMs / 1000);
      events.set(figures.events);
      unsealed.set(figures.unsealed);
      streams.set(api.streams.count);
      messages.reset();
      for (const { state, n } of figures.openMessages) messages.set({ state }, n);
      return registry.metrics();
    },
  };
}
