import * as base from '@duban/base/seal';

/** What is sealed for one purpose cannot be opened for another. */
export type Purpose = 'totp-secret' | 'enrolment';

interface SealedFor {
  readonly purpose: Purpose;
  /** An account: the same when it is opened. */
  readonly about: string;
}

/** Encrypts text under a key derived from the installation's secret. */
export function seal(secret: string, { purpose, about }: SealedFor, text: string): string {
  return base.seal(Buffer.from(text), { secret, purpose: `duban ${purpose}`, about }).toString('base64url');
}

/** The text; null when it was sealed elsewhere, for something else, or changed. */
export function unseal(secret: string, { purpose, about }: SealedFor, sealed: string): string | null {
  try {
    return base.unseal(Buffer.from(sealed, 'base64url'), { secret, purpose: `duban ${purpose}`, about }).toString();
  } catch {
    return null;
  }
}
