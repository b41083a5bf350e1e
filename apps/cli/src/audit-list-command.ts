import { type AuditLine, listAudit } from '@duban/actions/list-audit';
import { formatMinute } from '@duban/base/time';
import Table from 'cli-table3';
import { dayOf, placeOf } from './audit/options.js';
import { withLedger } from './audit/with-ledger.js';
import { auditWords as words } from './audit/wording.js';
import { BY_TERMINAL } from './by-terminal.js';
import { EXIT } from './exit-codes.js';

export interface AuditListOptions {
  readonly campaign?: string;
  readonly kind?: string;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
  readonly json?: boolean;
  readonly data?: string;
}

/** `duban audit list`: who did what, newest first, without what was written in it. Returns the exit code. */
export function auditListCommand(options: AuditListOptions): Promise<number> {
  return withLedger(options, async ({ ledger }) => {
    const lines = await listAudit(
      { ledger },
      {
        actor: BY_TERMINAL,
        campaign: options.campaign,
        kind: options.kind,
        by: options.actor,
        from: dayOf('--from', options.from),
        to: dayOf('--to', options.to),
        limit: placeOf('--limit', options.limit) ?? 1,
      },
    );
    console.log(options.json ? JSON.stringify(lines, null, 1) : textOf(lines));
    return EXIT.ok;
  });
}

function textOf(lines: readonly AuditLine[]): string {
  if (lines.length === 0) return words.none;
  const table = new Table({ head: [...words.columns], style: { head: [], border: [] } });
  for (const { n, at, kind, label, actor, account, campaign, subject } of lines)
    table.push([
      n ?? words.unsealed,
      formatMinute(at),
      label === kind ? kind : `${kind} ${label}`,
      actor,
      account ?? '',
      campaign ?? '',
      subject,
    ]);
  return table.toString();
}
