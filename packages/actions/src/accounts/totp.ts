import type { Instant } from '@duban/base';
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import { ISSUER } from './wording.js';

/** RFC 6238 as every authenticator app knows it. */
const PERIOD_SECONDS = 30;
const STEP_MS = PERIOD_SECONDS * 1000;
const BYTES = 20;
/** A phone's clock may be one step off (RFC 6238, 5.2). */
const DRIFT_STEPS = 1;

/** 160 random bits in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: BYTES }).base32;
}

/** The time step whose code this is and that comes after `lastStep`; null for any other code. `now` is server time. */
export function stepOfCode(
  secret: string,
  { code, now, lastStep }: { code: string; now: Instant; lastStep: number | null },
): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: DRIFT_STEPS });
  if (delta === null) return null;
  const step = Math.floor(now / STEP_MS) + delta;
  // RFC 6238, 5.2: no code is taken twice, nor one from before the last that was.
  return lastStep !== null && step <= lastStep ? null : step;
}

/** What an app scans. */
export function totpUri(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/** A QR code as the path of an SVG in a square of `size` units, quiet zone included: no markup, no data: address. */
export function qrOf(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6 });
}
