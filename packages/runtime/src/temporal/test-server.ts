import { findBinary } from '../binaries/find-binary.js';
import { grpcHealthy } from '../net/grpc-health.js';
import { withFreePort } from '../net/with-free-port.js';
import { spawnKept } from '../process/spawn-kept.js';
import { waitUntilReady } from '../process/wait-until-ready.js';

export interface TestServer {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  readonly onProgress?: (line: string) => void;
  readonly logFile?: string;
}

const READY_SECONDS = 30;

/**
 * Starts Temporal's time-skipping server on a free port. It knows no way to listen on loopback only and forgets everything at stop:
 * for rehearsals and tests, never for real data.
 * @throws DubanError `binary-missing`, `binary-damaged`, `service-exited`, `service-not-ready`
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const program = await findBinary('temporal-test-server', options);
  return withFreePort(async (port) => {
    const server = await spawnKept(
      program,
      [String(port)],
      options.logFile === undefined ? {} : { logFile: options.logFile },
    );
    const address = `127.0.0.1:${port}`;
    await waitUntilReady({
      name: 'Temporal 推演服务',
      process: server,
      seconds: READY_SECONDS,
      probe: () => grpcHealthy(address, ''),
    });
    return {
      address,
      pid: server.pid,
      stop: async () => {
        // Nothing in it is worth an orderly end.
        await server.kill();
      },
    };
  });
}
