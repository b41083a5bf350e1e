import { fileURLToPath } from 'node:url';

/** What the inbox process is told by its parent. */
export interface InboxConfig {
  readonly folder: string;
  readonly port: number;
}

const VARIABLE = 'DUBAN_INBOX';

/** The inbox's module, to be forked; says `{ready: true}` once it listens. */
export const inboxEntry = fileURLToPath(new URL('../../dist/smtp/inbox-process.js', import.meta.url));

/** The environment entry that hands a configuration to the inbox process. */
export function inboxEnvironment(config: InboxConfig): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(config) };
}

/** Reads it back inside the inbox process. */
export function readInboxConfig(env: NodeJS.ProcessEnv = process.env): InboxConfig {
  const text = env[VARIABLE];
  if (!text) throw new Error(`${VARIABLE} is not set: the inbox is started by duban, not by hand`);
  return JSON.parse(text) as InboxConfig;
}
