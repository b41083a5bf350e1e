import type { OpenedSession } from '@duban/actions/session-token';
import type { Instant } from '@duban/base';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One browser may hold both: an officer who looks at a county's page stays signed in. */
const COOKIES = { bureau: 'duban_bureau', office: 'duban_desk' } as const;
export type SessionKind = keyof typeof COOKIES;

declare module 'fastify' {
  interface FastifyInstance {
    /** Browsers reach us by HTTPS: cookies are for that only, and for this host alone. */
    secureCookies: boolean;
  }
}

/** Call this before any route. By plain http (a demonstration on one machine) a browser would refuse a cookie marked Secure. */
export function nameCookies(server: FastifyInstance, webAddress: string | null): void {
  server.decorate('secureCookies', webAddress !== null && new URL(webAddress).protocol === 'https:');
}

export function keepToken(
  reply: FastifyReply,
  kind: SessionKind,
  { token, expiresAt, now }: OpenedSession & { readonly now: Instant },
): void {
  const maxAge = Math.floor((expiresAt - now) / 1000);
  reply.setCookie(nameOf(reply.server, kind), token, { ...attributes(reply.server), maxAge });
}

export function forgetToken(reply: FastifyReply, kind: SessionKind): void {
  reply.clearCookie(nameOf(reply.server, kind), attributes(reply.server));
}

/** Null without a cookie. */
export function tokenOf(request: FastifyRequest, kind: SessionKind): string | null {
  return request.cookies[nameOf(request.server, kind)] ?? null;
}

/** `__Host-`: no other host of the domain, and no page by plain http, can set it (RFC 6265bis). */
function nameOf({ secureCookies }: FastifyInstance, kind: SessionKind): string {
  return secureCookies ? `__Host-${COOKIES[kind]}` : COOKIES[kind];
}

const attributes = ({ secureCookies }: FastifyInstance) =>
  ({ httpOnly: true, sameSite: 'strict', path: '/', secure: secureCookies }) as const;
