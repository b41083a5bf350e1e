import { hasRight, type Right } from '@duban/actions/rights';
import { type BureauSession, type OfficeSession, sessionOf } from '@duban/actions/session-of';
import { DubanError } from '@duban/base';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Api } from '../api.js';
import { bearsToken } from '../metrics/metrics-token.js';
import { type SessionKind, tokenOf } from './session-cookies.js';

/** Who may call a route: anybody, a clerk of an office (`desk`), or whoever is signed in to the bureau's side with this right. */
export type Access = 'public' | 'desk' | Right;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Stands beside every route; a server with a route that lacks it does not start. */
    access?: Access;
    /** A program may read it by the word in the data folder instead (`metricsToken`). */
    scrape?: true;
  }
  interface FastifyRequest {
    bureau: BureauSession | null;
    desk: OfficeSession | null;
  }
}

/**
 * Refuses whoever a route is not for, before anything of the request's body is read. A route without `config.access` makes
 * `ready()` fail; call this before any other plugin.
 */
export function enforceAccess(server: FastifyInstance, api: Api): void {
  const routes: RouteOptions[] = [];
  server.addHook('onRoute', (route) => {
    routes.push(route);
  });
  server.addHook('onReady', async () => {
    const open = routes.filter((route) => route.config?.access === undefined);
    if (open.length > 0)
      throw new Error(`routes without config.access: ${open.map((r) => `${r.method} ${r.url}`).join(', ')}`);
  });
  server.decorateRequest('bureau', null);
  server.decorateRequest('desk', null);
  // Not onRequest: by now cookies are read, and still nothing of the body is.
  server.addHook('preParsing', async (request) => {
    // An address that nobody serves needs no session to be told so.
    if (request.is404) return;
    const { access, scrape } = request.routeOptions.config;
    if (access === 'public') return;
    if (access === undefined) throw new DubanError('sign-in-needed');
    if (scrape && bearsToken(request.headers.authorization, api.metricsToken)) return;
    if (access === 'desk') {
      request.desk = await session(api, request, 'office');
      return;
    }
    request.bureau = await session(api, request, 'bureau');
    const { role, title } = request.bureau;
    if (!hasRight(role, access))
      throw new DubanError('not-allowed', { actor: title, verb: request.routeOptions.schema?.summary ?? request.url });
  });
}

/** Declares every route of a plugin that others wrote; to be called inside the scope that registers it. */
export function declareAll(scope: FastifyInstance, access: Access): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access };
  });
}

async function session<K extends SessionKind>(api: Api, request: FastifyRequest, kind: K) {
  const token = tokenOf(request, kind);
  // A page that looks again while nobody touches it says so; no session lives on by that.
  const idle = request.headers['duban-idle'] !== undefined;
  const found = token === null ? null : await sessionOf(api.ctx, { token, kind, now: api.clock.now(), idle });
  if (found === null) throw new DubanError('sign-in-needed');
  return found;
}
