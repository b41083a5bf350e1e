import { DubanError, type Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type Addressee, addressees, type Db, onDutyAt } from '@duban/ledger';
import type { AboutObligation } from '../facts/about-obligation.js';

/** Who of the office is answered when the bureau acts for it: A, else B, else whoever leads. Throws `contact-unknown` where nobody serves it. */
export async function answerContact(db: Db, about: AboutObligation, now: Instant): Promise<string> {
  const at = { campaign: about.campaign, office: about.officeId, day: dateOf(now) };
  let found: Addressee | undefined;
  // Who can be written to, before who cannot.
  for (const people of [addressees, onDutyAt])
    for (const role of ['A', 'B', 'leader'] as const) found ??= (await people(db, at, [role]))[0];
  if (!found) throw new DubanError('contact-unknown', { contact: about.shortName });
  return found.contact;
}
