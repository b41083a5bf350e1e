import { readFileSync } from 'node:fs';
import { DubanError } from '@duban/base';
import type { PayloadKey, TemporalReach, TemporalTls } from '@duban/worker';
// Its own entry: most commands read settings, few need what speaks to Temporal.
import { readKeyFile } from '@duban/worker/payload-keys';

/** How a Temporal that somebody else runs is spoken to: all but its address. */
export type TemporalAccess = Pick<TemporalReach, 'temporalNamespace' | 'temporalApiKey' | 'temporalTls'>;

const NAMESPACE = 'TEMPORAL_NAMESPACE';
const API_KEY = 'TEMPORAL_API_KEY';
const TLS = 'TEMPORAL_TLS';
const CA = 'TEMPORAL_TLS_SERVER_CA_CERT_PATH';
const SERVER_NAME = 'TEMPORAL_TLS_SERVER_NAME';
const CERT = 'TEMPORAL_TLS_CLIENT_CERT_PATH';
const KEY = 'TEMPORAL_TLS_CLIENT_KEY_PATH';
const KEYS = 'DUBAN_PAYLOAD_KEYS';

/**
 * Reads the variables that Temporal's own tools read as well.
 * @throws DubanError `setting-invalid`
 */
export function temporalAccessOf(env: NodeJS.ProcessEnv): TemporalAccess {
  const said = [NAMESPACE, API_KEY, TLS, CA, SERVER_NAME, CERT, KEY].filter((name) => text(env[name]) !== null);
  const [first] = said;
  if (first === undefined) return {};
  // Our own Temporal stands on loopback, in clear: whoever sets these means another one.
  if (text(env.TEMPORAL_ADDRESS) === null) throw invalid(first, '要与 TEMPORAL_ADDRESS 一起设置');
  const namespace = text(env[NAMESPACE]);
  const apiKey = text(env[API_KEY]);
  const tls = tlsOf(env);
  return {
    ...(namespace === null ? {} : { temporalNamespace: namespace }),
    ...(apiKey === null ? {} : { temporalApiKey: apiKey }),
    ...(tls === null ? {} : { temporalTls: tls }),
  };
}

function tlsOf(env: NodeJS.ProcessEnv): TemporalTls | null {
  const [ca, serverName, cert, key] = [CA, SERVER_NAME, CERT, KEY].map((name) => text(env[name]));
  if ((cert === null) !== (key === null)) throw invalid(cert === null ? CERT : KEY, '客户端证书和私钥要一起设置');
  const asked = isOn(text(env[TLS]));
  const named = [ca, serverName, cert].some((value) => value !== null);
  if (asked === false) {
    if (named) throw invalid(TLS, '设为 false，却又设置了 TEMPORAL_TLS_* 证书');
    if (text(env[API_KEY]) !== null) throw invalid(TLS, 'API 密钥不能明文传送，不能设为 false');
    return null;
  }
  if (asked === null && !named) return null;
  return {
    ...(ca ? { ca: pemOf(CA, ca) } : {}),
    ...(serverName ? { serverName } : {}),
    ...(cert && key ? { client: { cert: pemOf(CERT, cert), key: pemOf(KEY, key) } } : {}),
  };
}

function isOn(value: string | null): boolean | null {
  if (value === null) return null;
  if (!/^(true|1|false|0)$/i.test(value)) throw invalid(TLS, `要是 true 或 false，收到的是“${value}”`);
  return /^(true|1)$/i.test(value);
}

function pemOf(name: string, file: string): string {
  const pem = read(name, file);
  if (!pem.includes('-----BEGIN ')) throw invalid(name, '不是 PEM 格式的文件');
  return pem;
}

/**
 * Keys of the file that DUBAN_PAYLOAD_KEYS names; none when it names none.
 * @throws DubanError `setting-invalid`
 */
export function payloadKeysIn(env: NodeJS.ProcessEnv): readonly PayloadKey[] {
  const file = text(env[KEYS]);
  return file === null ? [] : readKeyFile(read(KEYS, file), KEYS);
}

function read(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DubanError(
      'setting-invalid',
      { name, problem: `读不了（${(cause as NodeJS.ErrnoException).code}）` },
      { cause },
    );
  }
}

const text = (value: string | undefined): string | null => value?.trim() || null;

const invalid = (name: string, problem: string): DubanError => new DubanError('setting-invalid', { name, problem });
