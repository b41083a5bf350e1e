import { createHmac } from 'node:crypto';

const LENGTH = 8;

/** Tells one installation's secret from another's. Eight hex digits: enough against a mix-up, too few to test guesses by. */
export function secretMark(secret: string): string {
  return createHmac('sha256', secret).update('duban-backup').digest('hex').slice(0, LENGTH);
}
