import { DubanError } from '@duban/base';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { issueWords } from './issue-words.js';
import { readParts } from './read-parts.js';
import { cleanName, LIMIT, type Upload } from './read-upload.js';
import { invalid } from './validate.js';

export interface Form<T> {
  readonly data: T;
  readonly files: ReadonlyMap<string, Upload>;
}

const LONGEST_DATA = 64 * 1024;

/**
 * A multipart body with the part `data` (JSON, checked against the schema) and at most one file under each of these names.
 * @throws DubanError `file-too-large` before more than the limit is kept, `request-invalid`, `request-unreadable`.
 */
export async function readForm<S extends z.ZodType>(
  request: FastifyRequest,
  schema: S,
  names: readonly string[],
): Promise<Form<z.output<S>>> {
  if (!request.isMultipart()) throw new DubanError('request-unreadable', { reason: '不是带附件的表单' });
  const { text, files } = await readParts(() => partsOf(request, names));
  const parsed = schema.safeParse(jsonIn(text), { error: issueWords });
  if (!parsed.success) throw invalid(parsed.error);
  return { data: parsed.data, files };
}

async function partsOf(request: FastifyRequest, names: readonly string[]) {
  const limits = { fileSize: LIMIT, files: names.length, fields: 1, fieldSize: LONGEST_DATA, parts: names.length + 1 };
  const files = new Map<string, Upload>();
  let text = '';
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      const name = cleanName(part.filename);
      if (names.includes(part.fieldname) && name !== '') files.set(part.fieldname, { name, bytes });
    } else if (part.fieldname === 'data' && typeof part.value === 'string' && !part.valueTruncated) text = part.value;
  }
  return { text, files };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DubanError('request-unreadable', { reason: '登记内容不是 JSON' }, { cause });
  }
}
