import { DubanError } from '@duban/base';

/**
 * Runs what reads a form. The form's parser has no codes for one that breaks off or is none: they are told by its words.
 * @throws DubanError `request-unreadable` for those, and whatever the reading throws.
 */
export async function readParts<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Error && UNREADABLE.test(cause.message))
      throw new DubanError('request-unreadable', { reason: '内容不完整' }, { cause });
    throw cause;
  }
}

const UNREADABLE = /^(Unexpected end of|Malformed|Multipart: Boundary|Part terminated)/;
