import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whose page a link opens. Raising the contact's version makes every older link invalid. */
export interface LinkTarget {
  readonly campaign: string;
  readonly contact: string;
  readonly version: number;
}

const BETWEEN = '~';

/** `<campaign>~<contact>~<version>~<mac>`: what stands behind # in a link. Only who knows `secret` can make one. */
export function linkToken(secret: string, target: LinkTarget): string {
  return [target.campaign, target.contact, target.version, macOf(secret, target)].join(BETWEEN);
}

/** The target of a token that was made with `secret`; null for any other text. Whether the version still counts is the ledger's to say. */
export function readLinkToken(secret: string, token: string): LinkTarget | null {
  const [campaign, contact, version, mac, ...more] = token.split(BETWEEN);
  if (!campaign || !contact || !mac || more.length > 0 || !/^[1-9]\d{0,8}$/.test(version ?? '')) return null;
  const target = { campaign, contact, version: Number(version) };
  const expected = Buffer.from(macOf(secret, target));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected) ? target : null;
}

function macOf(secret: string, { campaign, contact, version }: LinkTarget): string {
  return createHmac('sha256', secret).update(`link:${campaign}/${contact}/${version}`).digest('base64url');
}
