/** A point in time: milliseconds since the epoch (UTC). Always campaign time unless a name says otherwise. */
export type Instant = number & { readonly __brand: 'Instant' };
/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };
/** A wall-clock time of day in Asia/Shanghai, `HH:MM` (24 h). */
export type LocalTime = string & { readonly __brand: 'LocalTime' };

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Brands a number of milliseconds as an {@link Instant}; refuses fractions and NaN. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not an instant: ${ms}`);
  return ms as Instant;
}

/** The instant `ms` milliseconds later (or earlier, when negative). */
export function plus(at: Instant, ms: number): Instant {
  return instant(at + ms);
}
