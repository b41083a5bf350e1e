import type { Context } from '@duban/actions/context';
import { type BureauSession, type OfficeSession, sessionOf } from '@duban/actions/session-of';
import type { OpenedSession } from '@duban/actions/session-token';
import { signOut } from '@duban/actions/sign-out';
import { DubanError, type Instant } from '@duban/base';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keepToken, type SessionKind, tokenOf } from './session-cookies.js';

export interface Entering<K extends SessionKind> {
  readonly kind: K;
  readonly session: OpenedSession;
  /** Server time. */
  readonly now: Instant;
}

/** Hands a browser its new token; the session that it held before ends (ASVS 7.2.4). Answers who it is now. */
export async function enter<K extends SessionKind>(
  ctx: Pick<Context, 'ledger'>,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { kind, session, now }: Entering<K>,
): Promise<Extract<BureauSession | OfficeSession, { kind: K }>> {
  const before = tokenOf(request, kind);
  if (before !== null) await signOut(ctx, { token: before, now });
  keepToken(reply, kind, { ...session, now });
  const found = await sessionOf(ctx, { token: session.token, kind, now });
  if (found === null) throw new DubanError('sign-in-needed');
  return found;
}

/** The token behind a route that asks for a session. */
export function ownToken(request: FastifyRequest, kind: SessionKind): string {
  const token = tokenOf(request, kind);
  if (token === null) throw new DubanError('sign-in-needed');
  return token;
}
