import { DubanError } from '@duban/base';
import type { Methods, Reply, Request } from '../protocol.js';
import { annotate } from './annotate.js';
import { fill } from './fill.js';
import { merge } from './merge.js';
import { read } from './read.js';
import { readAll } from './read-all.js';
import { readOffices, readTotals } from './read-totals.js';
import { rows } from './rows.js';
import { summary } from './summary.js';
import { template } from './template.js';

/** The child's side of the pool: one request at a time, answered with a value or an error. */
const methods: Methods = {
  template,
  fill,
  read,
  readAll,
  rows,
  annotate,
  merge,
  summary,
  readTotals,
  readOffices,
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
