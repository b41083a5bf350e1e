import type { Actor } from '@duban/actions/context';
import type { BureauSession, OfficeSession } from '@duban/actions/session-of';
import { DubanError } from '@duban/base';
import type { FastifyRequest } from 'fastify';

/** The officer behind a route of the bureau. */
export function bureauSession(request: FastifyRequest): BureauSession {
  if (request.bureau === null) throw new DubanError('sign-in-needed');
  return request.bureau;
}

/** The clerk behind a route of the desk. */
export function deskSession(request: FastifyRequest): OfficeSession {
  if (request.desk === null) throw new DubanError('sign-in-needed');
  return request.desk;
}

export function bureauActor(request: FastifyRequest): Actor {
  const { title, role, account } = bureauSession(request);
  return { kind: 'bureau', name: title, role, ...(account === null ? {} : { account }) };
}

export function deskActor(request: FastifyRequest): Actor {
  const { title, campaign, offices, account } = deskSession(request);
  const own = account === null ? {} : { account };
  return { kind: 'office', name: title, campaign, offices: offices.map(({ id }) => id), ...own };
}
