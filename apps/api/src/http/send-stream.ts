import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { attachment } from './send-file.js';

/** A file that is made while it is sent. */
export interface NamedStream {
  readonly name: string;
  readonly type: string;
  readonly stream: Readable;
}

/** Sends it to be saved. A failure on the way cuts the connection: whoever fetches it sees that the file is not complete. */
export function sendStream(reply: FastifyReply, { name, type, stream }: NamedStream): FastifyReply {
  return reply.type(type).header('content-disposition', attachment(name)).send(stream);
}
