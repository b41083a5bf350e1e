import type { DubanError, ErrorCode, ErrorKind } from '@duban/base';
import type { Problem } from '../fields.js';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  'bad-input': 400,
  refused: 422,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
  internal: 500,
};

/** Where HTTP has a word of its own for it. */
const STATUS_OF_CODE: Readonly<Partial<Record<ErrorCode, number>>> = {
  'sign-in-needed': 401,
  'sign-in-refused': 401,
  'link-invalid': 401,
  'link-handed-over': 401,
  'link-withdrawn': 401,
  'credentials-refused': 401,
  'second-factor-needed': 401,
  'account-code-refused': 401,
  'set-up-needed': 403,
  'account-without-role': 403,
  'account-without-campaign': 403,
  'account-elsewhere': 403,
  'not-allowed': 403,
  'cross-site': 403,
  'file-too-large': 413,
  'changed-meanwhile': 412,
  'task-not-yours': 403,
  'same-person': 403,
  'too-many-tries': 429,
  'too-many-streams': 429,
};

const TITLE: Readonly<Record<ErrorKind, string>> = {
  'bad-input': '材料或输入有误',
  refused: '按规则不能办',
  'not-found': '没有找到',
  conflict: '与现状冲突',
  unavailable: '暂时不能办',
  internal: '系统内部出错',
};

/** How long (s) a client should wait before it tries again what failed for want of a service. */
const RETRY_SECONDS = 2;

/** RFC 9457: one entry of the catalogue as a problem; `request` is the number under which the log knows it. */
export function problemOf(
  error: DubanError,
  { request, status = statusOf(error) }: { readonly request: string; readonly status?: number | undefined },
): Problem {
  return {
    type: `urn:duban:error:${error.code}`,
    title: TITLE[error.kind],
    status,
    code: error.code,
    detail: error.message,
    instance: `urn:uuid:${request}`,
    details: { ...error.details },
  };
}

/** `Retry-After` in seconds; null where trying again would not help. */
export function retryAfter(error: DubanError): number | null {
  if (error.code === 'too-many-tries') return Number(error.details.seconds);
  return error.kind === 'unavailable' || error.code === 'call-running' ? RETRY_SECONDS : null;
}

function statusOf(error: DubanError): number {
  return STATUS_OF_CODE[error.code] ?? STATUS[error.kind];
}
