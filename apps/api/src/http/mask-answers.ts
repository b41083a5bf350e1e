import { maskIdNumbersInJson } from '@duban/base/mask';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers an identity number in full: it has been asked for, with a reason, and is on record. */
    reveals?: true;
  }
}

/** No answer shows an identity number in full, whatever field a stranger's sheet, file name or note has brought it into; problems neither. */
export function maskAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const json = /^application\/(problem\+)?json\b/.test(String(reply.getHeader('content-type') ?? ''));
    if (!json || typeof payload !== 'string' || request.routeOptions.config.reveals) return payload;
    return maskIdNumbersInJson(payload);
  });
}
