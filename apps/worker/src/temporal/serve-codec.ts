import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Payload, PayloadCodec } from '@temporalio/common';

/** Where the pages of our own Temporal ask for what is sealed in its store. */
export interface CodecServing {
  /** On 127.0.0.1. */
  readonly port: number;
  /** The pages, `http://127.0.0.1:<port>`: a browser that comes from anywhere else is refused. */
  readonly pages: string;
}

const MOST_BYTES = 4_000_000;

interface Wire {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

/** Opens payloads for the Temporal UI (`POST /decode`, Temporal's remote codec), on this machine only. Resolves when it listens. */
export async function serveCodec(codec: PayloadCodec, { port, pages }: CodecServing): Promise<() => Promise<void>> {
  const origins = new Set([pages, pages.replace('127.0.0.1', 'localhost')]);
  const server = createServer((request, response) => {
    const origin = request.headers.origin ?? '';
    if (!origins.has(origin)) return end(response, 403);
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '');
    response.setHeader('access-control-allow-methods', 'POST');
    if (request.method === 'OPTIONS') return end(response, 204);
    if (request.method !== 'POST' || request.url?.split('?')[0] !== '/decode') return end(response, 404);
    decoded(codec, request).then(
      (text) => end(response, 200, text),
      // The page shows the payload as it lies there.
      () => end(response, 400),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

function end(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, text === '' ? {} : { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(text);
}

async function decoded(codec: PayloadCodec, request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new RangeError('too much at once');
    chunks.push(chunk);
  }
  const { payloads = [] } = JSON.parse(Buffer.concat(chunks).toString()) as { payloads?: readonly Wire[] };
  return JSON.stringify({ payloads: (await codec.decode(payloads.map(fromWire))).map(toWire) });
}

function fromWire({ metadata = {}, data = '' }: Wire): Payload {
  const bytes = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')] as const);
  return { metadata: Object.fromEntries(bytes), data: Buffer.from(data, 'base64') };
}

function toWire({ metadata, data }: Payload): Wire {
  const texts = Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)] as const);
  return { metadata: Object.fromEntries(texts), data: base64(data) };
}

const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
