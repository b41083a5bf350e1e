/** A message as it was offered, before it is stored or refused. */
export interface OfferedMail {
  /** Envelope, not headers: what the transport really asked for. */
  readonly from: string;
  readonly to: readonly string[];
  /** The Message-ID header with its angle brackets; null when there is none. */
  readonly messageId: string | null;
  /** Bytes. */
  readonly size: number;
  /** How many times this Message-ID has been offered to this sink, this one included (1 for mails without an id). */
  readonly attempt: number;
  readonly raw: Buffer;
}

/** A message that the sink has taken. */
export interface StoredMail {
  /** 1, 2, 3 … in order of acceptance. */
  readonly sequence: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly messageId: string | null;
  readonly size: number;
  /** Path of the .eml file. */
  readonly file: string;
}

/**
 * What goes wrong with a message: nothing, refused for good, refused for now, or stored, but the connection is cut before the
 * sender hears of it (the case in which a message is sent twice).
 */
export type Fault = 'none' | 'refuse-550' | 'defer-451' | 'drop-after-data';
