import type { OpenedSession } from '@duban/actions/session-token';
import type { Instant } from '@duban/base';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One browser may hold both: an officer who looks at a county's page stays signed in. */
export const COOKIES = { bureau: 'duban_bureau', office: 'duban_desk' } as const;
export type SessionKind = keyof typeof COOKIES;

const ATTRIBUTES = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

export function keepToken(
  reply: FastifyReply,
  kind: SessionKind,
  { token, expiresAt, now }: OpenedSession & { readonly now: Instant },
): void {
  reply.setCookie(COOKIES[kind], token, { ...ATTRIBUTES, maxAge: Math.floor((expiresAt - now) / 1000) });
}

export function forgetToken(reply: FastifyReply, kind: SessionKind): void {
  reply.clearCookie(COOKIES[kind], ATTRIBUTES);
}

/** Null without a cookie. */
export function tokenOf(request: FastifyRequest, kind: SessionKind): string | null {
  return request.cookies[COOKIES[kind]] ?? null;
}
