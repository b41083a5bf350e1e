import type { FastifyInstance } from 'fastify';

const NOTHING_FOREIGN = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/** What a page may load. The desk keeps to the strict one. */
export const policies = {
  strict: `default-src 'self'; ${NOTHING_FOREIGN}`,
  /** antd 6 makes style elements as it runs; its pictures are data: addresses. */
  board: `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; ${NOTHING_FOREIGN}`,
  /** A page that a rehearsal wrote: one file with its own styles, no script, no session. */
  story: "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox",
} as const;

/** Sets on every answer what protects a browser; a route may set a policy of its own. */
export function secureHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policies.strict,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
}
