import { join, resolve } from 'node:path';
import { DubanError } from '@duban/base';
import { repoRoot } from '@duban/runtime';
import type { PayloadKey, WorkerTraces } from '@duban/worker';
import { programSeeds } from '../seeds-folder.js';
import { tracesOf, type WorkersMetrics, workersMetricsOf } from './metrics-settings.js';
import { payloadKeysIn, type TemporalAccess, temporalAccessOf } from './temporal-settings.js';

/** What the command line says. */
export interface UpOptions {
  readonly port?: string;
  readonly data?: string;
  readonly seeds?: string;
  readonly json?: boolean;
  readonly accelerated?: boolean;
  readonly open?: boolean;
}

/** A mail server of the bureau's. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Implicit TLS; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly auth?: { readonly user: string; readonly password: string };
}

/** How the live system is to run. */
export interface Settings {
  /** The data folder. */
  readonly folder: string;
  /** What must be added to our other commands so that they find that folder. */
  readonly folderOption: string;
  /** The folder of the bureau's own campaigns; null: only the notices of the program can be launched. */
  readonly seeds: string | null;
  /** The web's port; null: the one it had last time, else the usual one, else any. */
  readonly port: number | null;
  readonly accelerated: boolean;
  readonly open: boolean;
  /** The sender of all mails. */
  readonly sender: { readonly address: string; readonly name: string };
  /** Null: mails go to the local inbox and leave the machine for nobody. */
  readonly mailServer: MailServer | null;
  /** An existing PostgreSQL; null: our own. */
  readonly databaseUrl: string | null;
  /** An existing Temporal; null: our own. */
  readonly temporal: { readonly address: string; readonly ui: string | null } | null;
  /** How that Temporal is spoken to; nothing for our own. */
  readonly temporalAccess: TemporalAccess;
  /** Keys of a key file, the first one seals; the installation's own comes after them. */
  readonly payloadKeys: readonly PayloadKey[];
  /** Whom the workers tell how they are doing. */
  readonly workersMetrics: WorkersMetrics | null;
  readonly traces: WorkerTraces | null;
  /** How offices reach the web, when that is not our own address (a proxy stands before it). */
  readonly webAddress: string | null;
}

/**
 * Reads options and environment.
 * @throws DubanError `setting-invalid`
 */
export function readSettings(options: UpOptions, env: NodeJS.ProcessEnv): Settings {
  const temporal = text(env.TEMPORAL_ADDRESS);
  const sender = text(env.DUBAN_SMTP_FROM) ?? 'duban@duban.example';
  check(/^[^\s@,;<>"()]+@[^\s@,;<>"()]+$/.test(sender), 'DUBAN_SMTP_FROM', '要是一个邮箱地址，如 duban@ybj.example.cn');
  check(
    temporal === null || /^[^\s:/]+:\d+$/.test(temporal),
    'TEMPORAL_ADDRESS',
    '要写成 主机:端口，如 127.0.0.1:7233',
  );
  return {
    folder: folderOf(options, env),
    folderOption: options.data === undefined ? '' : ` --data ${options.data}`,
    seeds: ownSeedsOf(options, env),
    port: options.port === undefined ? null : portOf('--port', options.port),
    accelerated: options.accelerated ?? false,
    open: options.open ?? false,
    sender: { address: sender, name: text(env.DUBAN_SMTP_FROM_NAME) ?? '督办' },
    mailServer: mailServerOf(env),
    databaseUrl: urlOf('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    temporal: temporal === null ? null : { address: temporal, ui: urlOf('TEMPORAL_UI', env.TEMPORAL_UI, WEB) },
    temporalAccess: temporalAccessOf(env),
    payloadKeys: payloadKeysIn(env),
    workersMetrics: workersMetricsOf(env),
    traces: tracesOf(env),
    webAddress: urlOf('DUBAN_WEB_ADDRESS', env.DUBAN_WEB_ADDRESS, WEB)?.replace(/\/+$/, '') ?? null,
  };
}

/** The data folder that is meant: `--data`, else `DUBAN_DATA`, else `.duban` in the checkout. It need not exist. */
export function folderOf({ data }: { readonly data?: string }, env: NodeJS.ProcessEnv): string {
  return resolve(data ?? text(env.DUBAN_DATA) ?? join(repoRoot(import.meta.url), '.duban'));
}

/** `--seeds`, else `DUBAN_SEEDS`, else none. The folder of the program's notices is nobody's own. */
function ownSeedsOf({ seeds }: UpOptions, env: NodeJS.ProcessEnv): string | null {
  const named = text(seeds) ?? text(env.DUBAN_SEEDS);
  if (named === null || resolve(named) === programSeeds()) return null;
  return resolve(named);
}

const WEB = ['http:', 'https:'];
const SMTP_PORT = '587';
const SMTPS_PORT = 465;

function mailServerOf(env: NodeJS.ProcessEnv): MailServer | null {
  const host = text(env.DUBAN_SMTP_HOST);
  if (host === null) return null;
  // Without it every mail would claim to come from an address that nobody reads.
  check(text(env.DUBAN_SMTP_FROM) !== null, 'DUBAN_SMTP_FROM', '用外部邮件服务器时必须填写发件地址');
  const port = portOf('DUBAN_SMTP_PORT', text(env.DUBAN_SMTP_PORT) ?? SMTP_PORT);
  const user = text(env.DUBAN_SMTP_USER);
  return {
    host,
    port,
    secure: port === SMTPS_PORT,
    ...(user === null ? {} : { auth: { user, password: env.DUBAN_SMTP_PASSWORD ?? '' } }),
  };
}

function portOf(name: string, given: string): number {
  const port = Number(given);
  check(/^\d+$/.test(given) && port >= 1 && port <= 65_535, name, `要是 1–65535 的整数，收到的是“${given}”`);
  return port;
}

function urlOf(name: string, given: string | undefined, protocols: readonly string[]): string | null {
  const url = text(given);
  if (url === null) return null;
  // What was given is not repeated: it may hold a password.
  const allowed = `要是以 ${protocols.map((each) => `${each}//`).join(' 或 ')} 开头的地址`;
  check(URL.canParse(url) && protocols.includes(new URL(url).protocol), name, allowed);
  return url;
}

const text = (value: string | undefined): string | null =>
  value === undefined || value.trim() === '' ? null : value.trim();

function check(fine: boolean, name: string, problem: string): void {
  if (!fine) throw new DubanError('setting-invalid', { name, problem });
}
