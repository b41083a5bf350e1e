import { DubanError } from '@duban/base';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Edits something that carries a revision: takes `If-Match`, and the contract says so. */
    edits?: true;
  }
}

/**
 * Says which state of a resource this answer shows; whoever edits it sends the tag back as `If-Match`. It stands for what can be edited
 * and not for every byte (days left, counts): answers are `no-store`, so nothing is ever served again by it.
 */
export function tagRevision(reply: FastifyReply, revision: number): void {
  reply.header('etag', `"${revision}"`);
}

/**
 * What an edit rests on, for the verb's `revision` (RFC 9110 13.1.1): of the thing that the call edits, also where its address is not
 * the thing's own (POST /api/extensions/answer). Null without the header or with `*`: a program may edit what it never looked at, and
 * says so by leaving it out; our own pages always send it. A stale one is the verb's to refuse (412).
 * @throws DubanError `request-invalid` for a tag that is none of ours; weak tags and lists are none.
 */
export function ifMatch(request: FastifyRequest): number | null {
  const header = request.headers['if-match']?.trim();
  if (header === undefined || header === '*') return null;
  const revision = /^"([1-9]\d{0,8})"$/.exec(header)?.[1];
  if (revision === undefined)
    throw new DubanError('request-invalid', { problems: 'If-Match：应为查看时的版本，如 "7"' });
  return Number(revision);
}
