import type { Instant } from '@duban/base';
import { campaignTime, recordEvent, type Tx } from '@duban/ledger';

/** What happened to an account; accounts live in server time, events in campaign time. */
export interface AccountEvent {
  readonly kind: string;
  readonly actor: { readonly name: string; readonly account?: string | undefined };
  readonly account: string;
  /** Server time. */
  readonly now: Instant;
  /** Never a password, a code or a secret. */
  readonly data?: Readonly<Record<string, unknown>>;
}

export async function recordAccountEvent(tx: Tx, { kind, actor, account, now, data }: AccountEvent): Promise<void> {
  const at = await campaignTime(tx, now);
  await recordEvent(tx, { campaign: null, at, kind, actor, subject: account, ...(data === undefined ? {} : { data }) });
}
