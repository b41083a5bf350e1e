import { DubanError } from '@duban/base';
import type { FastifyRequest } from 'fastify';

export const LIMIT_MB = 10;
const LIMIT = LIMIT_MB * 1024 * 1024;
/** Boundaries and headers of the parts. */
const WRAPPING = 64 * 1024;
const LONGEST_NAME = 150;

/** For `register(multipart, …)`: one file, and it is cut off while it streams in. */
export const uploadLimits = {
  limits: { fileSize: LIMIT, files: 1, fields: 0, parts: 2 },
  throwFileSizeLimit: true,
} as const;

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const read = new WeakMap<FastifyRequest, Promise<Upload>>();

/**
 * The one file of a multipart body, part `file`; asked again, the same one.
 * @throws DubanError `file-too-large` before more than the limit is kept, `file-missing` without exactly one named file.
 */
export function readUpload(request: FastifyRequest): Promise<Upload> {
  const known = read.get(request);
  if (known !== undefined) return known;
  const upload = stream(request);
  read.set(request, upload);
  return upload;
}

async function stream(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new DubanError('file-missing');
  // Said beforehand: there is no need to read it first.
  if (Number(request.headers['content-length'] ?? 0) > LIMIT + WRAPPING)
    throw new DubanError('file-too-large', { limit: LIMIT_MB });
  let file: { name: string; bytes: Uint8Array } | null = null;
  for await (const part of request.files()) {
    const bytes = await part.toBuffer();
    const name = cleanName(part.filename);
    if (part.fieldname === 'file' && name !== '') file = { name, bytes };
  }
  if (file === null) throw new DubanError('file-missing');
  return file;
}

/** The last part of whatever path a browser sent, without what no file name holds; the ending survives a shortening. */
function cleanName(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim();
  if (name.length <= LONGEST_NAME) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  return `${[...name].slice(0, LONGEST_NAME - ending.length).join('')}${ending}`;
}
