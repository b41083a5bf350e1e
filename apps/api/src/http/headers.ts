import type { FastifyInstance } from 'fastify';

const NOTHING_FOREIGN = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/** Libraries that make style elements as they run; their pictures are data: addresses. Never a script. */
const STYLES_AT_RUN_TIME = `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; ${NOTHING_FOREIGN}`;

/** What a page may load, and that nobody may frame it. The desk keeps to the strict one. */
export const policies = {
  strict: `default-src 'self'; ${NOTHING_FOREIGN}`,
  /** antd 6. */
  board: STYLES_AT_RUN_TIME,
  /** Swagger UI, served from here. */
  docs: STYLES_AT_RUN_TIME,
  /** A page that a rehearsal wrote: one file with its own styles, no script, no session. */
  story: "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; sandbox",
} as const;

/** No page of ours asks for any of these; one that was smuggled in gets none either. */
const NO_DEVICES = [
  'accelerometer',
  'bluetooth',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((device) => `${device}=()`)
  .join(', ');

const TWO_YEARS = 63_072_000;
/** What a signed-out browser should not keep. Not its cookies: the session of the other kind may still be open. */
const LEFT_BEHIND = '"cache", "storage"';
const SESSIONS: ReadonlySet<string> = new Set(['/api/session', '/api/desk/session']);

export interface SecureHeaders {
  /** Offices reach us by https: browsers shall never try anything else again. */
  readonly https: boolean;
}

/** Sets on every answer what protects a browser; a route may set a policy of its own. */
export function secureHeaders(server: FastifyInstance, { https }: SecureHeaders): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policies.strict,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': NO_DEVICES,
    });
    if (https) reply.header('strict-transport-security', `max-age=${TWO_YEARS}; includeSubDomains`);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  server.addHook('onSend', async (request, reply) => {
    const { url = '' } = request.routeOptions;
    if (request.method === 'DELETE' && SESSIONS.has(url) && reply.statusCode < 300)
      reply.header('clear-site-data', LEFT_BEHIND);
  });
}
