import type { FastifyInstance, FastifyServerOptions } from 'fastify';

/** pino to stdout. Only these parts of an error: drivers hang rows and parameters on theirs. */
export const logging: FastifyServerOptions['logger'] = {
  level: 'info',
  serializers: { err: describe },
};

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
  return {
    type: error.name,
    message: error.message,
    stack: error.stack ?? '',
    ...(code === undefined ? {} : { code }),
    ...(error.cause instanceof Error ? { cause: describe(error.cause) } : {}),
  };
}

/** One line for each change and each refusal; boards look every three seconds, and their looks are not worth a line. */
export function logAnswers(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const look = request.method === 'GET' || request.method === 'HEAD';
    const line = {
      method: request.method,
      path: request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (look && reply.statusCode < 400) request.log.debug(line, 'answered');
    else request.log.info(line, 'answered');
  });
}
