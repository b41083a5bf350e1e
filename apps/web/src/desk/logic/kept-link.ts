/**
 * The mailed link of this page, kept in its memory alone and no longer than a session could last: after half an idle hour the session
 * ends, but the clerk who filled the sheet in Excel meanwhile need not look for the mail. Closed, the page forgets it.
 */
export interface KeptLink {
  readonly token: string;
  /** `performance.now()` when it was opened. */
  readonly openedAt: number;
}

const KEPT_MS = 12 * 60 * 60_000;

/** The token, if it may still be used; null otherwise. */
export function usableLink(kept: KeptLink | null, now: number): string | null {
  return kept !== null && now - kept.openedAt < KEPT_MS ? kept.token : null;
}
