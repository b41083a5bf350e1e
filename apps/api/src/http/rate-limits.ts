import { DubanError, MINUTE } from '@duban/base';
import { countAttempt } from '@duban/ledger';
import rateLimit, {
  type FastifyRateLimitOptions,
  type FastifyRateLimitStore,
  type RateLimitPluginOptions,
} from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Api } from '../api.js';
import { keyedHash } from './keyed-hash.js';
import { tokenOf } from './session-cookies.js';

/**
 * Counts calls in the ledger, so that several processes share the counts. Registered after `enforceAccess`: a call of a session is
 * counted for it, any other for its address, and still nothing of its body is read. A route may carry a `rateLimit` of its own.
 */
export function limitRates(server: FastifyInstance, api: Api): void {
  const { callsPerMinute: max, uploadsPerMinute } = api.tuning;
  server.addHook('onRoute', (route) => {
    const { upload, form, rateLimit: own } = route.config ?? {};
    if (route.config && (upload || form) && own === undefined)
      route.config.rateLimit = { max: uploadsPerMinute, timeWindow: MINUTE, groupId: 'uploads' };
  });
  server.register(rateLimit, {
    hook: 'preParsing',
    max,
    timeWindow: MINUTE,
    keyGenerator: whoCalls,
    // The web's own files; what a supervisor asks, database or not.
    allowList: (request) => !request.url.startsWith('/api/') || request.routeOptions.config.uncounted === true,
    store: storeOf(api),
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) =>
      new DubanError('too-many-tries', { seconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  } satisfies RateLimitPluginOptions);
}

/** For a route's `config.rateLimit`: so many calls a minute from one address, or of one session. */
export const triesAMinute = (max: number) => ({ max, timeWindow: MINUTE });

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Not counted against any limit, and answered while the database is away. */
    uncounted?: true;
  }
}

/** By the session only where `enforceAccess` has found it alive: a made-up cookie is no way to a fresh count. */
function whoCalls(request: FastifyRequest): string {
  const token =
    request.bureau !== null ? tokenOf(request, 'bureau') : request.desk !== null ? tokenOf(request, 'office') : null;
  return token ?? request.ip;
}

type Child = RouteOptions & {
  readonly routeInfo?: { readonly method: unknown; readonly url: string };
  groupId?: string;
};
type Counted = (error: Error | null, result?: { current: number; ttl: number }) => void;

function storeOf({ ctx, clock }: Api) {
  return class LedgerStore implements FastifyRateLimitStore {
    readonly #scope: string;

    constructor(_options: FastifyRateLimitOptions, scope = 'calls') {
      this.#scope = scope;
    }

    incr(key: string, done: Counted, windowMs = MINUTE): void {
      const bucket = keyedHash(ctx.secret, 'rate', this.#scope, key);
      countAttempt(ctx.ledger.db, { bucket, windowMs, now: clock.now() }).then(
        ({ count, leftMs }) => done(null, { current: count, ttl: leftMs }),
        (error: Error) => done(error),
      );
    }

    child({ routeInfo, groupId }: Child): LedgerStore {
      return new LedgerStore({}, groupId ?? `${String(routeInfo?.method)} ${routeInfo?.url}`);
    }
  };
}
