import { createHmac, timingSafeEqual } from 'node:crypto';
import { DubanError } from '@duban/base';
import type { SheetIdentity } from './contract.js';
import { periodName } from './wording/form.js';
import { readingTexts } from './wording/reading.js';

/** What is written on the hidden sheet: the identity as text, and its HMAC-SHA256 (hex). */
export interface SignedIdentity {
  readonly text: string;
  readonly mac: string;
}

const FIELDS = ['campaign', 'requirement', 'office', 'officeName', 'period', 'table'] as const;

/** Signs an identity so that an edit in the workbook is noticed. */
export function signIdentity(identity: SheetIdentity, secret: string): SignedIdentity {
  const { campaign, requirement, office, officeName, period, table, version } = identity;
  const text = JSON.stringify({ campaign, requirement, office, officeName, period, table, version });
  return { text, mac: macOf(text, secret) };
}

/** The identity a workbook carries; throws DubanError `sheet-identity-altered` when it is not the one that was signed. */
export function openIdentity(
  signed: SignedIdentity,
  { secret, name }: { secret: string; name: string },
): SheetIdentity {
  const expected = Buffer.from(macOf(signed.text, secret), 'hex');
  const found = Buffer.from(/^[0-9a-f]{64}$/.test(signed.mac) ? signed.mac : '', 'hex');
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) {
    throw new DubanError('sheet-identity-altered', { name });
  }
  const identity = peekIdentity(signed);
  if (identity === null) throw new DubanError('sheet-identity-altered', { name });
  return identity;
}

/** What an identity says, whoever signed it; null when it says nothing whole. For merging folders without the secret. */
export function peekIdentity({ text }: Pick<SignedIdentity, 'text'>): SheetIdentity | null {
  try {
    const identity = JSON.parse(text) as SheetIdentity | null;
    const whole = identity !== null && FIELDS.every((field) => typeof identity[field] === 'string');
    return whole && Number.isInteger(identity.version) ? identity : null;
  } catch {
    return null;
  }
}

/** What the caller expects of a sheet; `tableTitle` only makes the refusal read better. */
export type ExpectedIdentity = Omit<SheetIdentity, 'version'> & {
  readonly version?: number;
  readonly tableTitle?: string;
};

/**
 * Refuses a sheet that is not the one owed: DubanError `sheet-other-form` (another campaign, requirement, table or version),
 * `sheet-other-office`, `sheet-other-period`.
 */
export function verifyIdentity(found: SheetIdentity, expected: ExpectedIdentity): void {
  const { table, campaign, requirement, version } = found;
  const sameForm =
    table === expected.table &&
    campaign === expected.campaign &&
    requirement === expected.requirement &&
    version === (expected.version ?? version);
  if (!sameForm) {
    const form = (of: ExpectedIdentity) => [of.tableTitle ?? of.table, of.campaign, of.requirement].join(' · ');
    throw new DubanError('sheet-other-form', {
      actual: `${form(found)} · ${readingTexts.version(version)}`,
      expected: `${form(expected)} · ${readingTexts.version(expected.version ?? version)}`,
    });
  }
  if (found.office !== expected.office) {
    throw new DubanError('sheet-other-office', { actual: found.officeName, expected: expected.officeName });
  }
  if (found.period !== expected.period) {
    throw new DubanError('sheet-other-period', {
      actual: periodName(found.period),
      expected: periodName(expected.period),
    });
  }
}

function macOf(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`duban-sheet-identity/1\n${text}`).digest('hex');
}
