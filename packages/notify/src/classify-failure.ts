import type { SendOutcome } from './contract.js';

/** What nodemailer tells about a failure; every field may be absent. */
interface SmtpFailure {
  readonly message?: string;
  readonly code?: string;
  readonly responseCode?: number;
  /** The SMTP command it answered, e.g. `RCPT TO`. */
  readonly command?: string;
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
  if (reply !== undefined && isPermanent(reply, failure.code))
    return { kind: 'refused', reason, deadAddress: isDeadAddress(reply, failure) };
  if (reply !== undefined && reply >= 400 && reply < 600) return { kind: 'deferred', reason };
  if (bodyBegun) return { kind: 'unknown', reason };
  return { kind: 'deferred', reason };
}

function isPermanent(reply: number, code: string | undefined): boolean {
  return reply >= 500 && reply < 600 && reply !== 503 && PERMANENT_CODES.has(code ?? '');
}

/** After the content a bare 550 may mean either: the mailbox (`no such user here`) or what was written (`looks like spam`). */
const ABOUT_MAILBOX = /mailbox|recipient|no such|user|address|邮箱|收件人|用户/i;
const ENHANCED = /(?<![\d.])5\.(\d{1,3})\.(\d{1,3})(?![\d.])/;

/**
 * The enhanced status (RFC 3463) tells best: 5.1.x is the address, 5.2.1 a mailbox switched off; 5.7.x is a policy and 5.2.2 a full mailbox,
 * which judge no address. Without one, a refused RCPT does, and a reply to the content that speaks of the mailbox; the sender's own MAIL never.
 */
function isDeadAddress(reply: number, { message = '', command = '' }: SmtpFailure): boolean {
  if (command.startsWith('MAIL')) return false;
  const [, subject, detail] = ENHANCED.exec(message) ?? [];
  if (subject !== undefined) return subject === '1' || (subject === '2' && detail === '1');
  return command.startsWith('RCPT') || (reply === 550 && ABOUT_MAILBOX.test(message));
}
