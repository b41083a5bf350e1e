import type { TLSConfig } from '@temporalio/client';

/** A key that seals what is stored in Temporal. The id travels with every payload in clear; the secret never does. */
export interface PayloadKey {
  readonly id: string;
  readonly secret: string;
}

/** Where Temporal is and how it is spoken to; plain JSON, because it is handed to the worker's processes. */
export interface TemporalReach {
  /** `host:port` */
  readonly temporalAddress: string;
  /** Left out: `default`. */
  readonly temporalNamespace?: string;
  /** Sent with every call; needs TLS, which is then on by itself. */
  readonly temporalApiKey?: string;
  /** Left out: in clear, as on loopback. */
  readonly temporalTls?: TemporalTls;
  /** The first one seals, all open. Left out: payloads are stored in clear, as a rehearsal's. */
  readonly payloadKeys?: readonly PayloadKey[];
}

/** Texts are PEM. */
export interface TemporalTls {
  /** Who signed the server's certificate; left out: whom this machine trusts. */
  readonly ca?: string;
  /** The name that the server's certificate must carry, where that is not the address. */
  readonly serverName?: string;
  /** Our own certificate, for a server that asks for one (mTLS). */
  readonly client?: { readonly cert: string; readonly key: string };
}

export const namespaceOf = ({ temporalNamespace }: TemporalReach): string => temporalNamespace ?? 'default';

/** What both of the SDK's connections take. */
export function connectionOptionsOf({ temporalAddress, temporalApiKey, temporalTls }: TemporalReach): {
  address: string;
  apiKey?: string;
  tls?: TLSConfig;
} {
  const tls = temporalTls ?? (temporalApiKey === undefined ? undefined : {});
  return {
    address: temporalAddress,
    ...(temporalApiKey === undefined ? {} : { apiKey: temporalApiKey }),
    ...(tls === undefined ? {} : { tls: tlsOf(tls) }),
  };
}

function tlsOf({ ca, serverName, client }: TemporalTls): TLSConfig {
  return {
    ...(ca === undefined ? {} : { serverRootCACertificate: Buffer.from(ca) }),
    ...(serverName === undefined ? {} : { serverNameOverride: serverName }),
    ...(client === undefined
      ? {}
      : { clientCertPair: { crt: Buffer.from(client.cert), key: Buffer.from(client.key) } }),
  };
}
