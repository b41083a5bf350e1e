import { DubanError } from '@duban/base';
import { z } from 'zod';

// A line break or a second address smuggles a recipient into the SMTP dialogue (findings.md, Mail): exactly one bare address.
const address = z
  .email()
  .max(254)
  .regex(/^[^\s,;<>"()]+$/);

/** Returns the address when it is exactly one bare mailbox (`name@domain`); throws `address-invalid` otherwise. */
export function checkAddress(text: string): string {
  const result = address.safeParse(text);
  if (!result.success) throw new DubanError('address-invalid', { address: text.replace(/\s+/g, ' ').slice(0, 100) });
  return result.data;
}
