/** What leaves by e-mail. Addresses are checked before they reach the mailer; the Message-ID is ours, so a repeat is recognised. */
export interface Envelope {
  /** Overrides the mailer's own sender. A bare address, without a display name. */
  readonly from?: string;
  /** Overrides the name shown before the sender's address: the bureau whose campaign it is. */
  readonly fromName?: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Without angle brackets. */
  readonly messageId: string;
  /** Campaign time, ISO 8601 with offset: becomes the Date header. */
  readonly date: string;
  readonly attachments: readonly Attachment[];
}

export interface Attachment {
  /** File name as the recipient sees it; may be Chinese. */
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What became of one attempt. `refused` is permanent (5xx), `deferred` is worth another try (4xx, no connection before DATA), `unknown` was lost after DATA. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'deferred' | 'unknown'; readonly reason: string }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** It is the recipient's address that is refused: nothing will get there under it. False: this message, or our sender. */
      readonly deadAddress: boolean;
    };

export interface Mailer {
  /** One SMTP attempt; never repeats by itself. Throws `address-invalid` before anything is sent. */
  send(envelope: Envelope): Promise<SendOutcome>;
  close(): Promise<void>;
}

export interface MailerOptions {
  readonly host: string;
  readonly port: number;
  /** The sender's bare address, e.g. `duban@ybj.example.cn`. */
  readonly from: string;
  /** Shown before the address, e.g. 济宁市医疗保障局. */
  readonly fromName?: string;
  /** Implicit TLS (465). Otherwise STARTTLS is used when the server offers it; with `auth` it has to. */
  readonly secure?: boolean;
  readonly auth?: { readonly user: string; readonly password: string };
  /** Accept a self-signed certificate of an inner-network server. */
  readonly trustAnyCertificate?: boolean;
  /** Parallel connections (default 2). */
  readonly connections?: number;
  /** Milliseconds without an answer after which an attempt ends (default 30 000). */
  readonly timeoutMs?: number;
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
  /** Epoch ms at which the sender wrote it (campaign time): becomes DTSTAMP, so that the file does not depend on the machine's clock. */
  readonly stamp: number;
  /** Grows by one with each change of the same entry (default 0), so that calendars take the newer one. */
  readonly sequence?: number;
}
