import type { FastifyReply } from 'fastify';

/** A file as an action hands it out. */
export interface NamedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Sends a file to be saved, never to be shown: what a stranger uploaded must not run as a page of ours. */
export function sendFile(reply: FastifyReply, { name, type, bytes }: NamedFile): FastifyReply {
  return reply.type(type).header('content-disposition', attachment(name)).send(Buffer.from(bytes));
}

/** `Content-Disposition` with a Chinese name (RFC 5987 / 6266), and an ASCII one for programs that do not know it. */
export function attachment(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = /^\.[A-Za-z0-9]{1,8}$/.exec(dot < 0 ? '' : name.slice(dot))?.[0] ?? '';
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="file${ending}"; filename*=UTF-8''${encoded}`;
}
