import { catalogue, type ErrorCode } from './error-catalogue.js';

/** What went wrong, independent of any transport; the API maps it to an HTTP status, the CLI to an exit code. */
export type ErrorKind = 'bad-input' | 'refused' | 'not-found' | 'conflict' | 'unavailable' | 'internal';

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** Every error that a person may see: a stable code, a Chinese message that says what to do next, the details it names. */
export class DubanError extends Error {
  override readonly name = 'DubanError';
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options: { cause?: unknown } = {}) {
    super(fill(catalogue[code].message, details), options);
    this.code = code;
    this.kind = catalogue[code].kind;
    this.details = details;
  }

  /** What may cross a process boundary; {@link reviveError} turns it back. */
  toJSON(): { code: ErrorCode; message: string; details: ErrorDetails } {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/** Rebuilds an error that another process sent as JSON; null when the value is not one of ours. */
export function reviveError(value: unknown): DubanError | null {
  if (typeof value !== 'object' || value === null || !('code' in value)) return null;
  const { code, details } = value as { code: unknown; details?: unknown };
  if (typeof code !== 'string' || !Object.hasOwn(catalogue, code)) return null;
  return new DubanError(
    code as ErrorCode,
    typeof details === 'object' && details !== null ? (details as ErrorDetails) : {},
  );
}

function fill(message: string, details: ErrorDetails): string {
  return message.replace(/\{(\w+)\}/g, (whole, key: string) => (key in details ? String(details[key]) : whole));
}
