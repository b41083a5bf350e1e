/** What leaves by e-mail. Addresses are checked before they reach the mailer; the Message-ID is ours, so a repeat is recognised. */
export interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Without angle brackets. */
  readonly messageId: string;
  /** Campaign time, ISO 8601 with offset: becomes the Date header. */
  readonly date: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

/** What became of one attempt. `refused` is permanent (5xx), `deferred` is worth another try (4xx, no connection before DATA), `unknown` was lost after DATA. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'refused' | 'deferred' | 'unknown'; readonly reason: string };

export interface Mailer {
  send(envelope: Envelope): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** One dated thing in a calendar file. */
export interface CalendarEntry {
  /** Stable across sendings, so that a changed date replaces the old entry. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Epoch ms. `start` only: an all-day entry of that day in Asia/Shanghai. */
  readonly start: number;
  readonly end?: number;
  /** Minutes before the start at which the calendar rings. */
  readonly alarms?: readonly number[];
}
