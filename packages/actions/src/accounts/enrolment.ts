import { DubanError, type Instant, MINUTE, plus } from '@duban/base';
import { seal, unseal } from './seal.js';
import { newTotpSecret, qrOf, stepOfCode, totpUri } from './totp.js';

/** A second factor that is being bound: shown once, kept by nobody but the page. */
export interface Enrolment {
  /** Goes back with the first code; says nothing to anybody but this installation. */
  readonly token: string;
  /** To be typed where nothing can be scanned. */
  readonly secret: string;
  readonly uri: string;
  readonly qr: { readonly size: number; readonly path: string };
}

/** What somebody sends back: the token and the first code of the app. */
export interface EnrolmentProof {
  readonly token: string;
  readonly code: string;
}

const VALID_MS = 15 * MINUTE;

/** A new secret for an account that is known by its login. `now` is server time. */
export function newEnrolment(secret: string, { login, now }: { login: string; now: Instant }): Enrolment {
  const own = newTotpSecret();
  const token = seal(secret, { purpose: 'enrolment', about: login }, JSON.stringify([own, plus(now, VALID_MS)]));
  const uri = totpUri(own, login);
  return { token, secret: own, uri, qr: qrOf(uri) };
}

/**
 * The secret that was bound, and the step of the code that proved it, which is used up with it.
 * @throws DubanError `enrolment-refused`
 */
export function provenSecret(
  secret: string,
  { login, proof, now }: { login: string; proof: EnrolmentProof | null; now: Instant },
): { readonly secret: string; readonly step: number } {
  const text = proof && unseal(secret, { purpose: 'enrolment', about: login }, proof.token);
  if (!text) throw new DubanError('enrolment-refused');
  const [own, until] = JSON.parse(text) as [string, number];
  const step = now < until ? stepOfCode(own, { code: proof.code, now, lastStep: null }) : null;
  if (step === null) throw new DubanError('enrolment-refused');
  return { secret: own, step };
}
