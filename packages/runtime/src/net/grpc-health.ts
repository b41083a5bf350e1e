import { type ClientHttp2Session, connect } from 'node:http2';

const LIMIT_MS = 1_000;
const SERVING = 1;

/**
 * Asks a gRPC server for its health (the call behind `temporal operator cluster health`); false for any failure, since a starting
 * server fails in many ways. By hand over node:http2: this room imports no gRPC, and a process per question would cost 100 ms.
 * @param service full name; empty for the server as a whole.
 */
export function grpcHealthy(address: string, service: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect(`http://${address}`);
    const answer = (healthy: boolean) => {
      session.destroy();
      resolve(healthy);
    };
    session.setTimeout(LIMIT_MS, () => answer(false));
    session.once('error', () => answer(false));
    ask(session, service, answer);
  });
}

function ask(session: ClientHttp2Session, service: string, answer: (healthy: boolean) => void): void {
  const request = session.request({
    ':method': 'POST',
    ':path': '/grpc.health.v1.Health/Check',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('error', () => answer(false));
  // HealthCheckResponse { status = 1 (varint) } behind the 5 bytes of gRPC framing.
  request.once('end', () => {
    const body = Buffer.concat(chunks);
    answer(body[5] === 0x08 && body[6] === SERVING);
  });
  request.end(frame(service));
}

/** HealthCheckRequest { service = 1 (string) } in gRPC framing; an empty string is left out, as protobuf does. */
function frame(service: string): Buffer {
  const name = Buffer.from(service);
  const message = name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, name.length]), name]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
