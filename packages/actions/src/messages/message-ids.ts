import { sha256 } from '@duban/ledger';
import type { Context } from '../context.js';

/** The Message-ID of a message: derived from its key, so that a repeat of the same message carries the same one. */
export function messageIdOf(ctx: Pick<Context, 'mailDomain'>, key: string): string {
  return `${sha256(Buffer.from(key)).slice(0, 32)}@${ctx.mailDomain}`;
}
