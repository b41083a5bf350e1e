import { DubanError } from '@duban/base';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from './database-away.js';
import { problemOf, retryAfter } from './problems.js';
import { LIMIT_MB } from './read-upload.js';

/** Every refusal and every failure leaves through here: a problem from the catalogue, and the cause in the log only. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { told, status } = translate(error, request);
  if (told.code === 'unexpected-failure') request.log.error({ err: error }, 'unexpected failure');
  else if (told !== error) request.log.info({ err: error, code: told.code }, 'refused');
  else request.log.debug({ code: told.code }, 'refused');
  return sendProblem(reply, told, status);
}

/** An address that nobody serves. */
export function handleUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  return sendProblem(reply, new DubanError('page-unknown', { path }));
}

function sendProblem(reply: FastifyReply, error: DubanError, status?: number): FastifyReply {
  const problem = problemOf(error, { request: reply.request.id, status });
  const seconds = retryAfter(error);
  if (seconds !== null) reply.header('retry-after', seconds);
  // As text: the schema of the route's own answer has no say in it.
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((text: string) => text)
    .send(JSON.stringify(problem));
}

function translate(error: unknown, request: FastifyRequest): { told: DubanError; status?: number } {
  // A clerk learns of another office's things not even that they are there.
  if (
    error instanceof DubanError &&
    request.desk !== null &&
    (error.code === 'not-allowed' || error.kind === 'not-found')
  )
    return { told: new DubanError('not-yours', {}, { cause: error }) };
  if (error instanceof DubanError) return { told: error };
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return { told: new DubanError('file-too-large', { limit: LIMIT_MB }) };
  if (NOT_ONE_FILE.has(code)) return { told: new DubanError('file-missing') };
  if (isDatabaseAway(error)) return { told: new DubanError('database-away', {}, { cause: error }) };
  // PostgreSQL keeps no NUL and no half of a pair, wherever they came from.
  if (code === '22021' || code === '22P05')
    return { told: new DubanError('request-unreadable', { reason: '含有不能保存的字符' }, { cause: error }) };
  if (statusCode >= 400 && statusCode < 500) {
    const reason = REASONS[code] ?? '格式不对';
    return { told: new DubanError('request-unreadable', { reason }, { cause: error }), status: statusCode };
  }
  return { told: new DubanError('unexpected-failure', { request: request.id }, { cause: error }) };
}

const NOT_ONE_FILE: ReadonlySet<string> = new Set([
  'FST_INVALID_MULTIPART_CONTENT_TYPE',
  'FST_FILES_LIMIT',
  'FST_FIELDS_LIMIT',
  'FST_PARTS_LIMIT',
]);

const REASONS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: '内容过长',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: '内容类型不对',
  FST_ERR_CTP_INVALID_JSON_BODY: '不是 JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: '内容是空的',
  FST_ERR_BAD_URL: '地址不对',
};
