/** The Message-ID header of a raw message, with its angle brackets; null when there is none. Long ids are folded onto a second line. */
export function messageIdOf(raw: Buffer): string | null {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.subarray(0, end === -1 ? raw.length : end).toString('latin1');
  return /^message-id:\s*(<[^>]*>)/im.exec(headers)?.[1] ?? null;
}
