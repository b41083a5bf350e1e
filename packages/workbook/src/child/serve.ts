import { DubanError } from '@duban/base';
import type { Methods, Reply, Request } from '../protocol.js';

/**
 * The child's side of the pool: one request at a time, answered with a value or an error. What a method needs is loaded when it is
 * first asked for: exceljs takes a third of a second, and a child that reads and fills in never uses it.
 */
const methods: Methods = {
  template: async (input) => (await import('./template.js')).template(input),
  fill: async (input) => (await import('./fill.js')).fill(input),
  read: async (input) => (await import('./read.js')).read(input),
  readAll: async (input) => (await import('./read-all.js')).readAll(input),
  rows: async (input) => (await import('./rows.js')).rows(input),
  annotate: async (input) => (await import('./annotate.js')).annotate(input),
  merge: async (input) => (await import('./merge.js')).merge(input),
  summary: async (input) => (await import('./summary.js')).summary(input),
  readTotals: async (input) => (await import('./read-totals.js')).readTotals(input),
  readOffices: async (input) => (await import('./read-totals.js')).readOffices(input),
};

const send = (reply: Reply) => process.send?.(reply);

/** Takes requests from now on. */
export function serve(): void {
  process.on('message', (request: Request) => {
    const method = methods[request.method] as (input: unknown) => Promise<unknown>;
    method(request.input).then(
      (value) => send({ kind: 'done', id: request.id, value }),
      (error: unknown) => send(failure(request.id, error)),
    );
  });
  send({ kind: 'ready' });
}

function failure(id: number, error: unknown): Reply {
  if (!(error instanceof DubanError)) return { kind: 'failed', id, message: traceOf(error) };
  const { code, details, cause } = error;
  return { kind: 'refused', id, error: { code, details }, cause: cause === undefined ? null : traceOf(cause) };
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
