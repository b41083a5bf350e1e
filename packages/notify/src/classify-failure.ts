import type { SendOutcome } from './contract.js';

/** What nodemailer tells about a failure; every field may be absent. */
interface SmtpFailure {
  readonly message?: string;
  readonly code?: string;
  readonly responseCode?: number;
}

const PERMANENT_CODES = new Set(['EMESSAGE', 'EENVELOPE']);

/**
 * Says what became of a failed attempt. A reply settles it: 5xx is permanent, 4xx may be tried again. Without a reply, a body
 * that had begun to flow may have been taken by the server (`unknown`); otherwise nothing was handed over (`deferred`).
 */
export function classifyFailure(error: unknown, bodyBegun: boolean): SendOutcome {
  const failure = (error ?? {}) as SmtpFailure;
  const reason = failure.message ?? String(error);
  const reply = failure.responseCode;
  // 421 closes the service, 503 says the session was out of step, 535 and its kin that our login is wrong: none of them judges the message.
  if (reply !== undefined && isPermanent(reply, failure.code)) return { kind: 'refused', reason };
  if (reply !== undefined && reply >= 400 && reply < 600) return { kind: 'deferred', reason };
  if (bodyBegun) return { kind: 'unknown', reason };
  return { kind: 'deferred', reason };
}

function isPermanent(reply: number, code: string | undefined): boolean {
  return reply >= 500 && reply < 600 && reply !== 503 && PERMANENT_CODES.has(code ?? '');
}
