import { maskIdNumbersInJson } from '@duban/base/mask';
import type { FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';
import { isSafe } from './safe-methods.js';

/**
 * pino to stdout. Only these parts of an error: drivers hang rows and parameters on theirs, and a JSON parser quotes what it could not
 * read. Nobody logs headers or bodies here; should somebody, the names below are taken out, and identity numbers wherever they stand.
 */
export const logging = {
  level: 'info',
  serializers: { err: describe },
  redact: {
    paths: ['headers', 'cookie', 'authorization', 'password', 'token', 'totp', 'secret', 'body'].flatMap((name) => [
      name,
      `*.${name}`,
      `*.*.${name}`,
    ]),
    censor: '***',
  },
  hooks: { streamWrite: maskIdNumbersInJson },
} satisfies FastifyServerOptions['logger'];

type Described = {
  type: string;
  message: string;
  stack: string;
  code?: unknown;
  cause?: Described;
  [key: string]: unknown;
};

function describe(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const { code } = error as { code?: unknown };
  // V8 puts the text around the place into the message: `Unexpected token … "…" is not valid JSON`.
  const quotes = error instanceof SyntaxError;
  return {
    type: error.name,
    message: quotes ? 'unreadable' : error.message,
    stack: quotes ? '' : (error.stack ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(error.cause instanceof Error ? { cause: describe(error.cause) } : {}),
  };
}

/**
 * Numbers every answer (`x-request-id`, in a problem `instance`) and logs one line for each change and each refusal; boards look every
 * few seconds, and their looks are not worth a line.
 */
export function logAnswers(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      path: request.url.split('?')[0],
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...whoOf(request),
    };
    if (isSafe(request.method) && reply.statusCode < 400) request.log.debug(line, 'answered');
    else request.log.info(line, 'answered');
  });
}

/** By account and function, never by name. */
function whoOf({ bureau, desk }: FastifyRequest): object {
  if (bureau) return { role: bureau.role, account: bureau.account };
  return desk ? { role: 'office', campaign: desk.campaign, contact: desk.contact } : {};
}
