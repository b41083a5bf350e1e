import { DubanError } from '@duban/base';
import { passwordReasons } from './wording.js';

/** quality.md: in characters as a person counts them. */
export const SHORTEST = 12;
export const LONGEST = 128;

/** What anybody here would try first (ASVS 6.2.11); the login name and parts of the title join them. */
export const CONTEXT_WORDS: readonly string[] = [
  'duban',
  'yibao',
  'yiliaobaozhang',
  '督办',
  '医保',
  '医疗保障',
  '基金监管',
];
/** Below that, a login is found in too many honest passwords. */
const TELLING_LOGIN = 3;

/**
 * Refuses a password that others would guess: too short, too long, known from leaks (Mozilla's list of the most common ones), one
 * sign or sequence over and over, or holding the product's, the trade's or the account's own name. No rule asks for kinds of signs.
 * @throws DubanError `password-refused`, which never repeats the password
 */
export async function refuseWeakPassword(password: string, { login }: { login: string }): Promise<void> {
  const length = [...password].length;
  if (length < SHORTEST) refuse(passwordReasons.short);
  if (length > LONGEST) refuse(passwordReasons.long);
  const plain = password.normalize('NFKC').toLowerCase();
  const names = [...CONTEXT_WORDS, ...(login.length >= TELLING_LOGIN ? [login] : [])];
  const named = names.find((word) => plain.includes(word));
  if (named !== undefined) refuse(passwordReasons.named(named));
  if (isPattern(plain)) refuse(passwordReasons.pattern);
  const { test } = (await import('fxa-common-password-list')).default;
  if (test(password) || test(plain)) refuse(passwordReasons.common);
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`, `123456789012`: something short, again and again, or one sign after the other. */
function isPattern(text: string): boolean {
  if (/^(.{1,6}?)\1+.{0,3}$/su.test(text)) return true;
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)));
  // 9 → 0 goes on counting.
  return [...steps].every((step) => step === 1 || step === -9) || [...steps].every((step) => step === -1 || step === 9);
}

function refuse(reason: string): never {
  throw new DubanError('password-refused', { reason });
}
