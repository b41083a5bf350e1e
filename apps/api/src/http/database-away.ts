/** What PostgreSQL says when it stops, starts or is full, and what the system says when nobody listens. */
const CODES: ReadonlySet<string> = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);
/** node-postgres names these by their words only. */
const WORDS = /^Connection terminated|not queryable|^timeout exceeded when trying to connect/;

/** True when the database could not be reached or went away in the middle, so that trying again may help. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // Class 08: connection exceptions.
  if (typeof code === 'string' && (CODES.has(code) || /^08...$/.test(code))) return true;
  if (WORDS.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true;
  return isDatabaseAway(error.cause);
}
