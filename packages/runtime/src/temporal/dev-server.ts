import { DubanError } from '@duban/base';
import { findBinary } from '../binaries/find-binary.js';
import { freePort } from '../net/free-port.js';
import { grpcHealthy } from '../net/grpc-health.js';
import { withFreePort } from '../net/with-free-port.js';
import type { ExitInfo, KeptProcess } from '../process/kept-process.js';
import { run } from '../process/run.js';
import { spawnKept } from '../process/spawn-kept.js';
import { waitUntilReady } from '../process/wait-until-ready.js';

export interface DevServerOptions {
  /** SQLite file that keeps the workflows; in memory when left out. Never delete it while its server is still stopping. */
  readonly dbFile?: string;
  readonly logFile: string;
  /** This port and no other: a restarted server has to be where its clients look for it. A free one when left out. */
  readonly port?: number;
  /** Port of Temporal's own web pages; a free one when left out. */
  readonly uiPort?: number;
  /** Where those pages have sealed payloads opened, `http://127.0.0.1:<port>`; left out, nowhere. */
  readonly codecEndpoint?: string;
  readonly onProgress?: (line: string) => void;
}

export interface DevServer {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** `http://127.0.0.1:<port>` of Temporal's own pages. */
  readonly uiAddress: string;
  readonly pid: number;
  /** Resolves when it is gone, however that happened. */
  readonly exited: Promise<ExitInfo>;
  stop(): Promise<void>;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
}

const NAME = 'Temporal 服务';
const READY_SECONDS = 60;
const STOP_GRACE_MS = 15_000;
const NAMESPACE = 'default';
/** Closed workflows vanish after 24 h by default; ten years outlast any campaign. */
const RETENTION = '87600h';
/** Default pragmas: 4 child workflows a second; with these 16 to 18 (findings.md). */
const PRAGMAS = ['journal_mode=wal', 'synchronous=normal'];

/**
 * Starts Temporal's development server on SQLite, on loopback, with namespace `default` and long retention.
 * @throws DubanError `binary-missing`, `binary-damaged`, `service-exited`, `service-not-ready`
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const program = await findBinary('temporal', options);
  const startAt = async (port: number): Promise<DevServer> => {
    const uiPort = options.uiPort ?? (await freePort());
    const address = `127.0.0.1:${port}`;
    const server = await spawnKept(program, argsOf({ ...options, port, uiPort }), {
      logFile: options.logFile,
      // Otherwise it asks a host on the internet for newer versions.
      env: { ...process.env, TEMPORAL_VERSION_CHECK_DISABLED: '1' },
    });
    await waitUntilReady({
      name: NAME,
      process: server,
      seconds: READY_SECONDS,
      probe: () => grpcHealthy(address, 'temporal.api.workflowservice.v1.WorkflowService'),
    });
    await raiseRetention(program, address, server);
    return {
      address,
      uiAddress: `http://127.0.0.1:${uiPort}`,
      pid: server.pid,
      exited: server.exited,
      stop: async () => {
        await server.stop({ graceMs: STOP_GRACE_MS });
      },
      kill: async () => {
        await server.kill();
      },
    };
  };
  return options.port === undefined ? withFreePort(startAt) : startAt(options.port);
}

function argsOf({
  port,
  uiPort,
  dbFile,
  codecEndpoint,
}: DevServerOptions & { readonly port: number; readonly uiPort: number }): string[] {
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)];
  args.push('--log-level', 'warn', '--ui-disable-news-fetch');
  if (codecEndpoint !== undefined) args.push('--ui-codec-endpoint', codecEndpoint);
  if (dbFile !== undefined) args.push('--db-filename', dbFile, ...PRAGMAS.flatMap((each) => ['--sqlite-pragma', each]));
  return args;
}

async function raiseRetention(program: string, address: string, server: KeptProcess): Promise<void> {
  const args = [
    'operator',
    'namespace',
    'update',
    '--namespace',
    NAMESPACE,
    '--retention',
    RETENTION,
    '--address',
    address,
  ];
  const result = await run(program, args, {
    timeoutMs: READY_SECONDS * 1000,
    env: { ...process.env, TEMPORAL_VERSION_CHECK_DISABLED: '1' },
  });
  if (result.ok) return;
  await server.kill();
  throw new DubanError('service-exited', { name: NAME, reason: result.reason, output: result.output });
}
