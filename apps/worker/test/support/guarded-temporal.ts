import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, constants, createSecureServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Certificates of one authority, PEM: of the server under `name`, and of a client. */
export interface Certificates {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
}

/** Makes an authority and what it signs, in a folder of its own. */
export function makeCertificates(folder: string, name: string): Certificates {
  const openssl = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
  };
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...fresh, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=test authority');
  for (const [who, subject] of [
    ['server', name],
    ['client', 'duban'],
  ] as const) {
    openssl('req', '-new', ...fresh, '-keyout', `${who}.key`, '-out', `${who}.csr`, '-subj', `/CN=${subject}`);
    writeFileSync(join(folder, `${who}.ext`), `subjectAltName=DNS:${subject}\n`);
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', `${who}.ext`];
    openssl('x509', '-req', '-in', `${who}.csr`, '-out', `${who}.pem`, ...signed);
  }
  const pair = (who: string) => ({ cert: read(`${who}.pem`), key: read(`${who}.key`) });
  return { ca: read('ca.pem'), server: pair('server'), client: pair('client') };
}

export interface Guard {
  readonly address: string;
  /** Calls that were let through. */
  passed(): number;
  close(): Promise<void>;
}

interface Guarding {
  /** Where the unguarded server is. */
  readonly behind: string;
  readonly certificates: Certificates;
  readonly apiKey: string;
}

const UNAUTHENTICATED = '16';

/** Stands before a Temporal server as Temporal Cloud does: TLS, only for clients with a certificate of ours, and only with the key. */
export async function guardTemporal({ behind, certificates, apiKey }: Guarding): Promise<Guard> {
  let passed = 0;
  const upstream = connect(`http://${behind}`);
  const { ca, server: own } = certificates;
  const server = createSecureServer({ ca, ...own, requestCert: true, rejectUnauthorized: true });
  server.on('sessionError', () => undefined);
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => undefined);
    if (headers.authorization !== `Bearer ${apiKey}`) {
      const refusal = { 'grpc-status': UNAUTHENTICATED, 'grpc-message': 'no key' };
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...refusal }, { endStream: true });
      return;
    }
    passed++;
    const call = upstream.request(headers);
    call.on('error', () => stream.close(constants.NGHTTP2_CANCEL));
    stream.on('close', () => call.close(constants.NGHTTP2_CANCEL));
    let trailers: IncomingHttpHeaders = {};
    call.on('trailers', (told) => {
      trailers = told;
    });
    call.on('response', ({ ':status': status, ...told }, flags) => {
      const over = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      if (stream.destroyed) return;
      stream.respond({ ':status': status, ...told }, over ? { endStream: true } : { waitForTrailers: true });
    });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.pipe(call);
    call.pipe(stream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed: () => passed,
    close: async () => {
      for (const session of sessions) session.destroy();
      upstream.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
